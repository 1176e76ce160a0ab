import CaseModel

/// One shared record as this node has it.
package struct SharedItem: Hashable, Sendable {
    /// How it is named.
    package var name: SharedName
    /// What its changes add up to.
    package var record: SharedRecord
    /// How many changes it has had.
    package var version: Int
    /// When the last of them was said, in milliseconds since 1970-01-01T00:00:00Z.
    package var changedAt: Int64
    /// What is the matter with a parcel now; the service has the calendar by which that is counted.
    package var alarms: [ParcelAlarm]

    /// Describes a record.
    package init(
        name: SharedName,
        record: SharedRecord,
        version: Int,
        changedAt: Int64,
        alarms: [ParcelAlarm] = []
    ) {
        self.name = name
        self.record = record
        self.version = version
        self.changedAt = changedAt
        self.alarms = alarms
    }
}

/// Which shared records to list.
package struct SharedQuery: Hashable, Sendable {
    /// Which kind.
    package var kind: SharedKind
    /// Only this city's.
    package var owner: CityCode?
    /// Only this case's.
    package var caseNumber: CaseNumber?
    /// Only in these states, in the words of `SharedRecord.states(of:)`; empty means all.
    package var states: Set<String>
    /// Where the page before ended (its `next`); `nil` starts at the newest record.
    package var cursor: Int64?
    /// The most records to give, 1 to `APILimits.pageItemsMax`.
    package var limit: Int

    /// Makes a query.
    package init(
        kind: SharedKind,
        owner: CityCode? = nil,
        caseNumber: CaseNumber? = nil,
        states: Set<String> = [],
        cursor: Int64? = nil,
        limit: Int = APILimits.pageItemsDefault
    ) {
        self.kind = kind
        self.owner = owner
        self.caseNumber = caseNumber
        self.states = states
        self.cursor = cursor
        self.limit = limit
    }
}

/// A page of shared records.
package struct SharedPage: Sendable {
    /// The records, newest first.
    package var items: [SharedItem]
    /// The cursor of the next page; `nil` after the last.
    package var next: Int64?

    /// Makes a page.
    package init(items: [SharedItem], next: Int64?) {
        self.items = items
        self.next = next
    }
}
