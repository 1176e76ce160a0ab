/// What the collecting city asks of the handling city, whose node answers with an event.
public enum CaseRequest: Hashable, Sendable {
    /// Here is what the correction asked for.
    case supplement(Supplement)
    /// The applicant has the result.
    case delivery(Delivery)
}
