/// A calendar day in Asia/Shanghai, the only zone of this product.
///
/// China has kept UTC+8 without summer time since 1991-09-15; every instant of this product is later than that.
public struct LocalDay: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Milliseconds by which local time is ahead of UTC.
    public static let aheadMilliseconds: Int64 = 8 * 3_600_000
    /// Milliseconds of a day.
    public static let dayMilliseconds: Int64 = 86_400_000

    /// Days since 1970-01-01.
    public let number: Int64

    /// Takes days since 1970-01-01.
    public init(number: Int64) { self.number = number }

    /// The local day on which an instant lies; `milliseconds` count from 1970-01-01T00:00:00Z.
    public init(milliseconds: Int64) {
        let local = milliseconds + Self.aheadMilliseconds
        number = local >= 0 ? local / Self.dayMilliseconds : (local + 1) / Self.dayMilliseconds - 1
    }

    /// Takes a date of the Gregorian calendar, years 1 to 9999; a date that does not exist is `nil`.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9_999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.days(ofMonth: month, year: year)
        else { return nil }
        // Days from civil: years start in March, so that the leap day is the last of its year.
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = Int64(era * 146_097 + dayOfEra - 719_468)
    }

    /// Reads `yyyymmdd`; anything else, and a date that does not exist, is `nil`.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 8 else { return nil }
        var value = 0
        for byte in text.utf8 {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        self.init(year: value / 10_000, month: value / 100 % 100, day: value % 100)
    }

    /// Year, month and day.
    public var date: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (
            Int(yearOfEra + era * 400 + (month <= 2 ? 1 : 0)), Int(month),
            Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
        )
    }

    /// The instant at which the day begins, in milliseconds since 1970-01-01T00:00:00Z.
    public var startMilliseconds: Int64 { number * Self.dayMilliseconds - Self.aheadMilliseconds }

    /// The eight digits `yyyymmdd` as a number, for the years 1 to 9999.
    public var digits: Int {
        let date = date
        return date.year * 10_000 + date.month * 100 + date.day
    }

    /// The date as `yyyymmdd`.
    public var description: String {
        let text = String(digits)
        return String(repeating: "0", count: max(0, 8 - text.count)) + text
    }

    /// The instants of some days, in milliseconds since 1970-01-01T00:00:00Z; none where the last lies before the first.
    ///
    /// - Parameters:
    ///   - first: the first day; `nil` for the beginning of time.
    ///   - last: the last day; `nil` for its end.
    public static func span(from first: LocalDay?, through last: LocalDay?) -> Range<Int64> {
        let end = last.map { LocalDay(number: $0.number + 1).startMilliseconds } ?? .max
        return min(first?.startMilliseconds ?? .min, end)..<end
    }

    /// Orders by time.
    public static func < (left: LocalDay, right: LocalDay) -> Bool { left.number < right.number }

    private static func days(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
