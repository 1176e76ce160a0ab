/// Who gets a parcel: an office, or the applicant at home.
///
/// An applicant's name and address stand on the label and are not kept here.
public struct ParcelReceiver: Hashable, Sendable, Codable {
    /// The office, 1 to 100 characters; `nil` for the applicant.
    public var office: String?
    /// The city that the parcel goes to.
    public var city: CityCode

    /// Names a receiver.
    public init(office: String?, city: CityCode) {
        self.office = office
        self.city = city
    }

    /// True where the parcel goes to the applicant and not to an office.
    public var isApplicant: Bool { office == nil }
}
