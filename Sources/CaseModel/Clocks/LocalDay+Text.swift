extension LocalDay {
    /// Reads `yyyy-mm-dd`, as calendars write days; anything else, and a date that does not exist, is `nil`.
    public init?(dashed text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2] else { return nil }
        self.init(parts.joined())
    }

    /// The date as `yyyy-mm-dd`, for people.
    public var dashed: String {
        let digits = description
        return "\(digits.dropLast(4))-\(digits.suffix(4).prefix(2))-\(digits.suffix(2))"
    }
}

extension LocalDay: Codable {
    /// Reads the eight digits from a string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let day = LocalDay(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "a day is eight digits, like \"20261123\""
            )
        }
        self = day
    }

    /// Writes the eight digits as a string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
