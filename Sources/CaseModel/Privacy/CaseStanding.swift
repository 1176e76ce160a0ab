/// What access depends on, of a case and one city.
public struct CaseStanding: Hashable, Sendable {
    /// The city's side, or `nil` when it has no part in the case.
    public var side: Side?
    /// The city's offices with which the case lies, as the case names them; `nil` while it lies with none of them, so that
    /// any of them may take it up.
    public var offices: Set<String>?
    /// Whether the case is closed: nothing more can happen.
    public var isClosed: Bool

    /// States how a case stands.
    public init(side: Side?, offices: Set<String>?, isClosed: Bool) {
        self.side = side
        self.offices = offices
        self.isClosed = isClosed
    }

    /// Takes side and end from a case.
    public init(_ record: CaseRecord, city: CityCode, offices: Set<String>?) {
        self.init(side: record.side(of: city), offices: offices, isClosed: record.state.isClosed)
    }

    /// Takes everything from a case and what the city's people said about it.
    ///
    /// At the collecting city a case lies with the office that handed it in. At the handling city it lies with no office
    /// until one of the department has acted: whoever examines it first has to see it first. On both sides it lies with
    /// all that have acted since, and with those that have a leg of joint handling there.
    ///
    /// - Parameters:
    ///   - record: the case.
    ///   - city: the city.
    ///   - submission: what was submitted; `nil` where it was erased.
    ///   - said: what people of this city said about the case, the submission apart.
    public init(_ record: CaseRecord, city: CityCode, submission: Submission?, said: [any Deed]) {
        let side = record.side(of: city)
        var offices = Set(said.compactMap { ($0 as? any OfficeDeed)?.office })
        offices.formUnion(record.terms.legs.filter { $0.side == side }.map(\.office))
        var isTakenUp = true
        switch side {
        case .collecting: if let submission { offices.insert(submission.office) }
        case .handling: isTakenUp = said.contains { $0.role == .reviewer || $0.role == .decider }
        case nil: break
        }
        self.init(record, city: city, offices: isTakenUp ? offices : nil)
    }
}
