import CaseModel
import TestChance
import Testing

/// A clock that walks from day to day, without any arithmetic on days.
private struct SlowClock {
    let clock: CaseClock
    let slow: SlowCalendar

    private var startDay: LocalDay {
        clock.opening == .receipt ? slow.receiptDay(clock.start) : LocalDay(milliseconds: clock.start)
    }

    /// The days of begin and end; no end while it lasts.
    private var pauses: [(begin: LocalDay, end: LocalDay?)] {
        clock.pauses.map { pause in
            (
                LocalDay(milliseconds: pause.begin),
                pause.end.map { pause.reason == .correction ? slow.receiptDay($0) : LocalDay(milliseconds: $0) }
            )
        }
    }

    private func counts(_ day: LocalDay) -> Bool { clock.limit.unit == .calendarDays || slow.isWorkingDay(day) }

    var deadline: LocalDay? {
        var waiting = pauses
        var (day, left) = (startDay, clock.budget.days)
        while true {
            while let pause = waiting.first, pause.begin <= day {
                guard let end = pause.end else { return nil }
                day = max(day, end)
                waiting.removeFirst()
            }
            if left == 0, slow.isWorkingDay(day) { return day }
            day = slow.next(day)
            if left > 0, counts(day) { left -= 1 }
        }
    }

    func used(through today: LocalDay) -> Int {
        var (day, used) = (startDay, 0)
        while day < today {
            day = slow.next(day)
            let isPaused = pauses.contains { pause in pause.begin < day && pause.end.map { day <= $0 } ?? true }
            used += counts(day) && !isPaused ? 1 : 0
        }
        return used
    }
}

@Suite struct CaseClockPropertyTests {
    private static let slow = SlowCalendar()

    /// A clock with pauses and perhaps an extension and a stop, near the days at which something may go wrong.
    private func clock(_ random: inout SplitMix) throws -> CaseClock {
        let edges = ["2020-01-20", "2022-12-20", "2024-02-05", "2025-09-20", "2026-02-10", "2026-12-15", "2019-12-20"]
        var now = Sample.dashed(sure(edges.randomElement(using: &random))).startMilliseconds
        func pass(_ days: Int64) { now += Int64.random(in: 0...(days * LocalDay.dayMilliseconds), using: &random) }
        pass(12)
        let unit: TimeLimit.Unit = Bool.random(using: &random) ? .workingDays : .calendarDays
        var clock = try CaseClock(
            start: now,
            opening: Bool.random(using: &random) ? .receipt : .act,
            limit: TimeLimit(days: Int.random(in: 0...25, using: &random), unit: unit)
        )
        for _ in 0..<Int.random(in: 0...5, using: &random) {
            pass(6)
            if clock.extended == nil, Int.random(in: 0..<4, using: &random) == 0 {
                let days = Int.random(in: 1...10, using: &random)
                try clock.extend(by: Sample.extending(days, unit, at: now), most: TimeLimit(days: 10, unit: unit))
            }
            try clock.pause(Bool.random(using: &random) ? .correction : .appraisal, at: now)
            pass(Bool.random(using: &random) ? 1 : 12)
            if clock.pauses.count < 5 || Bool.random(using: &random) { try clock.resume(at: now) }
            if clock.isPaused { break }
        }
        pass(20)
        if Int.random(in: 0..<4, using: &random) == 0 { try clock.stop(at: now) }
        return clock
    }

    @Test(arguments: 100..<108 as Range<UInt64>)
    func answersAsTheSlowOne(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        for _ in 0..<150 {
            let clock = try clock(&random)
            let slow = SlowClock(clock: clock, slow: Self.slow)
            let deadline = clock.deadline(in: Sample.timetable)
            #expect(deadline?.day == slow.deadline, "\(clock)")
            if let deadline {
                let isFirm =
                    clock.start >= Sample.instant("2020-01-01 00:00") && deadline.day < Sample.dashed("2027-01-01")
                #expect(deadline.isProvisional == !isFirm, "\(clock)")
            }
            let at = clock.start + Int64.random(in: 0...(60 * LocalDay.dayMilliseconds), using: &random)
            let today = LocalDay(milliseconds: min(at, clock.stoppedAt ?? at))
            let used = clock.used(at: at, in: Sample.timetable)
            #expect(used == slow.used(through: today), "\(clock)")
            let isOverdue = slow.deadline.map { today > $0 } ?? false
            #expect(clock.isOverdue(at: at, in: Sample.timetable) == isOverdue, "\(clock)")
            #expect(
                clock.isOnTime(closedAt: at, in: Sample.timetable)
                    == !(slow.deadline.map { LocalDay(milliseconds: at) > $0 } ?? false)
            )
            let remaining = clock.remaining(at: at, in: Sample.timetable)
            #expect(isOverdue ? remaining <= 0 : remaining == max(0, clock.budget.days - used), "\(clock)")
        }
    }

    @Test(arguments: [31, 32])
    func aPauseInTimeMovesTheLastDayByItsWorkingDays(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let slow = Self.slow
        for _ in 0..<300 {
            let start =
                Sample.instant("2025-12-01 10:00")
                + Int64.random(in: 0..<200, using: &random) * LocalDay.dayMilliseconds
            let plain = try CaseClock(start: start, limit: .working(Int.random(in: 2...20, using: &random)))
            let last = try #require(plain.deadline(in: Sample.timetable)).day
            let first = LocalDay(milliseconds: start)
            let begin = LocalDay(number: Int64.random(in: first.number..<last.number, using: &random))
            let end = LocalDay(number: begin.number + Int64.random(in: 0...40, using: &random))
            var paused = plain
            try paused.pause(.inspection, at: max(start, begin.startMilliseconds))
            try paused.resume(at: max(start, end.startMilliseconds))
            let moved = slow.workingDays(after: begin, through: end)
            #expect(
                paused.deadline(in: Sample.timetable)?.day
                    == slow.adding(workingDays: plain.limit.days + moved, to: first)
            )
        }
    }
}
