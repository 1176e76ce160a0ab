/// One fault of a catalogue: which item, which guide, and what is wrong with it.
public struct CatalogueFault: Hashable, Sendable, CustomStringConvertible {
    /// Where in the catalogue it lies.
    public enum Place: Hashable, Sendable {
        /// In the item of this place in the list.
        case item(Int)
        /// In the guide of this place in the list.
        case guide(Int)
        /// In the catalogue as a whole.
        case whole
    }

    /// Where in the catalogue it lies.
    public var place: Place
    /// The item's code; empty for the whole catalogue.
    public var item: String
    /// The handling city, for a guide.
    public var city: CityCode?
    /// The guide's version, for a guide.
    public var version: Int?
    /// What is wrong, and with which field.
    public var refusal: CaseRefusal

    /// Describes a fault.
    public init(
        _ refusal: CaseRefusal,
        at place: Place = .whole,
        item: String = "",
        city: CityCode? = nil,
        version: Int? = nil
    ) {
        self.place = place
        self.item = item
        self.city = city
        self.version = version
        self.refusal = refusal
    }

    /// One line: item, city, version, field and what to do.
    public var description: String {
        let guide = city.map { " in \($0)\(version.map { " version \($0)" } ?? "")" } ?? ""
        return (item.isEmpty ? "catalogue" : "item \(item)") + guide + ": \(refusal)"
    }
}

/// All faults of a catalogue that is refused as a whole.
public struct CatalogueFaults: Error, Hashable, Sendable, CustomStringConvertible {
    /// The faults, items first, in the order of the lists; at least one.
    public var faults: [CatalogueFault]

    /// Gathers faults.
    public init(_ faults: [CatalogueFault]) { self.faults = faults }

    /// One line for each.
    public var description: String { faults.map(\.description).joined(separator: "\n") }
}
