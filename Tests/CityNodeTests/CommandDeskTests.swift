import CaseModel
import CaseStore
import ExchangeCore
import ExchangeWire
import JSONCoding
import Testing

@testable import CityNode

@Suite("CommandDesk: what people ask for")
struct CommandDeskTests {
    let city: TestCity

    init() throws {
        city = try TestCity(Sample.quzhou, peers: [Sample.nanping])
    }

    private var caseStream: StreamKey { StreamKey(peer: Sample.nanping, lane: .case) }

    /// A case that Nanping collected and this city handles.
    private func incoming() throws -> CaseNumber {
        var voice = PeerVoice(Sample.nanping, to: Sample.quzhou, .case)
        let submission = Sample.submission(from: Sample.nanping, to: Sample.quzhou)
        try voice.submit(submission)
        voice.send(to: city)
        return submission.number
    }

    private func refusal(_ body: () throws -> Void) -> CommandError? {
        do {
            try body()
            return nil
        } catch {
            return error as? CommandError
        }
    }

    @Test("A repeat with the same key has one effect and the same answer; another request under the key is refused")
    func keys() throws {
        let key = CommandKey(key: "window-7/12", request: [1, 2])
        let submission = Sample.submission()
        let first = try city.submit(submission, key: key)
        let second = try city.submit(Sample.submission(), key: key)
        #expect(!first.replayed)
        #expect(second.replayed)
        #expect(first.answer == second.answer)
        #expect(try city.records().count == 1)
        #expect(
            refusal { try city.submit(submission, key: CommandKey(key: key.key, request: [3])) } == .keyReused(key.key)
        )

        let number = try incoming()
        let act = CommandKey(key: "desk-1", request: [9])
        let before = try city.act(Sample.accept, on: number, key: act)
        try city.act(Sample.grant(), on: number)
        let after = try city.act(Sample.accept, on: number, key: act)
        #expect(before.answer == after.answer)
        #expect(after.replayed)
        #expect(after.answer.state == .accepted)
        let stolen = CommandKey(key: key.key, request: act.request)
        #expect(refusal { try city.act(Sample.accept, on: number, key: stolen) } == .keyReused(key.key))
    }

    @Test("The answer that is kept is written as all others are", arguments: CaseState.allCases)
    func answerText(state: CaseState) throws {
        for (version, isRequest) in [(1, false), (2_000, true)] {
            let answer = CommandAnswer(
                number: Sample.submission().number,
                state: state,
                version: version,
                kind: UInt32(version),
                isRequest: isRequest,
                at: 1_700_000_000_123
            )
            #expect(String(decoding: answer.text, as: UTF8.self) == (try JSONStream.text(answer)))
            #expect(try JSONTree.decode(CommandAnswer.self, from: answer.text) == answer)
        }
    }

    @Test("A repeat in the same transaction has one effect")
    func keysInOneTransaction() throws {
        let prepared = try CommandDesk.prepare(Sample.submission(), at: 1)
        let key = CommandKey(key: "k", request: [])
        let outcomes = city.transaction(
            [CommandKey](repeating: key, count: 3).map { key in
                { scope in
                    _ = try CommandDesk(scope: scope, backlogBytesMax: 1 << 20).submit(.success(prepared), key: key)
                }
            }
        )
        #expect(outcomes.allSatisfy { $0 == nil })
        #expect(try city.read { try $0.pending(caseStream, limit: 10) }.count == 1)
    }

    @Test("Who has seen an older version is told the current one, and nothing changes")
    func versions() throws {
        let number = try incoming()
        try city.act(Sample.accept, on: number, expected: 2)
        #expect(
            refusal { try city.act(Sample.grant(), on: number, expected: 2) } == .staleVersion(expected: 2, current: 3)
        )
        #expect(try city.record(number)?.state == .accepted)
        try city.act(Sample.grant(), on: number, expected: 3)
        #expect(try city.record(number)?.state == .decided)
    }

    @Test("New cases for a city are refused when too much waits for it; a bound of another city is not touched")
    func backlog() throws {
        let first = try city.submit(Sample.submission()).answer
        let waiting = Int64(clamping: try city.read { try $0.backlog(Sample.nanping) }.bytes)
        #expect(waiting > 0)
        city.backlogBytesMax = waiting + 10
        guard case .backlogFull(let full, let bytes, let limit)? = refusal({ try city.submit(Sample.submission()) })
        else {
            Issue.record("the case was taken")
            return
        }
        #expect(full == Sample.city(Sample.nanping))
        #expect(bytes == waiting)
        #expect(limit == waiting + 10)
        #expect(try city.records().count == 1)
        // What is there already goes on: answers to cases are never refused for want of room.
        let number = try incoming()
        try city.act(Sample.accept, on: number)
        #expect(try city.record(first.number) != nil)
    }

    @Test("A backlog counts within one transaction too")
    func backlogInOneTransaction() throws {
        let prepared = try (0..<3).map { _ in try CommandDesk.prepare(Sample.submission(), at: 1) }
        let limit = Int64(prepared[0].encoded.body.count * 2 + 20)
        let outcomes = city.transaction(
            prepared.map { item in
                { scope in _ = try CommandDesk(scope: scope, backlogBytesMax: limit).submit(.success(item), key: nil) }
            }
        )
        #expect(outcomes.map { $0 == nil } == [true, true, false])
        #expect(try city.records().count == 2)
    }

    @Test("Papers and documents must be here, whole, with the size that is said")
    func materials() throws {
        let material = Sample.material([1, 2, 3])
        let submission = Sample.submission(materials: [material])
        #expect(
            refusal { try city.submit(submission) } == .materialMissing(material.digest, field: "materials[0].digest")
        )
        try city.put(material)
        var other = material
        other.size = 4
        let wrong = Sample.submission(materials: [other])
        #expect(
            refusal { try city.submit(wrong) }
                == .materialSize(material.digest, field: "materials[0].size", stored: 3)
        )
        try city.submit(submission)
        #expect(try city.read { try $0.mayRead(material.digest, Sample.nanping) })

        let number = try incoming()
        let document = Sample.material([4], name: "许可证")
        try city.act(Sample.accept, on: number)
        #expect(
            refusal { try city.act(Sample.grant([document]), on: number) }
                == .materialMissing(document.digest, field: "documents[0].digest")
        )
        #expect(try city.record(number)?.state == .accepted)
        try city.put(document)
        try city.act(Sample.grant([document]), on: number)
        #expect(city.last.wanted.isEmpty)
    }

    @Test("What the rules forbid is refused and leaves nothing")
    func rules() throws {
        let number = try city.submit(Sample.submission()).answer.number
        guard case .refused(let wrongSide)? = refusal({ try city.act(Sample.accept, on: number) }),
            case .refused(let tooEarly)? = refusal({ try city.act(Sample.delivery, on: number) }),
            case .refused(let invalid)? = refusal({ try city.submit(Sample.submission(to: Sample.quzhou)) })
        else {
            Issue.record("something was allowed")
            return
        }
        #expect(wrongSide.code == .wrongSide)
        #expect(tooEarly.code == .notAllowedInState)
        #expect(invalid.code == .sameCity)
        let strange = Sample.number(Sample.quzhou)
        #expect(refusal { try city.act(Sample.accept, on: strange) } == .noCase(strange))
        #expect(try city.record(number)?.version == 1)
        #expect(try city.read { try $0.lastEntry() }.rawValue == 1)
    }

    @Test("A number is taken once")
    func numbers() throws {
        let submission = Sample.submission()
        try city.submit(submission)
        guard case .refused(let refused)? = refusal({ try city.submit(submission) }) else {
            Issue.record("the number was given twice")
            return
        }
        #expect(refused.field == "number")
    }
}
