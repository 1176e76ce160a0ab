/// A time on the clock in Asia/Shanghai, to the minute.
public struct TimeOfDay: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Minutes since midnight, 0 to 1,440; 1,440 is the end of the day.
    public let minute: Int

    /// Takes minutes since midnight; anything but 0 to 1,440 is `nil`.
    public init?(minute: Int) {
        guard (0...1_440).contains(minute) else { return nil }
        self.minute = minute
    }

    /// Reads `hh:mm` from `00:00` to `24:00`; anything else is `nil`.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[2] == UInt8(ascii: ":"),
            [bytes[0], bytes[1], bytes[3], bytes[4]].allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        let hours = Int(bytes[0] - 0x30) * 10 + Int(bytes[1] - 0x30)
        let minutes = Int(bytes[3] - 0x30) * 10 + Int(bytes[4] - 0x30)
        guard minutes < 60 else { return nil }
        self.init(minute: hours * 60 + minutes)
    }

    init(hour: Int, minute: Int) { self.minute = hour * 60 + minute }

    /// The same in milliseconds since midnight.
    public var milliseconds: Int64 { Int64(minute) * 60_000 }

    /// The time as `hh:mm`.
    public var description: String {
        let (hours, minutes) = (minute / 60, minute % 60)
        return "\(hours < 10 ? "0" : "")\(hours):\(minutes < 10 ? "0" : "")\(minutes)"
    }

    /// Orders by time.
    public static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.minute < right.minute }
}

extension TimeOfDay: Codable {
    /// Reads `hh:mm` from a string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let time = TimeOfDay(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "a time of day is hh:mm, like \"17:30\""
            )
        }
        self = time
    }

    /// Writes `hh:mm` as a string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
