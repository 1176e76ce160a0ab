/// What becomes of an action.
public enum CaseOutcome: Hashable, Sendable {
    /// The handling city's word is enough: send this event; `next` is the case after it.
    case event(CaseEvent, next: CaseRecord)
    /// The collecting city asks: send this, and nothing changes until the answer comes.
    case request(CaseRequest)
}
