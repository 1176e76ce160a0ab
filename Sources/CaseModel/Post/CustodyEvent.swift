/// One link of a parcel's chain of custody (交接记录): what happened, when, where, and who says so.
public struct CustodyEvent: Hashable, Sendable, Codable {
    /// What happened.
    public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
        /// Packed with its list and sealed (封装).
        case packed
        /// Given to the carrier or the messenger (交寄).
        case handedOver = "handed-over"
        /// Seen by the carrier on the way (在途扫描).
        case scanned
        /// The carrier says that it was delivered (妥投).
        case delivered
        /// A person has it in hand (签收).
        case received
        /// Opened, and everything on the list is there (清点无误).
        case openedComplete = "opened-complete"
        /// Opened, and something differs from the list (清点不符).
        case openedDiffering = "opened-differing"
        /// Nobody knows where it is (遗失).
        case lost
        /// Another parcel, or a paper issued again, stands for it (补寄).
        case replaced
    }

    /// What happened.
    public var kind: Kind
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    public var at: Int64
    /// The city that says so.
    public var city: CityCode
    /// Who says so, 1 to 100 characters; for a scan, the carrier's station.
    public var officer: String
    /// A word, at most 4,000 characters.
    public var note: String
    /// Whether the seal was whole; said when a person receives the parcel, and only then.
    public var isSealIntact: Bool?
    /// What differs from the list; said for ``Kind/openedDiffering``, and only then.
    public var differences: [ContentDifference]
    /// The parcel that replaces this one; said for ``Kind/replaced``, and only then.
    public var replacement: String?

    /// Fills an event.
    public init(
        _ kind: Kind,
        at: Int64,
        city: CityCode,
        officer: String,
        note: String = "",
        isSealIntact: Bool? = nil,
        differences: [ContentDifference] = [],
        replacement: String? = nil
    ) {
        self.kind = kind
        self.at = at
        self.city = city
        self.officer = officer
        self.note = note
        self.isSealIntact = isSealIntact
        self.differences = differences
        self.replacement = replacement
    }

    /// Reads an event; what its kind does not need may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        kind = try container.decode(Kind.self, forKey: .kind)
        at = try container.decode(Int64.self, forKey: .at)
        city = try container.decode(CityCode.self, forKey: .city)
        officer = try container.decode(String.self, forKey: .officer)
        note = try container.decodeIfPresent(String.self, forKey: .note) ?? ""
        isSealIntact = try container.decodeIfPresent(Bool.self, forKey: .isSealIntact)
        differences = try container.decodeIfPresent([ContentDifference].self, forKey: .differences) ?? []
        replacement = try container.decodeIfPresent(String.self, forKey: .replacement)
    }
}
