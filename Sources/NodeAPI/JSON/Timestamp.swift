import CaseModel

/// A moment as the API writes it: RFC 3339 in Asia/Shanghai with milliseconds, `2026-11-23T23:15:00.042+08:00`.
struct Timestamp: Hashable, Sendable, Encodable, CustomStringConvertible {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    let milliseconds: Int64

    /// Takes milliseconds since 1970-01-01T00:00:00Z.
    init(_ milliseconds: Int64) { self.milliseconds = milliseconds }

    var description: String { LocalTime.text(milliseconds) }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
