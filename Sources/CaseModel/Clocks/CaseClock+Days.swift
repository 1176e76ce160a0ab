// The rule that every answer follows:
//
// The start day is not counted (民法典第201条). The days after it are counted, through the day on which a pause begins;
// counting goes on with the day after the one on which the pause ends, as after any start. A pause so moves the last day by
// the working days after its first day through its last day. One that begins and ends on one day moves nothing. When no day
// is left at the end of a pause, the last day is the day of that end or the next working day. A pause that begins after the
// last day has passed moves nothing any more.

extension CaseClock {
    /// What there is to count at the end of what happened.
    struct Course: Hashable {
        /// The start's or the last pause's day, which is not counted.
        var day: LocalDay
        /// The instant of that day that was given.
        var instant: Int64
        /// Days left after it, 0 or more.
        var left: Int
        /// True when the clock stands still there.
        var isHalted: Bool
    }

    /// The last day, or `nil` while a pause lasts that began in time: the limit is endless then.
    public func deadline(in timetable: Timetable) -> Deadline? {
        let course = course(in: timetable)
        return course.isHalted ? nil : deadline(of: course, in: timetable)
    }

    /// How many days of the limit's unit were counted through the day of an instant, in milliseconds since 1970, or until
    /// the clock stopped; more than the budget when it is overdue.
    public func used(at instant: Int64, in timetable: Timetable) -> Int {
        let today = judged(at: instant)
        var day = startDay(in: timetable)
        var used = 0
        for pause in pauses {
            let begin = max(LocalDay(milliseconds: pause.begin), day)
            guard begin < today else { break }
            used += count(after: day, through: begin, in: timetable)
            guard let end = endDay(of: pause, in: timetable) else { return used }
            day = max(begin, end)
        }
        return today > day ? used + count(after: day, through: today, in: timetable) : used
    }

    /// How many days of the limit's unit are left after the day of an instant, in milliseconds since 1970.
    ///
    /// 0 on the last day. Negative when it is overdue: the days since the last day.
    public func remaining(at instant: Int64, in timetable: Timetable) -> Int {
        let today = judged(at: instant)
        if let last = deadline(in: timetable)?.day, last < today {
            return -count(after: last, through: today, in: timetable)
        }
        return max(0, budget.days - used(at: instant, in: timetable))
    }

    /// True when the last day has passed at an instant, in milliseconds since 1970; for a stopped clock, when it had passed
    /// as it stopped.
    public func isOverdue(at instant: Int64, in timetable: Timetable) -> Bool {
        guard let last = deadline(in: timetable)?.day else { return false }
        return judged(at: instant) > last
    }

    /// True when closing at an instant, in milliseconds since 1970, is within the limit.
    public func isOnTime(closedAt instant: Int64, in timetable: Timetable) -> Bool {
        guard let last = deadline(in: timetable)?.day else { return true }
        return LocalDay(milliseconds: instant) <= last
    }

    /// The day of the start, which is not counted.
    public func startDay(in timetable: Timetable) -> LocalDay {
        opening == .receipt ? timetable.receiptDay(start) : LocalDay(milliseconds: start)
    }

    /// Follows the pauses that begin in time.
    func course(in timetable: Timetable) -> Course {
        var course = Course(day: startDay(in: timetable), instant: start, left: budget.days, isHalted: false)
        for pause in pauses {
            let begin = max(LocalDay(milliseconds: pause.begin), course.day)
            guard begin <= deadline(of: course, in: timetable).day else { break }
            course.left = max(0, course.left - count(after: course.day, through: begin, in: timetable))
            course.day = begin
            guard let end = pause.end, let day = endDay(of: pause, in: timetable) else {
                course.isHalted = true
                break
            }
            course.day = max(begin, day)
            course.instant = end
        }
        return course
    }

    private func deadline(of course: Course, in timetable: Timetable) -> Deadline {
        let calendar = timetable.calendar
        let last =
            switch limit.unit {
            case .workingDays: calendar.adding(workingDays: course.left, to: course.day)
            case .calendarDays: calendar.workingDay(onOrAfter: LocalDay(number: course.day.number + Int64(course.left)))
            }
        let isPublished = calendar.isPublished(LocalDay(milliseconds: start)) && calendar.isPublished(last)
        return Deadline(day: last, isProvisional: !isPublished)
    }

    private func judged(at instant: Int64) -> LocalDay {
        LocalDay(milliseconds: min(instant, stoppedAt ?? instant))
    }

    private func endDay(of pause: ClockPause, in timetable: Timetable) -> LocalDay? {
        pause.end.map { pause.reason.endsByReceipt ? timetable.receiptDay($0) : LocalDay(milliseconds: $0) }
    }

    private func count(after first: LocalDay, through last: LocalDay, in timetable: Timetable) -> Int {
        switch limit.unit {
        case .workingDays: timetable.calendar.workingDays(after: first, through: last)
        case .calendarDays: Int(last.number - first.number)
        }
    }
}
