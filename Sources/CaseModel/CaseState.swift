/// Where a case stands in its business.
///
/// Transport (sent, received) is not a state: it follows from stream positions.
///
/// How states follow on each other is in ``CaseLifecycle``, and nowhere else.
public enum CaseState: String, Hashable, Sendable, CaseIterable, Codable {
    /// Collected and handed to the exchange; the handling city has not taken it into its file yet (已提交).
    case submitted
    /// In the handling city's file, waiting for its department (已收件).
    case registered
    /// The applicant was told once, and everything at once, what is missing (补正).
    case correcting
    /// The department took the case on (已受理).
    case accepted
    /// The department did not take it on (不予受理).
    case declined
    /// The department decided (办结).
    case decided
    /// The applicant has the result or the refusal in hand (已送达). The end.
    case delivered
    /// The handling city's node could not take the submission; it is in quarantine there.
    case refused

    /// True where nothing more can happen.
    public var isFinal: Bool { self == .delivered }
}
