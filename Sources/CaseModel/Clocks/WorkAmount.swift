/// A short time by an office's own clock.
public struct WorkAmount: Hashable, Sendable, Codable {
    /// What is counted.
    public enum Unit: String, Hashable, Sendable, CaseIterable, Codable {
        /// Working days; the last one ends with the end of business.
        case workingDays = "working-days"
        /// Minutes in which the office is open.
        case officeMinutes = "office-minutes"
    }

    /// How many, 0 or more; at most 4,000 days or 100,000 minutes.
    public var count: Int
    /// What is counted.
    public var unit: Unit

    /// Sets an amount.
    public init(_ count: Int, _ unit: Unit) {
        self.count = count
        self.unit = unit
    }

    /// When so much has passed since an instant, both in milliseconds since 1970.
    ///
    /// Working days are counted after the day on which the instant counts as received; 0 is the end of business of that
    /// day. 0 minutes is the next moment when the office is open.
    public func due(after start: Int64, in timetable: Timetable) -> Int64 {
        switch unit {
        case .workingDays:
            let first = timetable.receiptDay(start)
            return timetable.endOfBusiness(timetable.calendar.adding(workingDays: count, to: first))
        case .officeMinutes:
            return timetable.instant(openMilliseconds: Int64(count) * 60_000, after: start)
        }
    }

    /// Checks the count.
    func check(_ field: String) throws(CaseRefusal) {
        let most = unit == .workingDays ? TimeLimit.daysMax : ClockLimits.officeMinutesMax
        guard (0...most).contains(count) else {
            throw CaseRefusal(.limitExceeded, "give 0 to \(most) \(unit.rawValue)", field: "\(field).count")
        }
    }
}
