import CaseModel

/// Which cases to count, and into which periods.
package struct StatisticsQuery: Hashable, Sendable {
    /// How long the periods of the lines are.
    package var length: ReportPeriod.Length
    /// The first day whose cases count; `nil` for no first.
    package var from: LocalDay?
    /// The last day whose cases count; `nil` for no last.
    package var to: LocalDay?

    /// Makes a query.
    package init(by length: ReportPeriod.Length = .month, from: LocalDay? = nil, to: LocalDay? = nil) {
        self.length = length
        self.from = from
        self.to = to
    }

    /// Whether a case counts that was registered, or submitted where it is not registered, at an instant, in milliseconds
    /// since 1970-01-01T00:00:00Z.
    package func covers(_ instant: Int64) -> Bool {
        let day = LocalDay(milliseconds: instant)
        return day >= from ?? day && day <= to ?? day
    }
}
