/// Something that happened to a case.
///
/// Both cities apply the same events in the same order.
///
/// The collecting city says the first, the handling city all others.
public enum CaseEvent: Hashable, Sendable {
    /// What an event is, without what it says.
    public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
        case submitted, registered, accepted, correctionRequested, supplemented, declined, decided, delivered, refused
    }

    /// The collecting city handed the case over (提交).
    case submitted(Submission)
    /// The handling city's node took it into its file (收件).
    case registered
    /// The department took it on (受理).
    case accepted(Acceptance)
    /// The department asked once for everything that is missing (补正).
    case correctionRequested(Correction)
    /// What was asked for came (已补正); `request` is the offer's sequence number on the case lane.
    case supplemented(request: UInt64)
    /// The department did not take it on (不予受理).
    case declined(Decline)
    /// The department decided (办结).
    case decided(Decision)
    /// The applicant has the result (送达).
    case delivered(Delivery)
    /// The handling city's node could not take the submission or a request.
    case refused(EntryRefusal)

    /// What the event is.
    public var kind: Kind {
        switch self {
        case .submitted: .submitted
        case .registered: .registered
        case .accepted: .accepted
        case .correctionRequested: .correctionRequested
        case .supplemented: .supplemented
        case .declined: .declined
        case .decided: .decided
        case .delivered: .delivered
        case .refused: .refused
        }
    }
}
