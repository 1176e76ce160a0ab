import CaseModel
import Foundation
import Testing

extension TimeLimit {
    static func working(_ days: Int) -> TimeLimit { TimeLimit(days: days, unit: .workingDays) }
    static func calendar(_ days: Int) -> TimeLimit { TimeLimit(days: days, unit: .calendarDays) }
}

extension Sample {
    static func extending(_ days: Int = 10, _ unit: TimeLimit.Unit = .workingDays, at: Int64) -> ClockExtension {
        ClockExtension(
            limit: TimeLimit(days: days, unit: unit),
            approvedBy: "李强",
            reason: "案情复杂",
            notice: "延期告知书〔2026〕3号",
            at: at
        )
    }
}

@Suite struct CaseClockTests {
    /// Pauses as `begin, end`, instants of local time; an empty end is none.
    private func clock(
        _ start: String,
        _ limit: TimeLimit,
        opening: CaseClock.Opening = .act,
        reason: ClockPause.Reason = .hearing,
        _ pauses: [(String, String)] = []
    ) throws -> CaseClock {
        var clock = try CaseClock(start: Sample.instant(start), opening: opening, limit: limit)
        for (begin, end) in pauses {
            try clock.pause(reason, at: Sample.instant(begin))
            if !end.isEmpty { try clock.resume(at: Sample.instant(end)) }
        }
        return clock
    }

    @Test(arguments: [
        ("2026-03-10 10:00", 0, "2026-03-10"), ("2026-03-10 10:00", 1, "2026-03-11"),
        ("2026-03-13 23:00", 1, "2026-03-16"), ("2026-03-14 10:00", 0, "2026-03-16"),
        ("2026-03-14 10:00", 1, "2026-03-16"), ("2026-02-13 10:00", 5, "2026-02-27"),
        ("2022-12-30 10:00", 1, "2023-01-03"), ("2025-09-26 10:00", 20, "2025-10-30"),
    ])
    func workingDays(start: String, days: Int, last: String) throws {
        let clock = try clock(start, .working(days))
        #expect(clock.deadline(in: Sample.timetable) == Deadline(day: Sample.dashed(last), isProvisional: false))
    }

    @Test(arguments: [
        ("2026-03-10 10:00", 0, "2026-03-10"), ("2026-03-10 10:00", 3, "2026-03-13"),
        ("2026-03-10 10:00", 4, "2026-03-16"),  // a Saturday
        ("2026-01-30 10:00", 15, "2026-02-14"),  // a worked Saturday
        ("2026-01-30 10:00", 16, "2026-02-24"),  // the first day of Spring Festival
        ("2026-03-14 10:00", 0, "2026-03-16"),
    ])
    func calendarDays(start: String, days: Int, last: String) throws {
        #expect(try clock(start, .calendar(days)).deadline(in: Sample.timetable)?.day == Sample.dashed(last))
    }

    @Test func receivedAfterTheCutOffCountsAsTheNextDay() throws {
        for (start, last) in [
            ("2026-03-10 17:30", "2026-03-17"), ("2026-03-10 17:31", "2026-03-18"), ("2026-03-14 09:00", "2026-03-23"),
        ] {
            let received = try clock(start, .working(5), opening: .receipt)
            #expect(received.deadline(in: Sample.timetable)?.day == Sample.dashed(last))
        }
        #expect(
            try clock("2026-03-10 17:31", .working(5)).deadline(in: Sample.timetable)?.day
                == Sample.dashed("2026-03-17")
        )
    }

    @Test(arguments: [
        // begin and end on one day move nothing
        (5, [("2026-03-11 10:00", "2026-03-11 16:00")], "2026-03-17"),
        // Wednesday to Friday: Thursday and Friday
        (5, [("2026-03-11 10:00", "2026-03-13 16:00")], "2026-03-19"),
        // over a weekend, to its Sunday: Friday alone
        (5, [("2026-03-12 10:00", "2026-03-15 16:00")], "2026-03-18"),
        // on the start day: as if it began anew at the end
        (5, [("2026-03-10 11:00", "2026-03-12 16:00")], "2026-03-19"),
        // on the last day: what is left is the day of the end, or the next working day
        (1, [("2026-03-11 10:00", "2026-03-18 16:00")], "2026-03-18"),
        (1, [("2026-03-11 10:00", "2026-03-14 16:00")], "2026-03-16"),
        (0, [("2026-03-10 11:00", "2026-03-12 16:00")], "2026-03-12"),
        // after the last day: nothing can be saved
        (1, [("2026-03-12 10:00", "2026-03-18 16:00")], "2026-03-11"),
        // two that touch
        (5, [("2026-03-11 10:00", "2026-03-13 16:00"), ("2026-03-13 16:00", "2026-03-17 09:00")], "2026-03-23"),
    ])
    func pausesMoveTheLastDay(days: Int, pauses: [(String, String)], last: String) throws {
        let clock = try clock("2026-03-10 10:00", .working(days), pauses)
        #expect(clock.deadline(in: Sample.timetable)?.day == Sample.dashed(last))
    }

    @Test func aPauseOverSpringFestivalMovesByItsWorkingDays() throws {
        // Worked after the 12th, through the 24th: the 13th, the 14th (a Saturday) and the 24th.
        let paused = try clock("2026-02-10 10:00", .working(5), [("2026-02-12 10:00", "2026-02-24 10:00")])
        #expect(paused.deadline(in: Sample.timetable)?.day == Sample.dashed("2026-02-27"))
    }

    @Test func aCorrectionEndsByReceipt() throws {
        let pauses = [("2026-03-11 10:00", "2026-03-13 18:00")]
        let corrected = try clock("2026-03-10 10:00", .working(5), reason: .correction, pauses)
        // It counts as received on Monday the 16th.
        #expect(corrected.deadline(in: Sample.timetable)?.day == Sample.dashed("2026-03-20"))
        let heard = try clock("2026-03-10 10:00", .working(5), reason: .hearing, pauses)
        #expect(heard.deadline(in: Sample.timetable)?.day == Sample.dashed("2026-03-19"))
    }

    @Test func endlessWhilePaused() throws {
        let paused = try clock("2026-03-10 10:00", .working(5), [("2026-03-12 10:00", "")])
        let later = Sample.instant("2027-03-12 10:00")
        #expect(paused.isPaused && paused.isRunning)
        #expect(paused.deadline(in: Sample.timetable) == nil)
        #expect(paused.used(at: later, in: Sample.timetable) == 2)
        #expect(paused.remaining(at: later, in: Sample.timetable) == 3)
        #expect(!paused.isOverdue(at: later, in: Sample.timetable))
        #expect(paused.isOnTime(closedAt: later, in: Sample.timetable))
    }

    @Test func aPauseThatCameTooLateDoesNotHideIt() throws {
        let late = try clock("2026-03-10 10:00", .working(5), [("2026-03-18 10:00", "")])
        let later = Sample.instant("2026-03-25 10:00")
        #expect(late.deadline(in: Sample.timetable)?.day == Sample.dashed("2026-03-17"))
        #expect(late.isOverdue(at: later, in: Sample.timetable))
        #expect(late.remaining(at: later, in: Sample.timetable) == -6)
        #expect(!late.isOnTime(closedAt: later, in: Sample.timetable))
    }

    @Test func usedAndRemaining() throws {
        let clock = try clock("2026-03-10 10:00", .working(3))
        for (at, used, remaining, isOverdue) in [
            ("2026-03-09 10:00", 0, 3, false), ("2026-03-10 23:00", 0, 3, false), ("2026-03-11 00:00", 1, 2, false),
            ("2026-03-13 23:59", 3, 0, false), ("2026-03-14 00:00", 3, 0, true), ("2026-03-17 10:00", 5, -2, true),
        ] {
            let instant = Sample.instant(at)
            #expect(clock.used(at: instant, in: Sample.timetable) == used, "\(at)")
            #expect(clock.remaining(at: instant, in: Sample.timetable) == remaining, "\(at)")
            #expect(clock.isOverdue(at: instant, in: Sample.timetable) == isOverdue, "\(at)")
            #expect(clock.isOnTime(closedAt: instant, in: Sample.timetable) == !isOverdue, "\(at)")
        }
        let end = try #require(clock.deadline(in: Sample.timetable)).endMilliseconds
        #expect(end == Sample.instant("2026-03-14 00:00"))
    }

    @Test func aCalendarLimitThatEndsOnAHolidayIsNotOverdueThere() throws {
        let clock = try clock("2026-03-10 10:00", .calendar(4))
        let sunday = Sample.instant("2026-03-15 10:00")
        #expect(clock.used(at: sunday, in: Sample.timetable) == 5)
        #expect(clock.remaining(at: sunday, in: Sample.timetable) == 0)
        #expect(!clock.isOverdue(at: sunday, in: Sample.timetable))
        #expect(clock.remaining(at: Sample.instant("2026-03-18 10:00"), in: Sample.timetable) == -2)
    }

    @Test func stoppedIsJudgedWhereItStopped() throws {
        var (early, late) = (try clock("2026-03-10 10:00", .working(3)), try clock("2026-03-10 10:00", .working(3)))
        try early.stop(at: Sample.instant("2026-03-13 22:00"))
        try late.stop(at: Sample.instant("2026-03-16 08:00"))
        let later = Sample.instant("2026-06-01 10:00")
        #expect(!early.isRunning && early.used(at: later, in: Sample.timetable) == 3)
        #expect(!early.isOverdue(at: later, in: Sample.timetable))
        #expect(late.isOverdue(at: later, in: Sample.timetable))
        #expect(!late.isOverdue(at: Sample.instant("2026-03-13 22:00"), in: Sample.timetable))
        #expect(late.remaining(at: later, in: Sample.timetable) == -1)
    }

    @Test func stoppingEndsAPause() throws {
        var clock = try clock("2026-03-10 10:00", .working(3), [("2026-03-11 10:00", "")])
        try clock.stop(at: Sample.instant("2026-04-01 10:00"))
        #expect(!clock.isPaused && clock.pauses.last?.end == clock.stoppedAt)
        #expect(!clock.isOverdue(at: Sample.instant("2026-05-01 10:00"), in: Sample.timetable))
    }

    @Test func oneExtensionIsAdded() throws {
        var clock = try clock("2026-03-10 10:00", .working(20))
        #expect(clock.deadline(in: Sample.timetable)?.day == Sample.dashed("2026-04-08"))
        try clock.extend(by: Sample.extending(at: Sample.instant("2026-04-01 10:00")))
        #expect(clock.budget == .working(30))
        #expect(clock.deadline(in: Sample.timetable)?.day == Sample.dashed("2026-04-22"))
    }

    @Test func pastTheCalendarIsProvisional() throws {
        for (start, days, isProvisional) in [
            ("2026-12-01 10:00", 22, false), ("2026-12-01 10:00", 23, true), ("2019-12-31 10:00", 5, true),
            ("2020-01-01 00:00", 5, false),
        ] {
            let found = try clock(start, .working(days)).deadline(in: Sample.timetable)
            #expect(found?.isProvisional == isProvisional, "\(start) \(days)")
        }
        #expect(try clock("2026-12-01 10:00", .calendar(31)).deadline(in: Sample.timetable)?.isProvisional == true)
    }

    @Test func anotherCalendarChangesTheAnswer() throws {
        // The clock ran when the holiday of 2020 was made longer.
        var notices = Sample.notices
        let isExtra = { (day: LocalDay) in (Sample.dashed("2020-01-31")...Sample.dashed("2020-02-02")).contains(day) }
        notices[0].daysOff.removeAll(where: isExtra)
        notices[0].workedDays.removeAll { $0 == Sample.dashed("2020-02-03") }
        notices[0].workedDays.append(Sample.dashed("2020-02-01"))
        let before = Timetable(calendar: try WorkCalendar(notices))
        let clock = try clock("2020-01-22 10:00", .working(3))
        #expect(clock.deadline(in: before)?.day == Sample.dashed("2020-02-01"))
        #expect(clock.deadline(in: Sample.timetable)?.day == Sample.dashed("2020-02-04"))
        // And the next year's notice turns a provisional day into a firm one.
        let late = try self.clock("2024-12-31 10:00", .working(1))
        let old = Timetable(calendar: Sample.calendar(2_020...2_024))
        #expect(late.deadline(in: old) == Deadline(day: Sample.dashed("2025-01-01"), isProvisional: true))
        #expect(late.deadline(in: Sample.timetable) == Deadline(day: Sample.dashed("2025-01-02"), isProvisional: false))
    }
}
