/// What the collecting city asks of the handling city, whose node answers with an event.
public enum CaseRequest: Hashable, Sendable {
    /// Here is what the liaison or the correction asked for.
    case supplement(Supplement)
    /// What was consulted on is handed over.
    case handOver(HandOver)
    /// An office here did its part of joint handling.
    case legReport(LegReport)
    /// The applicant takes the application back.
    case withdrawal(Withdrawal)
    /// The applicant has the result.
    case delivery(Delivery)

    /// What is said, whatever the request.
    public var deed: any Deed {
        switch self {
        case .supplement(let said): said
        case .handOver(let said): said
        case .legReport(let said): said
        case .withdrawal(let said): said
        case .delivery(let said): said
        }
    }

    /// The event that grants it; `sequence` is the request's number on the case lane.
    public func answer(sequence: UInt64) -> CaseEvent {
        switch self {
        case .supplement: .supplemented(request: sequence)
        case .handOver(let said): .handedOver(said)
        case .legReport(let said): .legConcluded(said)
        case .withdrawal(let said): .withdrawn(said)
        case .delivery(let said): .delivered(said)
        }
    }
}
