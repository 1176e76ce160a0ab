/// One part of joint handling (多地联办): an office that does its share under the one application.
public struct GuideLeg: Hashable, Sendable, Codable {
    /// A short key, used once in a guide, 1 to 50 characters.
    public var key: String
    /// What is done, 1 to 100 characters.
    public var name: String
    /// Whose office does it, 1 to 100 characters.
    public var office: String
    /// In which city that office is: the handling one, or the one that collects (办理地, 收件地).
    public var side: Side
    /// The keys of the legs that must be closed before; empty when it can begin at once.
    public var after: [String]
    /// How long it may take.
    public var limit: TimeLimit

    /// Describes a leg.
    public init(key: String, name: String, office: String, side: Side, after: [String] = [], limit: TimeLimit) {
        self.key = key
        self.name = name
        self.office = office
        self.side = side
        self.after = after
        self.limit = limit
    }

    /// Reads a leg; the legs before it may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        key = try container.decode(String.self, forKey: .key)
        name = try container.decode(String.self, forKey: .name)
        office = try container.decode(String.self, forKey: .office)
        side = try container.decode(Side.self, forKey: .side)
        after = try container.decodeIfPresent([String].self, forKey: .after) ?? []
        limit = try container.decode(TimeLimit.self, forKey: .limit)
    }

    /// Finds everything that is wrong with the legs of a guide, a circle of waiting included.
    static func check(_ legs: [GuideLeg], _ list: inout FaultList) {
        list.count(legs.count, max: CatalogueLimits.legsMax, "legs")
        let keys = Set(legs.map(\.key))
        for (index, leg) in legs.enumerated() {
            let path = "legs[\(index)]"
            list.name(leg.key, max: CatalogueLimits.keyCharactersMax, "\(path).key")
            list.name(leg.name, "\(path).name")
            list.name(leg.office, "\(path).office")
            list.limit(leg.limit, "\(path).limit")
            for (place, key) in leg.after.enumerated() where !keys.contains(key) {
                list.require(
                    false,
                    .malformed,
                    "there is no leg '\(key)': the legs are \(legs.map(\.key).joined(separator: ", "))",
                    "\(path).after[\(place)]"
                )
            }
            list.unique(leg.after, "\(path).after")
        }
        list.unique(legs.map(\.key), "legs", ".key")
        if let stuck = stuck(legs, known: keys) {
            list.require(
                false,
                .inconsistent,
                "these legs wait for each other in a circle, so none of them can begin",
                "legs[\(stuck)].after"
            )
        }
    }

    /// The first leg that can never begin, though all that it waits for are there.
    private static func stuck(_ legs: [GuideLeg], known: Set<String>) -> Int? {
        var closed: Set<String> = []
        var waiting = Array(legs.indices)
        while !waiting.isEmpty {
            let ready = waiting.filter { legs[$0].after.allSatisfy { closed.contains($0) || !known.contains($0) } }
            if ready.isEmpty { return waiting.first }
            for index in ready { closed.insert(legs[index].key) }
            waiting.removeAll { ready.contains($0) }
        }
        return nil
    }
}
