import CaseModel

/// A reminder that was told at this node.
package struct ReminderItem: Hashable, Sendable {
    /// Its number at this node.
    package var id: Int64
    /// The case.
    package var number: CaseNumber
    /// What it says, to whom, and when it became due.
    package var reminder: Reminder
    /// When it was told, in milliseconds since 1970-01-01T00:00:00Z.
    package var toldAt: Int64
    /// When it ceased to hold, in milliseconds since 1970-01-01T00:00:00Z; `nil` while it holds.
    package var settledAt: Int64?

    /// Makes an item.
    package init(id: Int64, number: CaseNumber, reminder: Reminder, toldAt: Int64, settledAt: Int64? = nil) {
        self.id = id
        self.number = number
        self.reminder = reminder
        self.toldAt = toldAt
        self.settledAt = settledAt
    }
}

/// Which reminders to list.
package struct ReminderFilter: Hashable, Sendable {
    /// Whether they hold.
    package enum State: String, Hashable, Sendable, CaseIterable {
        /// They hold.
        case open
        /// They hold no more.
        case settled
        /// Whatever.
        case all
    }

    /// Whether they hold.
    package var state: State
    /// Only those for this role.
    package var role: Role?
    /// Only those of this case.
    package var number: CaseNumber?
    /// Only those of this stage or clock, by the name of either.
    package var subject: String?
    /// Where the page before ended; `nil` starts at the newest.
    package var cursor: Int64?
    /// The most items to give, 1 to `APILimits.pageItemsMax`.
    package var limit: Int

    /// Makes a query.
    package init(
        state: State = .open,
        role: Role? = nil,
        number: CaseNumber? = nil,
        subject: String? = nil,
        cursor: Int64? = nil,
        limit: Int = APILimits.pageItemsDefault
    ) {
        self.state = state
        self.role = role
        self.number = number
        self.subject = subject
        self.cursor = cursor
        self.limit = limit
    }
}

/// A page of reminders.
package struct ReminderList: Sendable {
    /// The reminders, newest first.
    package var items: [ReminderItem]
    /// The cursor of the next page; `nil` after the last.
    package var next: Int64?

    /// Makes a page.
    package init(items: [ReminderItem], next: Int64?) {
        self.items = items
        self.next = next
    }
}
