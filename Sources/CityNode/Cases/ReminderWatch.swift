import CaseModel
import CaseStore
import ExchangeCore

/// Tells people at this node of what is slow (督办): stages between the windows, and clocks near or past their last day.
///
/// It looks only at cases that changed since it looked last, and at those of which it said then that something will be due
/// by now. All of that is on disk, so what became due while the node was down is told at its next start.
struct ReminderWatch {
    let scope: WriteScope
    let timetable: Timetable
    let rules: ReminderRules

    private var now: Int64 { scope.now.milliseconds }

    /// Cases that are looked at in one transaction.
    static let casesMax = 250

    /// What some looks came to.
    struct Looks {
        /// How many reminders were told for the first time.
        var told = 0
        /// Where to go on; `nil` where no case is left.
        var next: WatchedCase.Cursor?
    }

    /// Looks at the next cases whose time has come.
    func look() throws -> Looks {
        // Whoever was looked at has a later time now, so that each list begins at the front.
        try look(through: now, after: nil)
    }

    /// Looks at open cases after a cursor, whatever their time: for a table or a calendar that may have changed.
    func lookAgain(after cursor: WatchedCase.Cursor?) throws -> Looks { try look(through: .max, after: cursor) }

    private func look(through: Int64, after cursor: WatchedCase.Cursor?) throws -> Looks {
        let cases = try scope.writer.watched(through: through, after: cursor, limit: Self.casesMax)
        var looks = Looks()
        for watched in cases { looks.told += try look(at: watched) }
        if cases.count == Self.casesMax { looks.next = cases.last?.cursor }
        return looks
    }

    /// Tells what is due, settles what holds no more, and notes when to look again; returns how many were told first now.
    private func look(at watched: WatchedCase) throws -> Int {
        let row = watched.row
        let all = try reminders(row)
        let due = all.filter { $0.dueAt <= now }
        var standing: Set<Reminder.Matter> = []
        for told in try scope.writer.reminders(row.id) where told.settledAt == nil {
            standing.insert(told.reminder.matter)
            guard !due.contains(where: { $0.matter == told.reminder.matter }) else { continue }
            try scope.writer.settleReminder(told.id, at: now)
        }
        var told = 0
        for reminder in due where !standing.contains(reminder.matter) {
            if try scope.writer.addReminder(reminder, of: row.id, at: now) { told += 1 }
        }
        let next = all.first { $0.dueAt > now }?.dueAt
        // An open case stays on the list: another table may have more to say of it.
        let lookAt = next ?? (row.record.state.isClosed ? nil : .max)
        if lookAt != watched.lookAt { try scope.writer.setLook(row.id, at: lookAt) }
        let dueAt = row.record.progress.clocks.due(in: timetable)
        if dueAt != watched.dueAt { try scope.writer.setDue(row.id, at: dueAt) }
        return told
    }

    private func reminders(_ row: CaseRow) throws -> [Reminder] {
        guard let city = CityCode(number: scope.node.number), let side = row.record.side(of: city) else { return [] }
        var timers = StageTimers(number: row.record.number)
        if row.record.stage(at: side) != nil {
            let steps = try scope.writer.steps(row.id).compactMap(CaseStep.init)
            timers = try StageTimers(number: row.record.number, mode: row.record.mode, steps: steps)
        }
        return row.record.reminders(at: side, timers: timers, rules: rules, in: timetable)
    }
}
