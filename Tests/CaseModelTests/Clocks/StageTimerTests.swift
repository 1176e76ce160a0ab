import CaseModel
import Foundation
import TestChance
import Testing

@Suite struct StageTimerRulesTests {
    private typealias Line = StageTimerRules.Line
    private typealias Step = StageTimerRules.Step

    @Test func standardTable() {
        let rules = StageTimerRules.standard
        let limits = Stage.allCases.map { rules[$0].limit }
        #expect(
            limits == [
                WorkAmount(10, .officeMinutes), WorkAmount(1, .workingDays), WorkAmount(2, .workingDays),
                WorkAmount(1, .workingDays), WorkAmount(1, .workingDays),
            ]
        )
        #expect(rules[.response].steps.map(\.to) == [.liaison, .deputy, .workingGroup])
        #expect(Stage.allCases.filter { $0.side == .collecting } == [.push, .originals])
    }

    private static let day = WorkAmount(1, .workingDays)

    @Test(arguments: [
        (Line(limit: day, steps: []), CaseRefusal.Code.missing, "push.steps"),
        (
            Line(limit: day, steps: (0...16).map { Step(after: WorkAmount($0, .officeMinutes), to: .clerk) }),
            .tooMuch, "push.steps"
        ),
        (
            Line(limit: day, steps: [1, 2, 1].map { Step(after: WorkAmount($0, .workingDays), to: .clerk) }), .repeated,
            "push.steps[2]"
        ),
        (
            Line(limit: WorkAmount(-1, .workingDays), steps: [Step(after: day, to: .clerk)]), .limitExceeded,
            "push.limit.count"
        ),
        (
            Line(limit: WorkAmount(4_001, .workingDays), steps: [Step(after: day, to: .clerk)]), .limitExceeded,
            "push.limit.count"
        ),
        (
            Line(limit: day, steps: [Step(after: WorkAmount(100_001, .officeMinutes), to: .clerk)]),
            .limitExceeded, "push.steps[0].after.count"
        ),
    ])
    func tablesThatCannotBe(line: StageTimerRules.Line, code: CaseRefusal.Code, field: String) {
        let found = refusal { () throws(CaseRefusal) in _ = try StageTimerRules([.push: line]) }
        #expect(found?.code == code)
        #expect(found?.field == field)
    }

    @Test func asJSON() throws {
        let text = """
            {"push": {"limit": {"count": 2, "unit": "working-days"},
                      "steps": [{"after": {"count": 400, "unit": "office-minutes"}, "to": "clerk"}]}}
            """
        let rules = try JSONDecoder().decode(StageTimerRules.self, from: Data(text.utf8))
        #expect(rules[.push].limit == WorkAmount(2, .workingDays))
        #expect(rules[.push].steps == [Step(after: WorkAmount(400, .officeMinutes), to: .clerk)])
        #expect(rules[.result] == StageTimerRules.standard[.result])
        #expect(try JSONDecoder().decode(StageTimerRules.self, from: JSONEncoder().encode(rules)) == rules)
        let faulty = text.replacingOccurrences(of: "400", with: "-1")
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(StageTimerRules.self, from: Data(faulty.utf8)) }
    }
}

@Suite struct StageTimersTests {
    private let rules = StageTimerRules.standard
    private let office: (Side) -> Timetable = { _ in Sample.timetable }

    private func timers(_ starts: [(Stage, String)]) throws -> StageTimers {
        var timers = StageTimers(number: Sample.number)
        for (stage, text) in starts { try timers.start(stage, at: Sample.instant(text)) }
        return timers
    }

    /// Events as `stage/round/level recipient`.
    private func words(_ events: [TimerEvent]) -> [String] {
        events.map { "\($0.key.stage.rawValue)/\($0.key.round)/\($0.key.level) \($0.to.rawValue)" }
    }

    @Test(arguments: [
        (Stage.push, "2026-03-13 10:00", ["2026-03-16 17:30", "2026-03-17 17:30"]),
        (.push, "2026-03-13 18:00", ["2026-03-17 17:30", "2026-03-18 17:30"]),
        (.originals, "2026-02-13 10:00", ["2026-02-24 17:30", "2026-02-25 17:30"]),
        (.recheck, "2022-12-30 10:00", ["2023-01-03 17:30", "2023-01-04 17:30"]),
        (.result, "2026-03-10 10:00", ["2026-03-11 17:30", "2026-03-12 17:30"]),
        (.response, "2026-03-10 11:55", ["2026-03-10 11:55", "2026-03-10 13:35", "2026-03-10 13:55"]),
        (.response, "2026-03-13 17:25", ["2026-03-13 17:25", "2026-03-16 08:35", "2026-03-16 08:55"]),
        (.response, "2026-03-14 10:00", ["2026-03-16 08:30", "2026-03-16 08:40", "2026-03-16 09:00"]),
    ])
    func dueAt(stage: Stage, start: String, dues: [String]) throws {
        let timers = try timers([(stage, start)])
        let events = timers.fired(since: .min, until: .max, rules: rules, in: office)
        #expect(events.map(\.dueAt) == dues.map(Sample.instant))
        #expect(events.map(\.key.level) == Array(1...dues.count))
        #expect(events.map(\.to) == rules[stage].steps.map(\.to))
        var wake: [Int64] = []
        while let next = timers.nextDue(after: wake.last ?? .min, rules: rules, in: office) { wake.append(next) }
        #expect(wake == dues.map(Sample.instant))
    }

    @Test func theOfficeWhoseTurnItIsSetsTheHours() throws {
        let late = Timetable(
            calendar: Sample.calendar,
            hours: try OfficeHours(
                afternoon: .init(from: sure(TimeOfDay("14:00")), to: sure(TimeOfDay("18:00"))),
                cutOff: sure(TimeOfDay("18:00"))
            )
        )
        let timers = try timers([(.push, "2026-03-10 10:00"), (.result, "2026-03-10 10:00")])
        let events = timers.fired(since: .min, until: Sample.instant("2026-03-11 23:00"), rules: rules) {
            $0 == .handling ? late : Sample.timetable
        }
        #expect(words(events) == ["push/1/1 window-head", "result/1/1 window-head"])
        #expect(events.map(\.dueAt) == ["2026-03-11 17:30", "2026-03-11 18:00"].map(Sample.instant))
    }

    @Test func whatIsDoneIsNotEscalated() throws {
        var timers = try timers([(.response, "2026-03-10 09:00")])
        // Done in the very moment in which the deputy would hear of it.
        let done = Sample.instant("2026-03-10 09:10")
        try timers.finish(.response, round: 1, at: done)
        let events = timers.fired(since: .min, until: .max, rules: rules, in: office)
        #expect(words(events) == ["response/1/1 liaison"])
        #expect(timers.nextDue(after: Sample.instant("2026-03-10 09:00"), rules: rules, in: office) == nil)
        let timer = timers.timers[0]
        #expect(timer.deadline(rules: rules, in: Sample.timetable) == done)
        #expect(!timer.isLate(at: .max, rules: rules, in: Sample.timetable))
        #expect(timer.taken(at: .max, in: Sample.timetable) == 10 * 60_000)
    }

    @Test func lateAndMeasured() throws {
        var timer = StageTimer(stage: .response, round: 1, start: Sample.instant("2026-03-10 11:55"))
        let now = Sample.instant("2026-03-10 13:40")
        #expect(timer.isLate(at: now, rules: rules, in: Sample.timetable))
        #expect(!timer.isLate(at: Sample.instant("2026-03-10 13:35"), rules: rules, in: Sample.timetable))
        #expect(timer.taken(at: now, in: Sample.timetable) == 15 * 60_000)
        #expect(timer.taken(at: timer.start - 1, in: Sample.timetable) == 0)
        timer.doneAt = now
        #expect(timer.isLate(at: .max, rules: rules, in: Sample.timetable))
    }

    @Test func roundsAreNumbered() throws {
        var timers = try timers([(.originals, "2026-03-10 09:00"), (.push, "2026-03-10 09:00")])
        #expect(try timers.start(.originals, at: Sample.instant("2026-03-10 15:00")) == 2)
        try timers.finish(.originals, round: 1, at: Sample.instant("2026-03-11 15:00"))
        let events = timers.fired(since: .min, until: Sample.instant("2026-03-12 17:30"), rules: rules, in: office)
        // The second parcel's step and the push's second fall on one instant; the one that was started first comes first.
        #expect(words(events) == ["push/1/1 window-head", "push/1/2 working-group", "originals/2/1 window-head"])
        #expect(events[1].key.description == "\(Sample.number)/push/1/2")
    }

    @Test func misuse() throws {
        var timers = try timers([(.push, "2026-03-10 09:00")])
        let start = Sample.instant("2026-03-10 09:00")
        let before = timers
        func code(_ body: (inout StageTimers) throws(CaseRefusal) -> Void) -> CaseRefusal.Code? {
            var copy = timers
            let found = refusal { () throws(CaseRefusal) in try body(&copy) }
            return copy == timers ? found?.code : nil
        }
        #expect(code { (it) throws(CaseRefusal) in try it.finish(.result, round: 1, at: start) } == .clockState)
        #expect(code { (it) throws(CaseRefusal) in try it.finish(.push, round: 2, at: start) } == .clockState)
        #expect(code { (it) throws(CaseRefusal) in try it.finish(.push, round: 1, at: start - 1) } == .timeReversed)
        #expect(code { (it) throws(CaseRefusal) in try it.start(.push, at: .max) } == .malformed)
        #expect(timers == before)
        try timers.finish(.push, round: 1, at: start)
        #expect(code { (it) throws(CaseRefusal) in try it.finish(.push, round: 1, at: start) } == .clockState)
        for _ in 1..<ClockLimits.timersMax { try timers.start(.push, at: start) }
        #expect(code { (it) throws(CaseRefusal) in try it.start(.push, at: start) } == .tooMuch)
    }

    @Test(arguments: [41, 42, 43, 44])
    func spansThatFollowGiveEveryEventOnce(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let first = Sample.instant("2026-02-10 00:00")
        var timers = StageTimers(number: Sample.number)
        for _ in 0..<40 {
            let start = first + Int64.random(in: 0..<(20 * LocalDay.dayMilliseconds), using: &random)
            let stage = sure(Stage.allCases.randomElement(using: &random))
            let round = try timers.start(stage, at: start)
            if Bool.random(using: &random) {
                let done = start + Int64.random(in: 0..<(4 * LocalDay.dayMilliseconds), using: &random)
                try timers.finish(stage, round: round, at: done)
            }
        }
        let all = timers.fired(since: .min, until: .max, rules: rules, in: office)
        // What each step's instant is by itself, and what ended before it.
        var expected: [TimerEvent.Key: Int64] = [:]
        for timer in timers.timers {
            for (index, step) in rules[timer.stage].steps.enumerated() {
                let due = step.after.due(after: timer.start, in: Sample.timetable)
                if let done = timer.doneAt, done <= due { continue }
                let key = TimerEvent.Key(
                    number: Sample.number,
                    stage: timer.stage,
                    round: timer.round,
                    level: index + 1
                )
                expected[key] = due
            }
        }
        #expect(Dictionary(uniqueKeysWithValues: all.map { ($0.key, $0.dueAt) }) == expected)
        #expect(all.map(\.dueAt) == all.map(\.dueAt).sorted())
        // A node that is asked at any times, some of them the instants of events.
        var (found, now): ([TimerEvent], Int64) = ([], .min)
        while now < Sample.instant("2026-04-01 00:00") {
            let step = Int64.random(in: 0..<(2 * LocalDay.dayMilliseconds), using: &random)
            let next = timers.nextDue(after: now, rules: rules, in: office)
            let until = Bool.random(using: &random) ? next ?? max(now, first) + step : max(now, first) + step
            found += timers.fired(since: now, until: until, rules: rules, in: office)
            now = until
        }
        #expect(found == all)
    }

    @Test func aChangedCalendarIsCaughtUpByKeys() throws {
        // With the old notice 2020-01-31 was worked: the steps fell due earlier.
        var notices = Sample.notices
        let isExtra = { (day: LocalDay) in (Sample.dashed("2020-01-31")...Sample.dashed("2020-02-02")).contains(day) }
        notices[0].daysOff.removeAll(where: isExtra)
        notices[0].workedDays.removeAll { $0 == Sample.dashed("2020-02-03") }
        let old = Timetable(calendar: try WorkCalendar(notices))
        let timers = try timers([(.push, "2020-01-23 10:00")])
        let told = timers.fired(since: .min, until: Sample.instant("2020-02-01 00:00"), rules: rules) { _ in old }
        #expect(words(told) == ["push/1/1 window-head"])
        let again = timers.fired(since: .min, until: Sample.instant("2020-02-05 00:00"), rules: rules, in: office)
        let known = Set(told.map(\.key))
        #expect(words(again.filter { !known.contains($0.key) }) == ["push/1/2 working-group"])
    }

    @Test func asJSON() throws {
        let timers = try timers([(.push, "2026-03-10 09:00"), (.response, "2026-03-10 09:00")])
        #expect(try JSONDecoder().decode(StageTimers.self, from: JSONEncoder().encode(timers)) == timers)
        let events = timers.fired(since: .min, until: .max, rules: rules, in: office)
        #expect(try JSONDecoder().decode([TimerEvent].self, from: JSONEncoder().encode(events)) == events)
    }
}
