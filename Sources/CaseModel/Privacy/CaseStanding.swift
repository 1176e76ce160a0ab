/// What access depends on, of a case and one city.
public struct CaseStanding: Hashable, Sendable {
    /// The city's side, or `nil` when it has no part in the case.
    public var side: Side?
    /// The codes of the city's offices with which the case lies.
    public var offices: Set<String>
    /// Whether the case is closed: nothing more can happen.
    public var isClosed: Bool

    /// States how a case stands.
    public init(side: Side?, offices: Set<String>, isClosed: Bool) {
        self.side = side
        self.offices = offices
        self.isClosed = isClosed
    }

    /// Takes side and end from a case.
    public init(_ record: CaseRecord, city: CityCode, offices: Set<String>) {
        self.init(side: record.side(of: city), offices: offices, isClosed: record.state.isClosed)
    }
}
