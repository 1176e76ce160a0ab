/// A day, a month or a year in Asia/Shanghai, as reports count them.
public struct ReportPeriod: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// How long a period is.
    public enum Length: String, Hashable, Sendable, CaseIterable, Codable {
        /// A local day, `2026-11-23`.
        case day
        /// A month of the calendar, `2026-11`.
        case month
        /// A year of the calendar, `2026`.
        case year
    }

    /// How long it is.
    public let length: Length
    /// Its first day.
    public let first: LocalDay

    /// The period of this length in which a day lies.
    public init(_ length: Length, containing day: LocalDay) {
        self.length = length
        let date = day.date
        first =
            switch length {
            case .day: day
            case .month: LocalDay(number: day.number - Int64(date.day - 1))
            case .year: LocalDay(year: date.year, month: 1, day: 1) ?? day
            }
    }

    /// The period of this length in which an instant lies; milliseconds count from 1970-01-01T00:00:00Z.
    public init(_ length: Length, milliseconds: Int64) {
        self.init(length, containing: LocalDay(milliseconds: milliseconds))
    }

    /// Reads exactly the form that ``description`` writes; anything else is `nil`.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let widths = [4, 2, 2]
        guard (1...3).contains(parts.count), zip(parts, widths).allSatisfy({ $0.utf8.count == $1 }) else { return nil }
        let digits = parts.joined() + ["0101", "01", ""][parts.count - 1]
        guard let day = LocalDay(digits) else { return nil }
        length = [.year, .month, .day][parts.count - 1]
        first = day
    }

    /// `2026`, `2026-11` or `2026-11-23`.
    public var description: String {
        let digits = first.description
        let year = digits.prefix(4)
        let month = digits.dropFirst(4).prefix(2)
        return switch length {
        case .year: String(year)
        case .month: "\(year)-\(month)"
        case .day: "\(year)-\(month)-\(digits.suffix(2))"
        }
    }

    /// Orders by the first day, and the shorter one first.
    public static func < (left: ReportPeriod, right: ReportPeriod) -> Bool {
        guard left.first == right.first else { return left.first < right.first }
        return left.description.utf8.count > right.description.utf8.count
    }
}

extension ReportPeriod: Codable {
    /// Reads the text form from a string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let period = ReportPeriod(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "a period is 2026, 2026-11 or 2026-11-23"
            )
        }
        self = period
    }

    /// Writes the text form as a string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
