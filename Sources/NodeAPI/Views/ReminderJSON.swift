import CaseModel

/// A reminder as the API writes it.
struct ReminderJSON: Encodable {
    var id: Int64
    var number: String
    /// The stage that it is about, with its round and the level of the step, from 1; else the clock.
    var stage: Stage?
    var round: Int?
    var level: Int?
    /// The clock that it is about, with its last day, yyyy-mm-dd, and whether that is `near` or `over`.
    var clock: ClockKind?
    var lastDay: String?
    var notice: Reminder.ClockNotice?
    /// Who hears of it.
    var role: Role
    var roleName: String
    /// What it is about and what to do.
    var text: String
    var dueAt: Timestamp
    var toldAt: Timestamp
    /// When it ceased to hold; left out while it holds.
    var settledAt: Timestamp?

    init(_ item: ReminderItem) {
        let reminder = item.reminder
        id = item.id
        number = item.number.description
        switch reminder.matter {
        case .stage(let stage, let round, let level): (self.stage, self.round, self.level) = (stage, round, level)
        case .clock(let kind, let day, let notice): (clock, lastDay, self.notice) = (kind, day.dashed, notice)
        }
        role = reminder.to
        roleName = reminder.to.chineseTerm
        text = reminder.matter.words
        dueAt = Timestamp(reminder.dueAt)
        toldAt = Timestamp(item.toldAt)
        settledAt = item.settledAt.map { Timestamp($0) }
    }
}

/// A page of reminders.
struct ReminderListJSON: Encodable {
    var reminders: [ReminderJSON]
    var next: String?

    init(_ list: ReminderList) {
        reminders = list.items.map(ReminderJSON.init)
        next = list.next.map(String.init)
    }
}
