/// What a person asks for at a city's own counter or desk.
///
/// Submitting is not here, since there is no case yet: see ``CaseRecord/init(submitted:at:)``.
public enum CaseAction: Hashable, Sendable {
    /// What an action is, without what it says.
    ///
    /// The raw value is the name that callers use.
    public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
        case accept, requestCorrection, decline, decide, supplement, confirmDelivery
    }

    /// Take the case on (受理); handling city.
    case accept(Acceptance)
    /// Ask for everything that is missing (补正告知); handling city, once.
    case requestCorrection(Correction)
    /// Do not take the case on (不予受理); handling city.
    case decline(Decline)
    /// Decide (办结); handling city.
    case decide(Decision)
    /// Hand in what was asked for (补正); collecting city.
    case supplement(Supplement)
    /// Say that the applicant has the result (送达); collecting city.
    case confirmDelivery(Delivery)

    /// What the action is.
    public var kind: Kind {
        switch self {
        case .accept: .accept
        case .requestCorrection: .requestCorrection
        case .decline: .decline
        case .decide: .decide
        case .supplement: .supplement
        case .confirmDelivery: .confirmDelivery
        }
    }
}
