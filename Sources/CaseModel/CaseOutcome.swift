/// What becomes of an action.
public enum CaseOutcome: Hashable, Sendable {
    /// The handling city's word is enough: apply this event, and send it.
    case event(CaseEvent)
    /// The collecting city asks: send this, and nothing changes until the answer comes.
    case request(CaseRequest)
}
