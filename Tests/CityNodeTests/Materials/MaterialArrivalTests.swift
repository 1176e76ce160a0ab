import CaseModel
import CaseStore
import ExchangeCore
import Testing

@testable import CityNode

@Suite("The word that a file of another city is here")
struct MaterialArrivalTests {
    private let city: TestCity
    private let paper = Sample.material([1, 2, 3])

    /// A case of the other city names the file.
    init() throws {
        city = try TestCity(Sample.quzhou, peers: [Sample.nanping])
        var voice = PeerVoice(Sample.nanping, to: Sample.quzhou, .case)
        try voice.submit(Sample.submission(from: Sample.nanping, to: Sample.quzhou, materials: [paper]))
        city.write([.accept(voice.batch(), from: Sample.nanping)])
    }

    private func arrive() throws {
        let digest = paper.digest
        try city.run { try MaterialDesk(scope: $0).arrived(digest, content: nil, isScanned: true) }
    }

    private func row() throws -> MaterialRow? { try city.read { try $0.material(paper.digest) } }

    @Test("The first one makes it whole and has it checked; the second takes back nothing of what was found")
    func twice() throws {
        #expect(try row()?.state == .wanted)
        try arrive()
        #expect(try row()?.state == .complete)
        #expect(try row()?.standing == .checking)
        let digest = paper.digest
        try city.run { try MaterialDesk(scope: $0).settle(digest, found: "Sample-Virus") }
        try arrive()
        #expect(try row()?.standing == .infected)
    }

    @Test("One that comes after the file was to go brings nothing back, and of an unknown one nothing is known")
    func late() throws {
        try arrive()
        let digest = paper.digest
        try city.run { try $0.writer.beginRemoval(digest, at: 2) }
        try arrive()
        #expect(try row()?.isErased == true)
        let unknown = Sample.material([9]).digest
        try city.run { try MaterialDesk(scope: $0).arrived(unknown, content: nil, isScanned: true) }
        #expect(try city.read { try $0.material(unknown) } == nil)
    }
}
