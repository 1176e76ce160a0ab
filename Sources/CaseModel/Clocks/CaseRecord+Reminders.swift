extension CaseRecord {
    /// The stage in which the case waits for an office of this side; `nil` where it waits for none.
    ///
    /// Only then ``reminders(at:timers:rules:in:)`` needs the timers.
    public func stage(at side: Side) -> Stage? {
        Stage(of: state, mode: mode).flatMap { $0.side == side ? $0 : nil }
    }

    /// What people at one side hear of as long as the case stands as it does: what is due by now, and what will be.
    ///
    /// In order of time. A reminder that is not in this list any more does not hold any more.
    ///
    /// - Parameters:
    ///   - side: the node's side of the case.
    ///   - timers: the case's stages, from its history.
    ///   - rules: the city's table.
    ///   - timetable: the city's working days and hours.
    public func reminders(
        at side: Side,
        timers: StageTimers,
        rules: ReminderRules,
        in timetable: Timetable
    ) -> [Reminder] {
        var running = StageTimers(number: number)
        if let stage = stage(at: side) { running = timers.running(stage) }
        let stages = running.fired(since: .min, until: .max, rules: rules.stages) { _ in timetable }.map { event in
            let matter = Reminder.Matter.stage(event.key.stage, round: event.key.round, level: event.key.level)
            return Reminder(matter, to: event.to.role(at: side), dueAt: event.dueAt)
        }
        let clocks = progress.clocks
        let days = ClockKind.allCases.flatMap { kind in
            clocks[kind].map { $0.reminders(of: kind, at: side, rules: rules, in: timetable) } ?? []
        }
        return (stages + days).sorted {
            ($0.dueAt, $0.matter.description) < ($1.dueAt, $1.matter.description)
        }
    }
}

extension CaseClock {
    /// Both notices of a clock that runs, as far as they are for this side; none while it stands still.
    fileprivate func reminders(
        of kind: ClockKind,
        at side: Side,
        rules: ReminderRules,
        in timetable: Timetable
    ) -> [Reminder] {
        guard isRunning, let last = deadline(in: timetable) else { return [] }
        return Reminder.ClockNotice.allCases.compactMap { notice in
            let recipient = ReminderRules.recipient(of: kind, notice)
            guard recipient.side == side else { return nil }
            let from =
                switch notice {
                case .near: max(start, last.day(before: rules.days(before: kind), in: timetable).startMilliseconds)
                case .over: last.endMilliseconds
                }
            // Somebody has to be there to hear of it.
            let dueAt = timetable.instant(openMilliseconds: 0, after: from)
            return Reminder(.clock(kind, lastDay: last.day, notice), to: recipient.role, dueAt: dueAt)
        }
    }
}

extension Deadline {
    /// So many working days before the last day, which is one itself.
    fileprivate func day(before count: Int, in timetable: Timetable) -> LocalDay {
        let calendar = timetable.calendar
        return calendar.day(ofRank: calendar.rank(through: day) - Int64(count))
    }
}
