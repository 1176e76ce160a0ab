import ExchangeCore
import Testing

@Suite("Reconciling: comparing, recovering, halting")
struct RecoveryTests {
    static func saved(sent: UInt64, acknowledged: UInt64 = 0) -> Saved {
        Saved(epoch: 1, streams: [Bench.key(.case): SavedStream(sent: sent, acknowledged: acknowledged)])
    }

    @Test("The peer holds as much: confirmed, nothing to send")
    func equal() {
        var bench = Bench(saved: Self.saved(sent: 5, acknowledged: 5))
        let step = bench.connect(received: [.case: Bench.place(5)])
        #expect(step.confirms.contains(Bench.key(.case)) && step.asks.isEmpty && step.lookups.isEmpty)
    }

    @Test("The peer holds less than it receipted: told, and filled from where it stands")
    func peerWentBack() {
        var bench = Bench(saved: Self.saved(sent: 9, acknowledged: 7))
        let step = bench.connect(received: [.case: Bench.place(3)])
        #expect(step.confirms.count == 2)
        let found = bench.give(.found(Lookup(stream: Bench.key(.case), sequence: 3), Bench.hash(3)))
        #expect(found.notices.contains(.peerWentBack(Bench.key(.case), acknowledged: 7, holds: 3)))
        #expect(found.asks.map(\.after) == [3])
        #expect(bench.lane(.case).acknowledged == Bench.place(3))
    }

    @Test("The peer goes back in the middle of our session: compared anew, not confirmed anew")
    func peerRestored() {
        var bench = Bench()
        bench.connect()
        bench.give(SendingTests.appended(.case, 4))
        bench.give(.sent(Bench.key(.case), after: 0, through: 4, bytes: 40, frames: 1, blocked: false))
        bench.say(SendingTests.receipt(.case, Bench.place(4)))
        #expect(bench.say(.hello(Bench.hello(session: 23, heard: 0))).asks.isEmpty)
        let step = bench.say(.hello(Bench.hello(session: 23)))
        #expect(step.confirms.isEmpty)
        #expect(step.notices.contains(.peerWentBack(Bench.key(.case), acknowledged: 4, holds: 0)))
        #expect(step.asks.map(\.after) == [0])
    }

    @Test("The peer holds more: our own entries come back before anything gets a number or is accepted")
    func recovers() {
        var bench = Bench(saved: Self.saved(sent: 2))
        let step = bench.connect(received: [.case: Bench.place(6)])
        #expect(step.notices.contains(.recovering(Bench.key(.case), have: 2, peerHolds: 6)))
        #expect(step.recovers == [Recover(lane: .case, after: Bench.place(2), through: 6)])
        #expect(!step.confirms.contains(Bench.key(.case)))
        #expect(bench.say(.entries(Bench.batch(.result, 1...1))).accepted.isEmpty)
        let first = bench.say(.recovered(Bench.batch(.case, 2...4)))
        #expect(first.restores.map { $0.entries.map(\.sequence) } == [[3, 4]])
        #expect(bench.say(.recovered(Bench.batch(.case, 3...4))).writes.isEmpty)
        #expect(bench.say(.recovered(Bench.batch(.case, 6...6))).writes.isEmpty)
        #expect(bench.say(.recovered(Bench.batch(.case, 5...6))).restores.count == 1)
        #expect(bench.give(SendingTests.appended(.case, 4)).confirms.isEmpty)
        let last = bench.give(SendingTests.appended(.case, 6))
        #expect(last.notices.contains(.recovered(Bench.key(.case), through: 6)))
        #expect(last.confirms == [Bench.key(.case)])
        #expect(bench.link == .running)
        #expect(bench.lane(.case).acknowledged == Bench.place(6))
    }

    @Test("Asks again where it stands when nothing comes, later each time, and after each part")
    func recoverRepeats() {
        var bench = Bench(saved: Self.saved(sent: 2))
        bench.connect(received: [.case: Bench.place(6)])
        let again = bench.give(.tick, after: 1_000)
        #expect(again.recovers.map(\.after) == [Bench.place(2)])
        #expect(bench.give(.tick, after: 1_999).recovers.isEmpty)
        #expect(bench.give(.tick, after: 1).recovers.count == 1)
        bench.say(.recovered(Bench.batch(.case, 3...4)))
        #expect(bench.give(.tick, after: 100).recovers.isEmpty)
        bench.give(SendingTests.appended(.case, 4))
        #expect(bench.give(.tick, after: 100).recovers.map(\.after) == [Bench.place(4)])
    }

    @Test("What comes back must follow on what we have, and end where the peer said")
    func recoverForks() {
        var bench = Bench(saved: Self.saved(sent: 2))
        bench.connect(received: [.case: Bench.place(6)])
        let step = bench.say(.recovered(Bench.batch(.case, 3...6, fork: 4)))
        #expect(step.writes.isEmpty)
        #expect(
            step.notices.contains(
                .halted(
                    Bench.key(.case),
                    direction: .outgoing,
                    sequence: 2,
                    ours: Bench.hash(2),
                    theirs: Bench.hash(2, fork: 4)
                )
            )
        )
        var other = Bench(saved: Self.saved(sent: 2))
        other.connect(received: [.case: Bench.place(6, fork: 4)])
        #expect(other.say(.recovered(Bench.batch(.case, 3...6))).restores.isEmpty)
        #expect(other.link == .running)
    }

    @Test("A failed restore is asked for again")
    func restoreFails() {
        var bench = Bench(saved: Self.saved(sent: 2))
        bench.connect(received: [.case: Bench.place(6)])
        bench.say(.recovered(Bench.batch(.case, 3...6)))
        bench.give(.writeFailed(Bench.key(.case)))
        #expect(bench.give(.tick, after: 100).recovers.map(\.after) == [Bench.place(2)])
        #expect(bench.say(.recovered(Bench.batch(.case, 3...6))).restores.count == 1)
    }

    @Test("Another hash halts with both; an operator's resume compares again")
    func haltAndResume() {
        var bench = Bench(saved: Self.saved(sent: 5))
        let step = bench.connect(received: [.case: Bench.place(5, fork: 1)])
        let halt = Notice.halted(
            Bench.key(.case),
            direction: .outgoing,
            sequence: 5,
            ours: Bench.hash(5),
            theirs: Bench.hash(5, fork: 1)
        )
        #expect(step.notices.contains(halt))
        #expect(!step.confirms.contains(Bench.key(.case)))
        #expect(bench.link == .running)
        #expect(bench.say(.hello(Bench.hello(received: [.case: Bench.place(5)]))).confirms.isEmpty)
        #expect(bench.give(.resume(Bench.key(.case))).notices == [.resumed(Bench.key(.case))])
        let still = bench.say(.hello(Bench.hello(received: [.case: Bench.place(5, fork: 1)])))
        #expect(still.notices.contains(halt))
        bench.give(.resume(Bench.key(.case)))
        #expect(
            bench.say(.hello(Bench.hello(received: [.case: Bench.place(5)]))).confirms == [Bench.key(.case)]
        )
        #expect(bench.give(.resume(Bench.key(.case))).notices.isEmpty)
    }

    @Test("More than we ever said since the start is a fork, not a reason to recover")
    func moreThanSaid() {
        var bench = Bench()
        bench.connect()
        bench.give(SendingTests.appended(.case, 2))
        let step = bench.say(.hello(Bench.hello(received: [.case: Bench.place(3)])))
        #expect(
            step.notices == [
                .halted(Bench.key(.case), direction: .outgoing, sequence: 3, ours: .zero, theirs: Bench.hash(3))
            ]
        )
    }

    @Test("A peer is given back its own entries from our disk, also before we listen to it")
    func serves() {
        let saved = Saved(epoch: 1, streams: [Bench.key(.case): SavedStream(received: 8, sent: 2)])
        var bench = Bench(saved: saved)
        bench.connect(received: [.case: Bench.place(4)])
        #expect(bench.link == .comparing)
        let step = bench.say(.recover(Recover(lane: .case, after: Bench.place(3), through: 90)))
        #expect(step.sends == [.returned(Bench.key(.case), after: 3, through: 8, bytes: 1 << 20)])
        #expect(bench.say(.recover(Recover(lane: .case, after: Bench.place(8), through: 9))).sends.isEmpty)
        let all = Recover(lane: .case, after: .start, through: .max)
        #expect(bench.say(.recover(all), talk: 5).sends.isEmpty)
    }
}
