/// What an entry says, by the name that the API uses.
public enum FeedKind: String, Hashable, Sendable, CaseIterable, Codable {
    /// A case was submitted.
    case submitted
    /// The collecting city offers what was asked for.
    case supplementOffered
    /// The collecting city reports that the result was handed over.
    case deliveryReported
    /// The case is in the handling city's file (收件).
    case registered
    /// It was accepted (受理).
    case accepted
    /// Correction was asked for (补正).
    case correctionRequested
    /// The correction came (已补正).
    case supplemented
    /// It was not accepted (不予受理).
    case declined
    /// It was decided (办结).
    case decided
    /// The result was handed over (送达).
    case delivered
    /// The liaison is asked to look at what the applicant brought (即时响应).
    case consulted
    /// The collecting city hands over what was consulted on (推送).
    case handOverOffered
    /// An office of the collecting city did its leg (多地联办).
    case legReported
    /// The applicant takes the application back (撤回).
    case withdrawalRequested
    /// The materials meet the local standard (材料符合).
    case endorsed
    /// The liaison said what is missing (需补齐).
    case objected
    /// What was consulted on is in the handling city's file (收件).
    case handedOver
    /// The handling city's window passed it on (属地复核).
    case forwarded
    /// What was asked for never came (补正不来).
    case lapsed
    /// Accepted, since nothing was said in time (视为受理).
    case acceptedBySilence
    /// A special procedure began (特别程序).
    case suspended
    /// It is over.
    case resumed
    /// The time limit was extended (延长).
    case extended
    /// The reviewer's opinion (审查意见).
    case reviewed
    /// One office did its leg (多地联办).
    case legConcluded
    /// Granted; the certificate is being made (准予).
    case approved
    /// The certificate is made (制证).
    case issued
    /// The applicant took it back (撤回).
    case withdrawn
    /// Passed on to another authority (转报).
    case passedOn
    /// Void (作废).
    case voided
    /// In the archive (归档).
    case archived
    /// A node could not apply an entry.
    case refused
    /// Text for operators.
    case notice
    /// A member's next signing key.
    case keyAnnounced
    /// The city that does not own a shared record asked for a change (请求变更共享台账).
    case sharedChangeRequested
    /// A shared record changed (共享台账变更).
    case sharedChanged
    /// A kind that this version does not know.
    case unknown
}
