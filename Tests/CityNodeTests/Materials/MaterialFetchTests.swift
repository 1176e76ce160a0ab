import CaseModel
import ExchangeCore
import ExchangeWire
import Testing

@testable import CityNode

@Suite("MaterialFetch: whom to ask")
struct MaterialFetchTests {
    @Test("A peer that leaves three questions unanswered is silent, and one part makes it heard")
    func silence() throws {
        let temporary = try TemporaryFolder()
        let folder = try MaterialFolder(root: temporary.path + "/materials")
        let fetch = MaterialFetch(digest: Sample.digest([1, 2]), size: 2, peer: Sample.nanping)
        let now = Clock.steady
        // While it waits for its turn, nothing is asked.
        for _ in 1...5 { fetch.rewind(at: now) }
        #expect(!fetch.isUnanswered)
        try fetch.open(in: folder)
        for _ in 1..<MaterialLimits.unansweredMax { fetch.rewind(at: now) }
        #expect(!fetch.isUnanswered)
        fetch.rewind(at: now)
        #expect(fetch.isUnanswered)
        let digest = sure(fetch.digest.withBytes { Digest($0) })
        let part = MaterialChunk(digest: digest, offset: 0, totalBytes: 2, bytes: [1])
        #expect(try fetch.append(part, at: now))
        #expect(!fetch.isUnanswered)
    }

    @Test("Nobody is asked twice before it waits, and everybody again afterwards")
    func rounds() {
        let all = [Sample.nanping, Sample.shangrao, Sample.huangshan]
        let fetch = MaterialFetch(digest: Sample.digest([1]), size: 1, peer: Sample.shangrao)
        for _ in 1...2 {
            #expect(fetch.others(of: all) == all.filter { $0 != Sample.shangrao })
            fetch.turn(to: Sample.nanping)
            #expect(fetch.others(of: all) == [Sample.huangshan])
            fetch.turn(to: Sample.huangshan)
            #expect(fetch.others(of: all).isEmpty && fetch.isDeniedBySeveral)
            fetch.postpone(at: Clock.steady)
            #expect(!fetch.isDeniedBySeveral)
            fetch.turn(to: Sample.shangrao)
        }
        #expect(fetch.others(of: [Sample.shangrao]).isEmpty)
        #expect(fetch.others(of: []).isEmpty && !fetch.isDeniedBySeveral)
    }
}
