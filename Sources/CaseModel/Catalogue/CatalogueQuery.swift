/// What is searched for in a catalogue, and in which part of it.
public struct CatalogueQuery: Hashable, Sendable, Codable {
    /// A code, a name or a part of one, English words, or pinyin initials; at most 100 characters.
    ///
    /// An empty text lists all. Words with spaces between them, at most 8, must all be found.
    public var text: String
    /// Only items of this field (领域).
    public var field: String?
    /// Only items that this city has a guide for.
    public var city: CityCode?
    /// Only items that the city, or any city, offers in this mode.
    public var mode: HandlingMode?
    /// Only items for this kind of applicant.
    public var applicant: Applicant.Kind?
    /// How many hits at most, 1 to 100.
    public var limit: Int
    /// Where the page before ended: its ``CataloguePage/next``.
    public var cursor: String?

    /// Asks.
    public init(
        text: String = "",
        field: String? = nil,
        city: CityCode? = nil,
        mode: HandlingMode? = nil,
        applicant: Applicant.Kind? = nil,
        limit: Int = 20,
        cursor: String? = nil
    ) {
        self.text = text
        self.field = field
        self.city = city
        self.mode = mode
        self.applicant = applicant
        self.limit = limit
        self.cursor = cursor
    }
}

/// One item that was found.
public struct CatalogueHit: Hashable, Sendable, Codable {
    /// How well it fits, best first.
    public enum Match: String, Hashable, Sendable, CaseIterable, Codable, Comparable {
        /// A code or a name is just this.
        case exact
        /// A code or a name begins with it.
        case prefix
        /// A name holds it, or English words begin with it.
        case part
        /// The pinyin initials of a name hold it.
        case pinyin

        /// Orders from the best on.
        public static func < (left: Match, right: Match) -> Bool { left.order < right.order }

        private var order: Int {
            switch self {
            case .exact: 0
            case .prefix: 1
            case .part: 2
            case .pinyin: 3
            }
        }
    }

    /// The item.
    public var item: Item
    /// How well it fits.
    public var match: Match
    /// The cities with a guide in force for it, by code.
    public var cities: [CityCode]

    /// Describes a hit.
    public init(item: Item, match: Match, cities: [CityCode]) {
        self.item = item
        self.match = match
        self.cities = cities
    }
}

/// Some hits, and where to go on.
public struct CataloguePage: Hashable, Sendable, Codable {
    /// The hits, best first, then by the items' codes.
    public var hits: [CatalogueHit]
    /// What to give as ``CatalogueQuery/cursor`` for the next page; `nil` when this is the last one.
    public var next: String?

    /// Describes a page.
    public init(hits: [CatalogueHit], next: String?) {
        self.hits = hits
        self.next = next
    }
}
