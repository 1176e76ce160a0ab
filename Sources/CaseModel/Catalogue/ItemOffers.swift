/// In which cities and modes an item is offered on which days: what a search filters by, without the guides.
struct ItemOffers: Sendable {
    private struct Offer: Sendable {
        var city: CityCode
        var period: GuidePeriod
        var modes: [HandlingMode]
    }

    private let offers: [Offer]

    /// Reads an item's guides.
    init(_ item: Item, in catalogue: Catalogue) {
        var offers: [Offer] = []
        for city in catalogue.cities(for: item.code) {
            let versions = catalogue.versions(for: item.code, city: city)
            for (index, guide) in versions.enumerated() {
                var period = guide.period
                // A version without a last day ends when the next one begins.
                if period.until == nil, index + 1 < versions.count {
                    period.until = LocalDay(number: versions[index + 1].period.from.number - 1)
                }
                offers.append(Offer(city: city, period: period, modes: guide.modes))
            }
        }
        self.offers = offers
    }

    /// Whether the city, or any city, has a guide in force that offers the mode, or any or none.
    func holds(city: CityCode?, mode: HandlingMode?, on day: LocalDay) -> Bool {
        if city == nil, mode == nil { return true }
        return offers.contains { offer in
            (city == nil || offer.city == city) && (mode.map(offer.modes.contains) ?? true)
                && offer.period.contains(day)
        }
    }

    /// The cities with a guide in force, by code.
    func cities(on day: LocalDay) -> [CityCode] {
        offers.filter { $0.period.contains(day) }.map(\.city)
    }
}
