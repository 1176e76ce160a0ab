/// A case as both cities hold it: what its events add up to.
///
/// Holds no personal data, so that lists and searches need none; that stays in the entries.
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
    /// Where the case stands.
    public var state: CaseState
    /// How many events changed it, from 1.
    public var version: Int
    /// How often a correction was asked for.
    public var corrections: Int
    /// How it ended, or `nil` while it runs.
    ///
    /// Set by the decision or the decline, not by the delivery.
    public var ending: EndingCode?
    /// When it was submitted, in milliseconds since 1970-01-01T00:00:00Z.
    public var submittedAt: Int64
    /// When it last changed, in milliseconds since 1970-01-01T00:00:00Z.
    public var changedAt: Int64

    /// Puts a record together that was stored or sent; makes no check.
    public init(
        number: CaseNumber,
        collecting: CityCode,
        handling: CityCode,
        itemCode: String,
        itemName: String,
        state: CaseState,
        version: Int,
        corrections: Int,
        ending: EndingCode?,
        submittedAt: Int64,
        changedAt: Int64
    ) {
        self.number = number
        self.collecting = collecting
        self.handling = handling
        self.itemCode = itemCode
        self.itemName = itemName
        self.state = state
        self.version = version
        self.corrections = corrections
        self.ending = ending
        self.submittedAt = submittedAt
        self.changedAt = changedAt
    }

    /// The city's side of this case, or `nil` when it has none.
    public func side(of city: CityCode) -> Side? {
        city == handling ? .handling : city == collecting ? .collecting : nil
    }

    /// What a person at this side can do now.
    public func actions(at side: Side) -> [CaseAction.Kind] {
        CaseLifecycle.actions(in: state, side: side, corrections: corrections)
    }
}
