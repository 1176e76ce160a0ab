/// Which events somebody wants to hear of; what is left out asks for nothing, and everything that is given must hold.
///
/// Whether an event passes depends on the event and on what was said before it, never on what came later: who reads the
/// same place twice hears the same.
public struct EventFilter: Hashable, Sendable {
    /// One of these cases.
    public var cases: Set<CaseNumber> = []
    /// A case about one of these items (事项), by their codes.
    public var items: Set<String> = []
    /// A case in which one of these offices had a part: it handed it in, or acted on it.
    public var offices: Set<String> = []
    /// One of these kinds.
    public var kinds: Set<FeedKind> = []
    /// A case of which this node is on that side.
    public var side: Side?

    /// Values in one list at most.
    public static let valuesMax = 100
    /// The longest name of an office, in characters.
    public static let officeCharactersMax = 100

    /// Lets everything through.
    public init() {}

    /// Whether only events that speak of a case can pass.
    public var asksForCases: Bool { !cases.isEmpty || !items.isEmpty || !offices.isEmpty || side != nil }

    /// The event with those of its cases that pass; `nil` where it does not pass.
    public func narrowing(_ event: FeedEvent) -> FeedEvent? {
        guard kinds.isEmpty || kinds.contains(event.kind) else { return nil }
        guard asksForCases else { return event }
        var narrowed = event
        narrowed.subjects.removeAll { !takes($0) }
        return narrowed.subjects.isEmpty ? nil : narrowed
    }

    /// Finds the first list with too many values or with one that can't be.
    public func checked() throws(CaseRefusal) -> EventFilter {
        for (name, count) in [
            ("cases", cases.count), ("items", items.count), ("offices", offices.count), ("kinds", kinds.count),
        ] where count > Self.valuesMax {
            throw CaseRefusal(.tooMuch, "\(name) has at most \(Self.valuesMax) values", field: name)
        }
        for (name, values, max) in [
            ("items", items, CaseLimits.itemCodeCharactersMax), ("offices", offices, Self.officeCharactersMax),
        ] where values.contains(where: { !(1...max).contains($0.unicodeScalars.count) }) {
            throw CaseRefusal(.tooLong, "each value of \(name) has 1 to \(max) characters", field: name)
        }
        return self
    }

    private func takes(_ subject: EventSubject) -> Bool {
        (cases.isEmpty || cases.contains(subject.number))
            && (items.isEmpty || subject.item.map(items.contains) ?? false)
            && (side == nil || subject.side == side)
            && (offices.isEmpty || subject.offices.map { !offices.isDisjoint(with: $0) } ?? false)
    }
}

extension EventFilter: Codable {
    private enum CodingKeys: String, CodingKey { case cases, items, offices, kinds, side }

    /// Reads a filter; a list that is missing asks for nothing.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        cases = Set(try container.decodeIfPresent([CaseNumber].self, forKey: .cases) ?? [])
        items = Set(try container.decodeIfPresent([String].self, forKey: .items) ?? [])
        offices = Set(try container.decodeIfPresent([String].self, forKey: .offices) ?? [])
        kinds = Set(try container.decodeIfPresent([FeedKind].self, forKey: .kinds) ?? [])
        side = try container.decodeIfPresent(Side.self, forKey: .side)
    }

    /// Writes what is asked for, each list in order.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        if !cases.isEmpty { try container.encode(cases.map(\.description).sorted(), forKey: .cases) }
        if !items.isEmpty { try container.encode(items.sorted(), forKey: .items) }
        if !offices.isEmpty { try container.encode(offices.sorted(), forKey: .offices) }
        if !kinds.isEmpty { try container.encode(kinds.map(\.rawValue).sorted(), forKey: .kinds) }
        try container.encodeIfPresent(side, forKey: .side)
    }
}
