/// The answer to "can I do this here?": one item, one handling city, one mode, one day.
public enum Availability: Hashable, Sendable {
    /// No item has this code.
    case unknownItem
    /// The item is done in a national system, at this link.
    case elsewhere(link: String)
    /// The city has no guide for it on that day; these cities have.
    case otherCities([CityCode])
    /// The city handles it, but not in this mode; in these it does.
    case otherModes([HandlingMode])
    /// The city handles it in this mode, by this version of its guide.
    case offered(version: Int)
}

extension Catalogue {
    /// Says whether a city handles an item in a mode on a day.
    ///
    /// Without a mode any will do.
    public func availability(
        of code: String,
        city: CityCode,
        mode: HandlingMode? = nil,
        on day: LocalDay
    ) -> Availability {
        guard let item = item(code) else { return .unknownItem }
        if item.kind == .jump, let link = item.link { return .elsewhere(link: link) }
        guard let guide = guide(for: code, city: city, on: day) else {
            return .otherCities(cities(for: code).filter { self.guide(for: code, city: $0, on: day) != nil })
        }
        if let mode, !guide.modes.contains(mode) { return .otherModes(guide.modes) }
        return .offered(version: guide.version)
    }
}
