/// The days on which a guide's version is in force, both included.
public struct GuidePeriod: Hashable, Sendable {
    /// The first day.
    public var from: LocalDay
    /// The last day, or `nil` when it holds until the next version does.
    public var until: LocalDay?

    /// Sets a period.
    public init(from: LocalDay, until: LocalDay? = nil) {
        self.from = from
        self.until = until
    }

    /// Whether the period has begun and not ended on a day.
    public func contains(_ day: LocalDay) -> Bool {
        day >= from && until.map { day <= $0 } ?? true
    }
}

extension GuidePeriod: Codable {
    private enum CodingKeys: CodingKey {
        case from
        case until
    }

    /// Reads days of the form `yyyymmdd`; the last one may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        from = try Self.day(container.decode(String.self, forKey: .from), in: container, .from)
        until = try container.decodeIfPresent(String.self, forKey: .until).map { text in
            try Self.day(text, in: container, .until)
        }
    }

    /// Writes days of the form `yyyymmdd`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(from.description, forKey: .from)
        try container.encodeIfPresent(until?.description, forKey: .until)
    }

    private static func day(
        _ text: String,
        in container: KeyedDecodingContainer<CodingKeys>,
        _ key: CodingKeys
    ) throws -> LocalDay {
        guard let day = LocalDay(text) else {
            throw DecodingError.dataCorruptedError(
                forKey: key,
                in: container,
                debugDescription: "a day is eight digits, like \"20260101\""
            )
        }
        return day
    }
}
