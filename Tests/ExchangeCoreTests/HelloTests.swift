import ExchangeCore
import Testing

@Suite("Hello: sessions, versions, standings")
struct HelloTests {
    @Test("Says hello to an audible member and as a heartbeat, and to nobody else")
    func heartbeat() {
        var bench = Bench()
        #expect(bench.give(.members([Bench.them])).sends.isEmpty)
        let first = bench.give(.audible(Bench.them))
        #expect(first.hellos.count == 1)
        #expect(first.hellos[0].heard == 0)
        #expect(first.deadline == bench.now.advanced(byMilliseconds: 1_000))
        #expect(bench.give(.tick, after: 999).sends.isEmpty)
        #expect(bench.give(.tick, after: 1).hellos.count == 1)
        bench.give(.members([]))
        #expect(bench.give(.tick, after: 5_000).sends.isEmpty)
    }

    @Test("A first hello is answered with what was heard; only a hello that heard us confirms streams")
    func handshake() {
        var bench = Bench()
        bench.give(.members([Bench.them]))
        bench.give(.audible(Bench.them))
        let answer = bench.say(.hello(Bench.hello(heard: 0)))
        #expect(answer.hellos.map(\.heard) == [Bench.theirSession])
        #expect(answer.writes.isEmpty)
        #expect(bench.link == .greeting)
        let second = bench.say(.hello(Bench.hello(heard: Bench.session - 1)))
        #expect(second.writes.isEmpty && second.sends.isEmpty)
        let third = bench.say(.hello(Bench.hello()))
        #expect(Set(third.confirms) == Set(Lane.allCases.map(Bench.key)))
        #expect(third.notices.contains(.connected(Bench.them)))
        #expect(bench.link == .running)
        #expect(bench.say(.hello(Bench.hello())).writes.isEmpty)
    }

    @Test("A hello of an unknown session must echo our challenge, or it is a leftover and changes nothing")
    func leftovers() {
        var bench = Bench()
        bench.give(.members([Bench.them]))
        let first = bench.give(.audible(Bench.them)).hellos[0]
        #expect(first.challenge != 0)
        let unproven = bench.say(.hello(Bench.hello(challenge: 5)))
        #expect(unproven.writes.isEmpty && unproven.hellos.map(\.echo) == [5])
        #expect(bench.core.talk(with: Bench.them) == 0)
        let proven = bench.say(.hello(Bench.hello(challenge: 5, echo: first.challenge)))
        #expect(proven.confirms.count == 3)
        let second = proven.hellos[0]
        #expect(second.challenge != first.challenge)

        let leftover = bench.say(.hello(Bench.hello(session: 23, challenge: 6, echo: first.challenge)))
        #expect(leftover.hellos.map(\.heard) == [Bench.theirSession])
        #expect(bench.say(.hello(Bench.hello(session: 23, challenge: 6, echo: first.challenge))).sends.isEmpty)
        #expect(bench.link == .running)
        #expect(bench.core.talk(with: Bench.them) == Bench.session + Bench.theirSession)
        bench.say(.hello(Bench.hello(session: 23, challenge: 6, echo: second.challenge)))
        #expect(bench.core.talk(with: Bench.them) == Bench.session + 23)
        let old = bench.say(.hello(Bench.hello(challenge: 5, echo: second.challenge)))
        #expect(old.writes.isEmpty)
        #expect(bench.core.talk(with: Bench.them) == Bench.session + 23)
    }

    @Test("A peer without a common version is refused by name, once, and served after its upgrade")
    func versions() {
        var limits = Limits()
        limits.versions = 2...3
        var bench = Bench(limits: limits)
        bench.give(.members([Bench.them]))
        bench.give(.audible(Bench.them))
        let refused = bench.say(.hello(Bench.hello(versions: 1...1)))
        #expect(refused.notices == [.versionRefused(Bench.them, offered: 1...1)])
        #expect(refused.writes.isEmpty)
        #expect(refused.hellos.count == 1)
        #expect(bench.say(.hello(Bench.hello(versions: 1...1))).notices.isEmpty)
        #expect(bench.say(.entries(Bench.batch(.case, 1...1))).accepted.isEmpty)
        let upgraded = bench.say(.hello(Bench.hello(session: 23, versions: 1...2)))
        #expect(upgraded.confirms.count == 3)
        #expect(bench.core.view(of: Bench.them)?.version == 2)
    }

    @Test("Tells of another epoch and of maintenance once")
    func epochAndMaintenance() {
        var bench = Bench(saved: Saved(epoch: 1, peerEpochs: [Bench.them: 7]))
        bench.give(.members([Bench.them]))
        let until = Maintenance(until: bench.now.advanced(byMilliseconds: 60_000), reason: "new disk")
        let hello = Bench.hello(epoch: 8, maintenance: until)
        let step = bench.say(.hello(hello))
        #expect(step.notices.contains(.epochChanged(Bench.them, from: 7, to: 8)))
        #expect(step.notices.contains(.maintenance(Bench.them, until)))
        #expect(step.epochs == [Bench.them: 8])
        let again = bench.say(.hello(hello))
        #expect(again.notices.allSatisfy { if case .ignored = $0 { false } else { $0 == .connected(Bench.them) } })
        let over = bench.say(.hello(Bench.hello(epoch: 8)))
        #expect(over.notices == [.maintenance(Bench.them, nil)])
    }

    @Test("Our own maintenance is told to every audible member at once")
    func ownMaintenance() {
        var bench = Bench()
        bench.connect()
        let notice = Maintenance(until: bench.now, reason: "upgrade")
        #expect(bench.give(.maintenance(notice)).hellos.map(\.maintenance) == [notice])
        #expect(bench.give(.maintenance(notice)).sends.isEmpty)
    }

    @Test("Silence is noticed once; the same session goes on where it was, without comparing again")
    func silence() {
        var bench = Bench()
        bench.connect()
        #expect(bench.give(.tick, after: 4_999).notices.isEmpty)
        #expect(bench.give(.tick, after: 1).notices == [.silent(Bench.them)])
        #expect(bench.give(.tick, after: 9_000).notices.isEmpty)
        #expect(bench.link == .away)
        let back = bench.say(.hello(Bench.hello()))
        #expect(back.notices == [.connected(Bench.them)])
        #expect(back.writes.isEmpty)
    }

    @Test("A clock that is set back delays nothing")
    func clockSetBack() {
        var bench = Bench()
        bench.connect()
        let step = bench.give(.tick, after: -3_600_000)
        let due = step.deadline ?? Instant(milliseconds: 0)
        #expect(due.milliseconds(since: bench.now) <= 1_000)
        #expect(bench.give(.tick, after: 1_000).hellos.count == 1)
        #expect(bench.give(.tick, after: 4_000).notices == [.silent(Bench.them)])
    }

    @Test("While entries of an earlier talk are at the writer, the new session is not said to be heard")
    func settlesFirst() {
        var bench = Bench()
        bench.connect()
        #expect(bench.say(.entries(Bench.batch(.case, 1...3))).accepted.count == 1)
        let restarted = bench.say(.hello(Bench.hello(session: 23, heard: 0)))
        #expect(restarted.hellos.map(\.heard) == [0])
        let committed = bench.give(.committed(Commit(received: [Bench.key(.case): Bench.place(3)])))
        #expect(committed.hellos.map(\.heard) == [23])
        #expect(committed.hellos[0].standings[.case]?.received == Bench.place(3))
    }

    @Test("A hello in another's name, or of no member, is ignored")
    func strangers() {
        var bench = Bench()
        #expect(bench.say(.hello(Bench.hello())).sends.isEmpty)
        bench.give(.members([Bench.them]))
        var hello = Bench.hello()
        hello.node = Bench.us
        let step = bench.say(.hello(hello))
        #expect(step.notices.count == 1 && step.writes.isEmpty)
    }
}
