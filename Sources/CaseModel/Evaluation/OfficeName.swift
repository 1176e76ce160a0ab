/// An office and its city, as parcels and evaluations name it.
public struct OfficeName: Hashable, Sendable, Codable {
    /// The office, 1 to 100 characters.
    public var office: String
    /// Its city.
    public var city: CityCode

    /// Names an office.
    public init(office: String, city: CityCode) {
        self.office = office
        self.city = city
    }
}
