import CaseModel

/// A moment as the API writes it: RFC 3339 in Asia/Shanghai with milliseconds, `2026-11-23T23:15:00.042+08:00`.
struct Timestamp: Hashable, Sendable, Encodable, CustomStringConvertible {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    let milliseconds: Int64

    /// Takes milliseconds since 1970-01-01T00:00:00Z.
    init(_ milliseconds: Int64) { self.milliseconds = milliseconds }

    var description: String {
        let day = LocalDay(milliseconds: milliseconds)
        let date = day.date
        let rest = Int(milliseconds - day.startMilliseconds)
        return "\(pad(date.year, 4))-\(pad(date.month, 2))-\(pad(date.day, 2))T"
            + "\(pad(rest / 3_600_000, 2)):\(pad(rest / 60_000 % 60, 2)):\(pad(rest / 1_000 % 60, 2))"
            + ".\(pad(rest % 1_000, 3))+08:00"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    private func pad(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
