import CaseModel
import CaseStore
import ExchangeCore
import Foundation
import Testing

@testable import CityNode

@Suite("Nodes over loopback", .serialized)
struct NodeTests {
    private let quzhou = Sample.quzhou, nanping = Sample.nanping, shangrao = Sample.shangrao

    private func settled(_ left: CityNode, _ right: CityNode) async throws {
        try await until("both to have the same cases") {
            let mine = try await left.records()
            let theirs = try await right.records()
            return mine == theirs && mine.values.allSatisfy { $0.state != .submitted }
        }
    }

    @Test("A case goes through every step, with papers and documents")
    func wholeCase() async throws {
        let town = try Town([quzhou, nanping])
        try town.startAll()
        let left = town[quzhou]
        let right = town[nanping]
        let paper = try await left.put(Sample.bytes(3 << 20, seed: 1))
        let number = try await left.submit(to: nanping, materials: [paper])
        try await right.reaches(.registered, number)
        try await left.reaches(.registered, number)
        try await right.holds(paper)
        try await right.act(Sample.correction, on: number)
        try await left.reaches(.correcting, number)
        let addition = try await left.put(Sample.bytes(1_000, seed: 2), name: "章程")
        try await left.act(Sample.supplement([addition]), on: number)
        try await right.reaches(.registered, number)
        try await right.holds(addition)
        try await right.act(Sample.accept, on: number)
        let document = try await right.put(Sample.bytes(3 << 20, seed: 3), name: "许可证")
        try await right.act(Sample.grant([document]), on: number)
        try await left.reaches(.decided, number)
        try await left.holds(document)
        try await left.act(Sample.delivery, on: number)
        try await left.reaches(.delivered, number)
        try await settled(left, right)
        let report = try await left.exchangeReport()
        #expect(report.peers[nanping]?.phase == .established)
        #expect(report.strangers.isEmpty)
        #expect(report.peers[nanping]?.refusals == PeerRefusals())
    }

    @Test("A node whose exchange ends by itself stops and says why")
    func failure() async throws {
        struct Ended: Error {}
        let town = try Town([quzhou, nanping])
        try town.startAll()
        let node = town[quzhou]
        node.failing.yield(Ended())
        await #expect(throws: Ended.self) { try await node.run() }
        await #expect(throws: CancellationError.self) { try await node.exchangeReport() }
    }

    @Test("Many at once arrive, each has its own answer, and a number that is taken is given once only")
    func many() async throws {
        let town = try Town([quzhou, nanping])
        try town.startAll()
        var submissions = (0..<600).map { _ in Sample.submission() }
        submissions[7] = Sample.submission(to: quzhou)
        submissions[300] = Sample.submission(to: shangrao)
        submissions[301] = submissions[299]
        let answers = try await town[quzhou].submit(all: submissions)
        #expect(answers.count == submissions.count)
        let refused = answers.indices.filter { if case .failure = answers[$0] { true } else { false } }
        #expect(refused == [7, 300])
        let numbers = answers.compactMap { try? $0.get().number }
        #expect(Set(numbers).count == 598)
        #expect(numbers.filter { $0 == submissions[301].number }.count == 1)
        try await settled(town[quzhou], town[nanping])
        #expect(try await Set(town[nanping].records().keys) == Set(numbers))
    }

    @Test("What is submitted while a peer is away arrives when it is back")
    func away() async throws {
        let town = try Town([quzhou, nanping])
        try town.startAll()
        let first = try await town[quzhou].submit(to: nanping)
        try await town[quzhou].reaches(.registered, first)
        town.stop(nanping)
        let paper = try await town[quzhou].put(Sample.bytes(400_000, seed: 4))
        for index in 0..<30 { _ = try await town[quzhou].submit(to: nanping, materials: index == 9 ? [paper] : []) }
        try town.start(nanping)
        try await settled(town[quzhou], town[nanping])
        #expect(try await town[nanping].records().count == 31)
        try await town[nanping].holds(paper)
        // And the other way round: what is decided while the collecting city is away.
        town.stop(quzhou)
        try await town[nanping].act(Sample.accept, on: first)
        try town.start(quzhou)
        try await town[quzhou].reaches(.accepted, first)
    }

    @Test("Who waits for the receipt is told of it, and who waits in vain is told how far it got")
    func receipts() async throws {
        let town = try Town([quzhou, nanping])
        try town.startAll()
        let left = town[quzhou]
        let number = try await left.submit(to: nanping)
        #expect(try await left.receipt(of: number, within: .seconds(60))?.isReceived == true)
        town.stop(nanping)
        let second = try await left.submit(to: nanping)
        #expect(try await left.receipt(of: second, within: .milliseconds(50))?.isReceived == false)
        async let later = left.receipt(of: second, within: .seconds(60))
        try town.start(nanping)
        #expect(try await later?.isReceived == true)
        // The handling city has registered it with an entry for many, and has said nothing of it alone.
        #expect(try await town[nanping].receipt(of: number, within: .seconds(60)) == nil)
        await #expect(throws: CommandError.self) {
            try await left.receipt(of: Sample.number(quzhou), within: .seconds(60))
        }
        // A node that stops keeps nobody waiting.
        town.stop(nanping)
        let third = try await left.submit(to: nanping)
        async let last = left.receipt(of: third, within: .seconds(600))
        town.stop(quzhou)
        if let place = try? await last { #expect(!place.isReceived) }
    }

    @Test("A key that the list does not name, a stranger and a dead port are three different things")
    func phases() async throws {
        let town = try Town([quzhou, nanping, shangrao])
        let keys = try NodeKeys.generate()
        // Quzhou believes that Nanping has another key; nothing listens for Shangrao.
        let nanpingKey = try town.configuration(nanping).keys.curve.publicKey.z85
        let list = try town.changeFederation { $0.replacing(nanpingKey, with: keys.curve.publicKey.z85) }
        let left = try town.start(quzhou)
        // Nanping knows only itself and Shangrao: Quzhou's key is a stranger's.
        let own = try town.configuration(quzhou).keys.curve.publicKey.z85
        _ = try town.changeFederation { _ in list.replacing(own, with: keys.curve.publicKey.z85) }
        let right = try town.start(nanping)
        try await left.link(to: nanping) { if case .wrongKey = $0 { true } else { false } }
        try await left.link(to: shangrao) { $0 == .unreachable }
        // With the right key on its list Quzhou gets as far as the door keeper.
        _ = try town.changeFederation { _ in list }
        try left.reload()
        try await left.link(to: nanping) { $0 == .refusesUs }
        try await until("the stranger in Nanping's book") {
            try await right.exchangeReport().strangers.contains { $0.key == own }
        }
        // Both lists are right: it goes on by itself.
        try right.reload()
        try await left.link(to: nanping) { $0 == .established }
        let number = try await left.submit(to: nanping)
        try await left.reaches(.registered, number)
    }

    @Test("A member that joins the list is talked with at once; a bad list changes nothing")
    func reload() async throws {
        let town = try Town([quzhou, nanping, shangrao])
        let list = try town.changeFederation { text in
            text.components(separatedBy: "  - code: ").prefix(3).joined(separator: "  - code: ")
        }
        try town.start(quzhou)
        try town.start(nanping)
        await #expect(throws: CommandError.notMember(Sample.city(shangrao))) {
            _ = try await town[quzhou].submit(to: shangrao)
        }
        _ = try town.changeFederation { _ in "members: []\n" }
        #expect(throws: ConfigurationError.self) { try town[quzhou].reload() }
        let before = try await town[quzhou].submit(to: nanping)
        try await town[quzhou].reaches(.registered, before)

        _ = try town.changeFederation { _ in list }
        try town[quzhou].reload()
        try town[nanping].reload()
        try town.start(shangrao)
        let there = try await town[quzhou].submit(to: shangrao)
        let back = try await town[shangrao].submit(to: nanping)
        try await town[quzhou].reaches(.registered, there)
        try await town[shangrao].reaches(.registered, back)
    }

    @Test("A node whose disk is gone is rebuilt from its peer: cases, answers, materials")
    func rebuilt() async throws {
        let town = try Town([quzhou, nanping])
        try town.startAll()
        let paper = try await town[quzhou].put(Sample.bytes(300_000, seed: 5))
        let addition = try await town[quzhou].put(Sample.bytes(2_000, seed: 6), name: "章程")
        let document = try await town[nanping].put(Sample.bytes(300_000, seed: 7), name: "许可证")
        let number = try await town[quzhou].submit(to: nanping, materials: [paper])
        try await town[nanping].reaches(.registered, number)
        try await town[nanping].act(Sample.correction, on: number)
        try await town[quzhou].reaches(.correcting, number)
        try await town[quzhou].act(Sample.supplement([addition]), on: number)
        try await town[nanping].reaches(.registered, number)
        try await town[nanping].act(Sample.accept, on: number)
        try await town[nanping].act(Sample.grant([document]), on: number)
        try await town[quzhou].reaches(.decided, number)
        for _ in 0..<20 { _ = try await town[quzhou].submit(to: nanping) }
        for _ in 0..<20 { _ = try await town[nanping].submit(to: quzhou) }
        try await settled(town[quzhou], town[nanping])
        for material in [paper, addition] { try await town[nanping].holds(material) }
        try await town[quzhou].holds(document)
        let before = try await town[quzhou].records()

        for lost in [nanping, quzhou] {
            town.stop(lost)
            try town.replaceData(lost, with: nil)
            try town.start(lost)
            try await settled(town[quzhou], town[nanping])
            #expect(try await town[lost].records() == before, "\(lost)")
            for material in [paper, addition, document] { try await town[lost].holds(material) }
            let open = try await town[lost].store.read { try $0.quarantine(QuarantineFilter()) }
            #expect(open.isEmpty, "\(lost)")
        }
        try await town[quzhou].act(Sample.delivery, on: number)
        try await town[quzhou].reaches(.delivered, number)
        try await settled(town[quzhou], town[nanping])
    }

    @Test(
        "A node that was put back to an older copy gets what it has forgotten, and never says two things at one place"
    )
    func older() async throws {
        let town = try Town([quzhou, nanping])
        try town.startAll()
        let number = try await town[quzhou].submit(to: nanping)
        try await settled(town[quzhou], town[nanping])
        town.stop(nanping)
        let copy = try town.copyData(nanping)
        try town.start(nanping)
        let incoming = try await town[nanping].submit(to: quzhou)
        try await town[nanping].act(Sample.accept, on: number)
        try await town[nanping].act(Sample.grant(), on: number)
        for _ in 0..<10 { _ = try await town[quzhou].submit(to: nanping) }
        try await town[quzhou].reaches(.decided, number)
        try await settled(town[quzhou], town[nanping])
        let before = try await town[quzhou].records()

        town.stop(nanping)
        try town.replaceData(nanping, with: copy)
        try town.start(nanping)
        // Said before anything is compared: it waits for a number that is free.
        let early = try await town[nanping].submit(to: quzhou)
        try await settled(town[quzhou], town[nanping])
        let after = try await town[nanping].records()
        #expect(after.count == before.count + 1)
        #expect(after[incoming] == before[incoming])
        #expect(after[early]?.state == .registered)
        #expect(after[number]?.state == .decided)
        for node in [town[quzhou], town[nanping]] {
            let report = try await node.exchangeReport()
            #expect(
                report.peers.values.allSatisfy { peer in
                    peer.view?.lanes.allSatisfy { $0.incomingHalt == nil } ?? false
                }
            )
            #expect(!node.alarms.list.contains { $0.code.rawValue == "halted" })
            #expect(try await node.store.read { try $0.quarantine(QuarantineFilter()) }.isEmpty)
        }
    }

    @Test("Two nodes compare their accounts: nothing is outstanding, or exactly what is")
    func reconciles() async throws {
        let town = try Town([quzhou, nanping])
        try town.startAll()
        for _ in 0..<5 { _ = try await town[quzhou].submit(to: nanping) }
        let back = try await town[nanping].submit(to: quzhou)
        try await settled(town[quzhou], town[nanping])
        try await town[nanping].reaches(.registered, back)
        for (code, peer) in [(quzhou, nanping), (nanping, quzhou)] {
            try await until("nothing to be outstanding") { try await town[code].reconcile(peer).outstanding.isEmpty }
            let found = try await town[code].reconcile(peer)
            #expect(found.answeredAt != nil)
            #expect(found.ours.count == 2 * Lane.allCases.count)
            for account in found.ours {
                let other = try #require(found.counterpart(of: account))
                #expect(other.end == account.end)
                #expect(other.days == account.days)
            }
        }
        let own = try await town[quzhou].reconcile(nanping).ours.first { $0.lane == .case && $0.isOwn }
        #expect(own?.end.sequence == 5)
        #expect(own?.days.reduce(0) { $0 + $1.count } == 5)

        town.stop(nanping)
        _ = try await town[quzhou].submit(to: nanping)
        let alone = try await town[quzhou].reconcile(nanping)
        #expect(alone.answeredAt == nil)
        #expect(alone.outstanding.contains(.silent))
        #expect(alone.theirs.isEmpty)
    }

    @Test("A probe is an entry that the peer keeps and receipts, and nobody gets it who was not reached")
    func probes() async throws {
        let town = try Town([quzhou, nanping])
        try town.start(quzhou)
        let alone = try await town[quzhou].probe(nanping, within: .milliseconds(300))
        #expect(!alone.isSent && alone.answer == nil)
        let stream = StreamKey(peer: nanping, lane: .alliance)
        #expect(try await town[quzhou].store.read { try $0.backlog(stream) }.entries == 0)
        try town.start(nanping)
        let both = try await town[quzhou].probe(nanping, within: .seconds(60))
        let answer = try #require(both.answer)
        #expect(both.isSent && answer.milliseconds >= 0)
        // Both clocks are one here: the error is at most half of the way there and back.
        #expect(abs(answer.clockAhead) <= answer.milliseconds)
        let kept = try await town[nanping].store.read { reader in
            try reader.feed(after: EntryID(rawValue: 0), case: nil, kinds: [48], content: true, limit: 9)
        }
        #expect(kept.count == 1)
        #expect(try await town[nanping].store.read { try $0.quarantine(QuarantineFilter()) }.isEmpty)
    }

    @Test("Many commands at once are one transaction, each with its own outcome, in their order")
    func manyCommands() async throws {
        let town = try Town([quzhou, nanping])
        let node = try town.start(quzhou)
        let key = CommandKey(key: "window-7/1", request: [1])
        var commands = (0..<300).map { index in
            Command(.submit(Sample.submission(), mode: nil, consulting: false), key: index == 7 ? key : nil)
        }
        // One of a case that nobody has, and one that was said before.
        commands.append(Command(.act(Sample.accept, on: Sample.number(nanping), expected: nil), key: nil))
        commands.append(commands[7])
        let before = node.meters.writer.doneCount.count
        let outcomes = try await node.perform(commands)
        #expect(node.meters.writer.doneCount.count == before + 1)
        #expect(outcomes.indices.filter { (try? outcomes[$0].get()) == nil } == [300])
        let (first, again) = (try outcomes[7].get(), try outcomes[301].get())
        #expect(!first.replayed && again.replayed && first.answer == again.answer)
        let told = StreamKey(peer: nanping, lane: .case)
        #expect(try await node.store.read { try $0.backlog(told) }.entries == 300)
    }

    @Test("A start that fails leaves nothing behind that would stop the next one")
    func failedStart() async throws {
        let town = try Town([quzhou, nanping])
        try town.start(quzhou)
        let file = "\(town.folder.path)/nodes/\(nanping).yaml"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let taken = try town.configuration(quzhou).listen.text
        let own = try town.configuration(nanping).listen.text
        try text.replacing(own, with: taken).write(toFile: file, atomically: true, encoding: .utf8)
        #expect(throws: (any Error).self) { try town.start(nanping) }
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        try town.start(nanping)
        let number = try await town[quzhou].submit(to: nanping)
        try await town[quzhou].reaches(.registered, number)
    }
}
