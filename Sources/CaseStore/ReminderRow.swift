import CaseModel

/// A reminder that was told.
package struct ReminderRow: Hashable, Sendable {
    /// Its row.
    package var id: ReminderID
    /// The case's row.
    package var caseID: CaseID
    /// The case's number.
    package var number: CaseNumber
    /// What it says, to whom, and when it became due.
    package var reminder: Reminder
    /// When it was told first, in milliseconds since 1970-01-01T00:00:00Z.
    package var toldAt: Int64
    /// When it ceased to hold, in milliseconds since 1970-01-01T00:00:00Z; `nil` while it holds.
    package var settledAt: Int64?
}

/// Which reminders.
package struct ReminderQuery: Hashable, Sendable {
    /// Whether they hold.
    package enum Standing: Hashable, Sendable {
        /// Whatever.
        case any
        /// They hold.
        case open
        /// They hold no more.
        case settled
    }

    /// Whether they hold.
    package var standing = Standing.open
    /// Only those for this role.
    package var role: Role?
    /// Only those of this case.
    package var number: CaseNumber?
    /// Only those of this stage or clock, by ``CaseModel/Reminder/Matter/subject``.
    package var subject: String?
    /// Only those before this one: where the page before ended.
    package var before: ReminderID?
    /// At most so many, 1 to ``StoreLimits/rowsMax``.
    package var limit = 50

    /// Those that hold, for all roles.
    package init() {}
}

/// A page of reminders.
package struct ReminderPage: Hashable, Sendable {
    /// The reminders, newest first.
    package var items: [ReminderRow]
    /// Where the next page begins; `nil` when this is the last.
    package var next: ReminderID?
}
