/// A case as both cities hold it: what its events add up to.
///
/// Holds no personal data of applicants, so that lists and searches need none; that stays in the entries.
public struct CaseRecord: Hashable, Sendable, Codable {
    /// The case's number.
    public var number: CaseNumber
    /// The collecting city.
    public var collecting: CityCode
    /// The handling city.
    public var handling: CityCode
    /// The item's code.
    public var itemCode: String
    /// The item's name.
    public var itemName: String
    /// How the two cities share the work.
    public var mode: HandlingMode
    /// What of the guide the case is held to.
    public var terms: GuideTerms
    /// Where the case stands.
    public var state: CaseState
    /// How many events changed it, from 1.
    public var version: Int
    /// How often a correction was asked for.
    public var corrections: Int
    /// How it ended, or `nil` while it runs.
    ///
    /// Set by the decision, the decline or another ending, not by the delivery.
    public var ending: EndingCode?
    /// When it was submitted or first shown, in milliseconds since 1970-01-01T00:00:00Z.
    public var submittedAt: Int64
    /// When the handling city had it in its file (收件), in milliseconds since 1970-01-01T00:00:00Z.
    public var registeredAt: Int64?
    /// When it last changed, in milliseconds since 1970-01-01T00:00:00Z.
    public var changedAt: Int64
    /// What it has gathered; `nil` where that follows from the other fields.
    public var gathered: CaseProgress?

    /// Puts a record together that was stored or sent; makes no check.
    public init(
        number: CaseNumber,
        collecting: CityCode,
        handling: CityCode,
        itemCode: String,
        itemName: String,
        mode: HandlingMode = .online,
        terms: GuideTerms = .law,
        state: CaseState,
        version: Int,
        corrections: Int,
        ending: EndingCode?,
        submittedAt: Int64,
        registeredAt: Int64? = nil,
        changedAt: Int64,
        gathered: CaseProgress? = nil
    ) {
        self.number = number
        self.collecting = collecting
        self.handling = handling
        self.itemCode = itemCode
        self.itemName = itemName
        self.mode = mode
        self.terms = terms
        self.state = state
        self.version = version
        self.corrections = corrections
        self.ending = ending
        self.submittedAt = submittedAt
        self.registeredAt = registeredAt
        self.changedAt = changedAt
        self.gathered = gathered
    }

    /// The city's side of this case, or `nil` when it has none.
    public func side(of city: CityCode) -> Side? {
        city == handling ? .handling : city == collecting ? .collecting : nil
    }

    /// What a person at this side can do now.
    public func actions(at side: Side) -> [CaseAction.Kind] {
        CaseLifecycle.actions(in: state, side: side, mode: mode)
    }

    /// What a person in this role can do now at this side.
    public func actions(at side: Side, role: Role) -> [CaseAction.Kind] {
        actions(at: side).filter { action in
            CaseLifecycle.transition(from: state, action: action, side: side, mode: mode)?.roles.contains(role) ?? false
        }
    }

    /// The clocks, the gathered ones or what follows from the receipt.
    public var progress: CaseProgress {
        if let gathered { return gathered }
        var clocks = CaseClocks()
        // A receipt that no clock can start from does not exist: it was checked when the case was registered.
        if let registeredAt { try? clocks.start(.acceptance, at: registeredAt, limit: ClockLimits.acceptance) }
        return CaseProgress(clocks: clocks)
    }
}
