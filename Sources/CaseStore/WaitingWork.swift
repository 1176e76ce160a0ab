/// How much waits at a node, each counted up to a limit.
package struct WaitingWork: Hashable, Sendable {
    /// Materials of other cities' cases that are not here yet.
    package var materialsWanted: Int64 = 0
    /// Materials about which something was found, by how they stand.
    package var materialsWithheld: [MaterialStanding: Int64] = [:]
    /// Reminders that hold.
    package var remindersOpen: Int64 = 0
    /// Events that webhooks' targets did not take and that are sent again.
    package var deliveriesWaiting: Int64 = 0
    /// Events that webhooks' targets did not take and that are sent no more.
    package var deliveriesDead: Int64 = 0

    /// Nothing waits.
    package init() {}
}
