import ExchangeCore
import Testing

@testable import CityNode

@Suite("AlertBook: what a channel tells, and when")
struct AlertBookTests {
    private static let start: Int64 = 1_795_446_000_000

    private func book(_ change: (inout AlertRules) -> Void = { _ in }, told: [AlertBook.Told] = []) -> AlertBook {
        var rules = AlertRules()
        change(&rules)
        return AlertBook(rules: rules, told: told, startedAt: Self.start)
    }

    /// What is told at a time, which counts as told then.
    private func tell(_ book: inout AlertBook, _ alarms: [AlarmBoard.Alarm], at seconds: Int64) -> [String] {
        let now = Self.start + seconds * 1_000
        let news = book.news(of: alarms, now: now)
        book.note(news, at: now)
        return news.map { "\($0.kind.rawValue) \($0.alarm.code.rawValue)" }
    }

    private func alarm(_ code: AlarmCode, level: AlarmLevel? = nil, since seconds: Int64 = 0) -> AlarmBoard.Alarm {
        AlertSamples.alarm(code, level: level, since: Self.start + seconds * 1_000)
    }

    @Test("An alarm is told once it has stood, once, and its end once it is gone for as long")
    func dampsBothWays() {
        var book = book()
        let low = alarm(.diskLow)
        #expect(tell(&book, [low], at: 29).isEmpty)
        #expect(tell(&book, [low], at: 30) == ["raised disk-low"])
        #expect(tell(&book, [low], at: 31).isEmpty)
        #expect(tell(&book, [], at: 40).isEmpty)
        #expect(tell(&book, [], at: 69).isEmpty)
        #expect(tell(&book, [], at: 70) == ["cleared disk-low"])
        #expect(tell(&book, [], at: 200).isEmpty)
    }

    @Test("What comes and goes faster than that is never told, and what was told stays told")
    func flaps() {
        var book = book()
        for round in 0..<20 {
            let at = Int64(round) * 20
            #expect(tell(&book, [alarm(.peerSilent, since: at)], at: at + 10).isEmpty)
            #expect(tell(&book, [], at: at + 15).isEmpty)
        }
        #expect(tell(&book, [alarm(.peerSilent, since: 400)], at: 430) == ["raised peer-silent"])
        for round in 0..<20 {
            let at = 500 + Int64(round) * 20
            #expect(tell(&book, [], at: at).isEmpty)
            #expect(tell(&book, [alarm(.peerSilent, since: at + 10)], at: at + 10).isEmpty)
        }
        #expect(tell(&book, [], at: 1_000).isEmpty)
        #expect(tell(&book, [], at: 1_030) == ["cleared peer-silent"])
    }

    @Test("What stands is told again after some hours, or never")
    func repeats() {
        let low = alarm(.diskLow)
        var book = book { $0.repeatHours = 2 }
        #expect(tell(&book, [low], at: 60) == ["raised disk-low"])
        #expect(tell(&book, [low], at: 60 + 7_199).isEmpty)
        #expect(tell(&book, [low], at: 60 + 7_200) == ["stands disk-low"])
        #expect(tell(&book, [low], at: 60 + 7_201).isEmpty)
        #expect(tell(&book, [low], at: 60 + 14_400) == ["stands disk-low"])
        var once = self.book { $0.repeatHours = 0 }
        #expect(tell(&once, [low], at: 60) == ["raised disk-low"])
        #expect(tell(&once, [low], at: 10_000_000).isEmpty)
    }

    @Test("What becomes more urgent is told at once, and what becomes less urgent is not")
    func rises() {
        var book = book()
        #expect(tell(&book, [alarm(.certificateEnds)], at: 30) == ["raised certificate-ends"])
        #expect(tell(&book, [alarm(.certificateEnds, level: .critical)], at: 31) == ["raised certificate-ends"])
        #expect(tell(&book, [alarm(.certificateEnds, level: .critical)], at: 32).isEmpty)
        #expect(tell(&book, [alarm(.certificateEnds)], at: 33).isEmpty)
    }

    @Test("A channel tells its levels and codes alone")
    func chooses() {
        let all = [alarm(.halted), alarm(.diskLow), alarm(.parcel)]
        var usual = book()
        #expect(tell(&usual, all, at: 60) == ["raised halted", "raised disk-low"])
        var loud = book { $0.level = .critical }
        #expect(tell(&loud, all, at: 60) == ["raised halted"])
        var some = book {
            $0.level = .info
            $0.codes = [.parcel, .diskLow]
        }
        #expect(tell(&some, all, at: 60) == ["raised disk-low", "raised parcel"])
    }

    @Test("Ends may be left untold; the next time is told then")
    func quietEnds() {
        var book = book { $0.tellsCleared = false }
        #expect(tell(&book, [alarm(.diskLow)], at: 30) == ["raised disk-low"])
        #expect(tell(&book, [], at: 31).isEmpty)
        #expect(tell(&book, [], at: 61).isEmpty)
        #expect(book.told.isEmpty)
        #expect(tell(&book, [alarm(.diskLow, since: 100)], at: 130) == ["raised disk-low"])
    }

    @Test("With no time to stand everything is told at once")
    func undamped() {
        var book = book { $0.standSeconds = 0 }
        #expect(tell(&book, [alarm(.diskLow, since: 5)], at: 5) == ["raised disk-low"])
        #expect(tell(&book, [], at: 6) == ["cleared disk-low"])
    }

    @Test("News that were not taken are told the next time, as they are by then")
    func keepsWhatWasNotTaken() {
        var book = book()
        let now = Self.start + 60_000
        #expect(book.news(of: [alarm(.diskLow)], now: now).count == 1)
        #expect(book.news(of: [alarm(.diskLow), alarm(.halted)], now: now).map(\.alarm.code) == [.halted, .diskLow])
        #expect(book.news(of: [], now: now).isEmpty)
        #expect(book.news(of: [], now: now + 3_600_000).isEmpty, "who was never told of it is not told that it is over")
    }

    @Test("A restart tells nothing twice, and no end before the node could see again what is wrong")
    func restarts() {
        let low = alarm(.diskLow, since: -100)
        let told = [
            AlertBook.Told(alarm: low, at: Self.start - 60_000),
            AlertBook.Told(alarm: alarm(.parcel), at: Self.start - 60_000),
        ]
        var book = book(told: told)
        #expect(tell(&book, [], at: 1).isEmpty)
        #expect(tell(&book, [alarm(.diskLow, since: 10)], at: 100).isEmpty)
        #expect(tell(&book, [alarm(.diskLow, since: 10)], at: 4 * 3_600) == ["stands disk-low"])
        var gone = self.book(told: told)
        #expect(tell(&gone, [], at: 0).isEmpty)
        #expect(tell(&gone, [], at: 299).isEmpty)
        #expect(tell(&gone, [], at: 300) == ["cleared disk-low"], "and nothing of what is not told here any more")
    }

    @Test("Many alarms of one code are many, by peer and detail")
    func many() {
        var book = book()
        let alarms = [
            AlertSamples.alarm(.halted, peer: Sample.nanping, detail: "case incoming", since: Self.start),
            AlertSamples.alarm(.halted, peer: Sample.nanping, detail: "case outgoing", since: Self.start),
            AlertSamples.alarm(.halted, peer: Sample.shangrao, detail: "case incoming", since: Self.start),
        ]
        #expect(tell(&book, alarms, at: 60).count == 3)
        #expect(tell(&book, Array(alarms.prefix(1)), at: 61).isEmpty)
        #expect(tell(&book, Array(alarms.prefix(1)), at: 91) == ["cleared halted", "cleared halted"])
    }
}
