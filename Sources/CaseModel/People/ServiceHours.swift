/// A span of one weekday, every week, in local time (服务时间).
///
/// Holidays are not looked at: a calendar knows them.
public struct ServiceHours: Hashable, Sendable, Codable {
    /// The weekday as in ISO 8601: 1 is Monday, 7 is Sunday.
    public var weekday: Int
    /// The first minute, counted from midnight, 0 to 1,439.
    public var from: Int
    /// The minute after the last, 1 to 1,440; later than `from`.
    public var until: Int

    /// Sets a span.
    public init(weekday: Int, from: Int, until: Int) {
        self.weekday = weekday
        self.from = from
        self.until = until
    }

    /// Whether an instant lies in the span; `milliseconds` count from 1970-01-01T00:00:00Z.
    public func contains(_ milliseconds: Int64) -> Bool {
        let day = LocalDay(milliseconds: milliseconds)
        let minute = (milliseconds - day.startMilliseconds) / 60_000
        return Self.weekday(of: day) == weekday && from <= minute && minute < until
    }

    /// Finds the first fault of a list of spans: outside a day, or two that overlap.
    static func check(_ hours: [ServiceHours], _ checker: inout Checker, _ path: String) throws(CaseRefusal) {
        try checker.count(hours.count, max: PeopleLimits.hoursMax, path)
        for (index, span) in hours.enumerated() {
            guard (1...7).contains(span.weekday) else {
                throw CaseRefusal(.malformed, "a weekday is 1 (Monday) to 7", field: "\(path)[\(index)].weekday")
            }
            guard span.from >= 0, span.until <= 1_440, span.from < span.until else {
                throw CaseRefusal(
                    .malformed,
                    "minutes run forward from 0 to 1440: split a span that goes past midnight",
                    field: "\(path)[\(index)]"
                )
            }
            for earlier in hours[..<index] where earlier.overlaps(span) {
                throw CaseRefusal(.repeated, "two spans overlap: make them one", field: "\(path)[\(index)]")
            }
        }
    }

    private func overlaps(_ other: ServiceHours) -> Bool {
        weekday == other.weekday && from < other.until && other.from < until
    }

    /// 1970-01-01 was a Thursday.
    private static func weekday(of day: LocalDay) -> Int {
        let shifted = (day.number + 3) % 7
        return Int(shifted < 0 ? shifted + 7 : shifted) + 1
    }
}
