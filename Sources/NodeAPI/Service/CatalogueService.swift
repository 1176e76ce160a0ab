import CaseModel

/// Items and guides as this node works with them (事项目录与办事指南); nobody is asked for them over the network.
package protocol CatalogueService: Sendable {
    /// A page of items, best matches first; throws `.refused` for a question out of bounds.
    func items(_ query: CatalogueQuery) async throws(ServiceError) -> CataloguePage

    /// The item that a code means, with the cities that handle it; `nil` where the catalogue has none.
    func item(_ code: String) async throws(ServiceError) -> ItemEntry?

    /// How a city handles an item: the version that is asked for, else the one in force; `nil` where there is none.
    func guide(of code: String, in city: CityCode, version: Int?) async throws(ServiceError) -> Guide?
}

/// An item with where it is handled.
package struct ItemEntry: Hashable, Sendable, Encodable {
    /// The item.
    package var item: Item
    /// The cities with a guide for it, in force or not, by code.
    package var cities: [CityCode]

    /// Describes an item.
    package init(item: Item, cities: [CityCode]) {
        self.item = item
        self.cities = cities
    }
}

extension Catalogue {
    /// The item that a code means, as the API answers.
    package func entry(_ code: String) -> ItemEntry? {
        item(code).map { ItemEntry(item: $0, cities: cities(for: code)) }
    }

    /// A version of a city's guide, else the one in force on a day.
    package func guide(of code: String, in city: CityCode, version: Int?, on day: LocalDay) -> Guide? {
        version.map { guide(for: code, city: city, version: $0) } ?? guide(for: code, city: city, on: day)
    }
}
