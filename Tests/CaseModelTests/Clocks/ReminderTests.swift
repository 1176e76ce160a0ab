import CaseModel
import TestChance
import Testing

@Suite struct ReminderTests {
    private static let rules = ReminderRules.standard

    /// A case in a state, changed step by step, with its history.
    private struct Life {
        var record: CaseRecord
        var steps: [CaseStep]

        init(_ mode: HandlingMode, consulted at: String) throws {
            let at = Sample.instant(at)
            record = try CaseRecord(consulted: Sample.submission(mode), at: at)
            steps = [CaseStep(.consulted, at: at)]
        }

        init(_ mode: HandlingMode, submitted at: String) throws {
            let at = Sample.instant(at)
            record = try CaseRecord(submitted: Sample.submission(mode), at: at)
            steps = [CaseStep(.submitted, at: at)]
        }

        mutating func apply(_ kind: CaseEvent.Kind, _ at: String) throws {
            let at = Sample.instant(at)
            record = try record.applying(Sample.event(kind, mode: record.mode), at: at)
            steps.append(CaseStep(kind, at: at))
        }

        func reminders(at side: Side) throws -> [Reminder] {
            let timers = try StageTimers(number: record.number, mode: record.mode, steps: steps)
            return record.reminders(at: side, timers: timers, rules: ReminderTests.rules, in: Sample.timetable)
        }

        /// Each as `matter role time`.
        func lines(at side: Side) throws -> [String] {
            try reminders(at: side).map { reminder in
                let day = LocalDay(milliseconds: reminder.dueAt)
                let minutes = (reminder.dueAt - day.startMilliseconds) / 60_000
                let time = "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
                return "\(reminder.matter) \(reminder.to.rawValue) \(day.dashed) \(time)"
            }
        }
    }

    @Test func aQuestionGoesFromTheLiaisonToTheWorkingGroup() throws {
        var life = try Life(.collected, consulted: "2026-03-06 17:25")  // a Friday
        #expect(
            try life.lines(at: .handling) == [
                "response/1/1 liaison 2026-03-06 17:25", "response/1/2 deputyLiaison 2026-03-09 8:35",
                "response/1/3 supervisor 2026-03-09 8:55",
            ]
        )
        #expect(try life.lines(at: .collecting).isEmpty)
        try life.apply(.objected, "2026-03-06 17:28")
        #expect(try life.lines(at: .handling).isEmpty)
        try life.apply(.supplemented, "2026-03-09 09:00")
        #expect(try life.lines(at: .handling).first == "response/2/1 liaison 2026-03-09 9:00", "another round")
        try life.apply(.endorsed, "2026-03-09 09:05")
        #expect(try life.lines(at: .handling).isEmpty)
        #expect(
            try life.lines(at: .collecting) == [
                "push/1/1 windowHead 2026-03-10 17:30", "push/1/2 supervisor 2026-03-11 17:30",
            ]
        )
        try life.apply(.handedOver, "2026-03-09 09:10")
        #expect(try life.lines(at: .collecting).isEmpty)
        #expect(try life.lines(at: .handling).filter { $0.hasPrefix("recheck") }.count == 2)
    }

    @Test func nobodyChecksAnOnlineCaseAgain() throws {
        var online = try Life(.online, submitted: "2026-03-02 10:00")
        try online.apply(.registered, "2026-03-02 10:01")
        #expect(
            try online.lines(at: .handling) == [
                "acceptance/20260309/near reviewer 2026-03-06 8:30",
                "acceptance/20260309/over supervisor 2026-03-10 8:30",
            ]
        )
        var collected = try Life(.collected, submitted: "2026-03-02 10:00")
        try collected.apply(.registered, "2026-03-02 10:01")
        #expect(
            try collected.lines(at: .handling).prefix(2) == [
                "recheck/1/1 handlingWindow 2026-03-03 17:30", "recheck/1/2 supervisor 2026-03-04 17:30",
            ]
        )
        #expect(try collected.lines(at: .collecting).isEmpty)
    }

    @Test func aCorrectionIsFirstForTheWindowAndThenForTheReviewer() throws {
        var life = try Life(.online, submitted: "2026-03-02 10:00")
        try life.apply(.registered, "2026-03-02 10:01")
        try life.apply(.correctionRequested, "2026-03-03 10:00")
        let last = try #require(life.record.progress.clocks[.correction]?.deadline(in: Sample.timetable)?.day)
        let near = try life.reminders(at: .collecting)
        #expect(near.map(\.matter) == [.clock(.correction, lastDay: last, .near)])
        #expect(near.map(\.to) == [.windowClerk])
        #expect(Sample.calendar.workingDays(after: LocalDay(milliseconds: near[0].dueAt), through: last) == 3)
        let over = try life.reminders(at: .handling)
        #expect(over.map(\.matter) == [.clock(.correction, lastDay: last, .over)], "the department's days stand still")
        #expect(over.map(\.to) == [.reviewer])
        #expect(over[0].dueAt > LocalDay(number: last.number + 1).startMilliseconds, "as the office opens next")
        try life.apply(.supplemented, "2026-03-04 10:00")
        #expect(try life.reminders(at: .collecting).isEmpty)
        #expect(try life.lines(at: .handling).allSatisfy { $0.hasPrefix("acceptance") })
    }

    @Test func anExtensionIsToldForItsNewLastDay() throws {
        var life = try Life(.online, submitted: "2026-03-02 10:00")
        try life.apply(.registered, "2026-03-02 10:01")
        try life.apply(.accepted, "2026-03-03 10:00")
        let before = try life.reminders(at: .handling)
        #expect(before.map(\.to).contains(.decider), "who decides hears of the law's limit")
        try life.apply(.extended, "2026-03-04 10:00")
        let after = try life.reminders(at: .handling)
        #expect(before.count == 4 && after.count == 4)
        #expect(Set(before.map(\.matter)).isDisjoint(with: after.map(\.matter)))
        try life.apply(.suspended, "2026-03-05 10:00")
        #expect(try life.reminders(at: .handling).isEmpty, "nothing is due while it stands still")
        try life.apply(.resumed, "2026-03-05 15:00")
        #expect(try life.reminders(at: .handling) == after, "a pause within a day moves nothing")
        try life.apply(.decided, "2026-03-06 10:00")
        #expect(
            try life.lines(at: .handling).map { $0.prefix { $0 != "/" } } == [
                "result", "result", "delivery", "delivery",
            ]
        )
        try life.apply(.delivered, "2026-03-09 10:00")
        #expect(try life.reminders(at: .handling).isEmpty)
    }

    @Test func whatDoesNotFitTheLifecycleIsLeftOut() throws {
        let steps = [
            CaseStep(.consulted, at: 10 + Sample.time), CaseStep(.accepted, at: 20 + Sample.time),
            CaseStep(.objected, at: 5 + Sample.time), CaseStep(.refused, at: 40 + Sample.time),
        ]
        let timers = try StageTimers(number: Sample.number, mode: .collected, steps: steps)
        let time = Sample.time + 10
        #expect(timers.timers == [StageTimer(stage: .response, round: 1, start: time, doneAt: time)])
    }

    /// In any walk through the lifecycle a stage runs exactly in its state, and no reminder holds in a closed case.
    @Test(arguments: HandlingMode.allCases, 1...20)
    func stagesFollowTheStates(mode: HandlingMode, seed: Int) throws {
        var random = SplitMix(seed: UInt64(seed))
        var life =
            try mode == .online ? Life(mode, submitted: "2026-03-02 10:00") : Life(mode, consulted: "2026-03-02 10:00")
        var at = life.record.submittedAt
        for _ in 0..<30 {
            let kinds = CaseLifecycle.transitions.filter { $0.from == life.record.state && $0.serves(mode) }.map(
                \.event
            )
            guard let kind = kinds.randomElement(using: &random) else { break }
            at += Int64.random(in: 0...86_400_000, using: &random)
            guard let next = try? life.record.applying(Sample.event(kind, mode: mode), at: at) else { continue }
            life.record = next
            life.steps.append(CaseStep(kind, at: at))
            let timers = try StageTimers(number: next.number, mode: mode, steps: life.steps)
            #expect(
                timers.timers.filter { $0.doneAt == nil }.map(\.stage)
                    == [Stage(of: next.state, mode: mode)].compactMap { $0 }
            )
            for side in Side.allCases {
                let reminders = try life.reminders(at: side)
                #expect(!next.state.isClosed || reminders.isEmpty)
                #expect(Set(reminders.map(\.matter)).count == reminders.count)
                #expect(reminders.map(\.dueAt) == reminders.map(\.dueAt).sorted())
                for reminder in reminders {
                    #expect(Reminder.Matter(reminder.matter.description) == reminder.matter)
                    #expect(!reminder.matter.words.isEmpty)
                }
            }
        }
        #expect(life.steps.count > 2, "the walk went somewhere")
    }

    @Test(arguments: [
        "", "response", "response/1", "response/0/1", "response/1/x", "promised/20261301/near", "near/1/2", "a/b/c/d",
    ])
    func textsThatAreNoMatter(text: String) { #expect(Reminder.Matter(text) == nil) }

    @Test func noStageIsCalledAsAClock() {
        #expect(Set(Stage.allCases.map(\.rawValue)).isDisjoint(with: ClockKind.allCases.map(\.rawValue)))
    }

    @Test func daysOfATableAreBounded() throws {
        #expect(try ReminderRules(daysBefore: [.promised: 0]).days(before: .promised) == 0)
        #expect(try ReminderRules(daysBefore: [.promised: 5]).days(before: .statutory) == 3, "as in the standard table")
        for days in [-1, 61] {
            let refused = refusal { () throws(CaseRefusal) in _ = try ReminderRules(daysBefore: [.delivery: days]) }
            #expect(refused?.code == .limitExceeded && refused?.field == "delivery")
        }
    }

    @Test func everyRecipientIsARoleOfItsSide() {
        for stage in Stage.allCases {
            for step in StageTimerRules.standard[stage].steps {
                #expect(step.to.role(at: stage.side).sides.contains(stage.side))
            }
        }
    }
}
