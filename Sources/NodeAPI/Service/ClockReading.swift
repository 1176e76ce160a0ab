import CaseModel

/// What a clock says at the moment in which a case is shown.
package struct ClockReading: Hashable, Sendable {
    /// The last day, and whether it may still move; `nil` while the clock stands still.
    package var deadline: Deadline?
    /// Whether the last day has passed.
    package var isOverdue: Bool
    /// Days that are left, in the unit of the limit; negative once it is overdue.
    package var remainingDays: Int

    /// Makes a reading.
    package init(deadline: Deadline?, isOverdue: Bool, remainingDays: Int) {
        self.deadline = deadline
        self.isOverdue = isOverdue
        self.remainingDays = remainingDays
    }
}
