/// One line of the event feed (事件流): something that was written to a node's journal.
public struct FeedEvent: Hashable, Sendable {
    /// The place in the journal, rising; the `id` of the server-sent event.
    public var id: Int64
    /// When it was said, in milliseconds since 1970-01-01T00:00:00Z.
    public var at: Int64
    /// What was said.
    public var kind: FeedKind
    /// The city that said it.
    public var city: CityCode
    /// The other city.
    public var peer: CityCode
    /// The cases it speaks of: one, none for a notice, or many where a peer registered many at once.
    public var subjects: [EventSubject]

    /// Makes an event.
    public init(
        id: Int64,
        at: Int64,
        kind: FeedKind,
        city: CityCode,
        peer: CityCode,
        subjects: [EventSubject]
    ) {
        self.id = id
        self.at = at
        self.kind = kind
        self.city = city
        self.peer = peer
        self.subjects = subjects
    }

    /// The numbers of the cases it speaks of.
    public var numbers: [CaseNumber] { subjects.map(\.number) }
}

/// A case that an event speaks of: what filters ask for, and what spares a reader a question.
///
/// It holds no personal data.
public struct EventSubject: Hashable, Sendable {
    /// The case.
    public var number: CaseNumber
    /// Its item's code; `nil` where the case is not here.
    public var item: String?
    /// Which side of it this node is on; `nil` where the case is not here.
    public var side: Side?
    /// Its state when the event was read, which is not before the event; `nil` where the case is not here.
    public var state: CaseState?
    /// Its version then.
    public var version: Int?
    /// The offices that had a part in it by the event: the one that handed it in, and all that acted on it through this
    /// event; `nil` where nobody asked for them.
    public var offices: Set<String>?

    /// Names a case of which nothing else is known.
    public init(_ number: CaseNumber) { self.number = number }

    /// Tells of a case as it stands at one of its cities.
    public init(_ record: CaseRecord, at city: CityCode, offices: Set<String>? = nil) {
        number = record.number
        item = record.itemCode
        side = record.side(of: city)
        state = record.state
        version = record.version
        self.offices = offices
    }
}

extension FeedEvent: Encodable {
    private enum CodingKeys: String, CodingKey {
        case id, at, kind, city, peer, cases, item, side, state, version
    }

    /// Writes the event as the feed and the webhooks tell it; what is known of a case alone stands where it is the only one.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(LocalTime.text(at), forKey: .at)
        try container.encode(kind, forKey: .kind)
        try container.encode(city, forKey: .city)
        try container.encode(peer, forKey: .peer)
        try container.encode(subjects.map { $0.number.description }, forKey: .cases)
        guard subjects.count == 1, let only = subjects.first else { return }
        try container.encodeIfPresent(only.item, forKey: .item)
        try container.encodeIfPresent(only.side, forKey: .side)
        try container.encodeIfPresent(only.state?.rawValue, forKey: .state)
        try container.encodeIfPresent(only.version, forKey: .version)
    }
}
