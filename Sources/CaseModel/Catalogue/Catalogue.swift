/// All items and guides that a node works by (事项目录): checked, and never changed after that.
///
/// A reload makes a new one and puts it in the old one's place.
public struct Catalogue: Sendable {
    /// The items, by code.
    public let items: [Item]
    /// Where an item stands, by every code that means it.
    private let places: [String: Int]
    /// The guides of each item, by city, older versions first.
    private let guidesOfItem: [[CityCode: [Guide]]]

    /// A catalogue without items.
    public init() {
        items = []
        places = [:]
        guidesOfItem = []
    }

    /// Takes items and guides when all of them are complete and fit together, and names every fault otherwise.
    public init(items: [Item], guides: [Guide]) throws(CatalogueFaults) {
        var check = CatalogueCheck()
        check.items(items)
        check.guides(guides)
        guard check.faults.isEmpty else { throw CatalogueFaults(check.faults) }
        self.items = items.sorted { $0.code < $1.code }
        var places: [String: Int] = [:]
        for (place, item) in self.items.enumerated() {
            for code in [item.code] + item.localCodes { places[code] = place }
        }
        var guidesOfItem: [[CityCode: [Guide]]] = Array(repeating: [:], count: items.count)
        for guide in guides {
            guard let place = places[guide.item] else { continue }
            guidesOfItem[place][guide.city, default: []].append(guide)
        }
        for guide in guides where places[guide.implementationCode] == nil {
            places[guide.implementationCode] = places[guide.item]
        }
        for place in guidesOfItem.indices {
            for city in guidesOfItem[place].keys {
                guidesOfItem[place][city]?.sort { $0.period.from < $1.period.from }
            }
        }
        self.places = places
        self.guidesOfItem = guidesOfItem
    }

    /// The item that a code means: a national, local or implementation code, character by character.
    public func item(_ code: String) -> Item? { places[code].map { items[$0] } }

    /// The version that is in force in a city on a day, or `nil` when the city does not handle the item then.
    public func guide(for code: String, city: CityCode, on day: LocalDay) -> Guide? {
        versions(for: code, city: city).last { $0.period.from <= day }.flatMap { $0.period.contains(day) ? $0 : nil }
    }

    /// One version of a city's guide, in force or not: the one that a case is pinned to.
    public func guide(for code: String, city: CityCode, version: Int) -> Guide? {
        versions(for: code, city: city).first { $0.version == version }
    }

    /// All versions of a city's guide, older ones first.
    public func versions(for code: String, city: CityCode) -> [Guide] {
        places[code].flatMap { guidesOfItem[$0][city] } ?? []
    }

    /// The cities that have a guide for an item, in force or not, by code.
    public func cities(for code: String) -> [CityCode] {
        places[code].map { guidesOfItem[$0].keys.sorted() } ?? []
    }

    /// All guides, by item, city and version.
    public var guides: [Guide] {
        guidesOfItem.flatMap { cities in cities.keys.sorted().flatMap { cities[$0] ?? [] } }
    }
}
