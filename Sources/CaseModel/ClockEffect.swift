/// What an event does to a case's clocks.
public enum ClockEffect: String, Hashable, Sendable, CaseIterable, Codable {
    /// Nothing.
    case none
    /// The department's days to say whether it takes the case on begin.
    case startAcceptance
    /// They stand still, and the applicant's days to bring what is missing begin.
    case startCorrection
    /// The applicant's days end, the department's go on.
    case endCorrection
    /// The days to decide begin, for the whole and for each leg that can begin.
    case startDecision
    /// They begin as if the case had been accepted on the day of receipt.
    case startDecisionFromReceipt
    /// The days to decide stand still.
    case pauseDecision
    /// They go on.
    case resumeDecision
    /// They become more, once.
    case extendDecision
    /// One leg's days end, and those of the legs that waited for it begin.
    case concludeLeg
    /// The days to decide end, those to deliver begin.
    case startDelivery
    /// The days to deliver end.
    case stopDelivery
    /// All clocks end.
    case stopAll
}
