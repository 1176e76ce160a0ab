/// Something that happened to a case.
///
/// Both cities apply the same events in the same order.
///
/// The collecting city says the first, the handling city all others.
public enum CaseEvent: Hashable, Sendable {
    /// What an event is, without what it says.
    public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
        case consulted, endorsed, objected, handedOver
        case submitted, registered, forwarded, correctionRequested, supplemented, lapsed
        case accepted, acceptedBySilence, declined
        case suspended, resumed, extended, reviewed, legConcluded
        case approved, issued, decided
        case withdrawn, passedOn, voided, delivered, archived
        case refused
    }

    /// The collecting city shows the handling city's liaison what the applicant brought (即时响应).
    case consulted(Submission)
    /// The liaison found that it meets the local standard.
    case endorsed(Remark)
    /// The liaison said what is missing or wrong.
    case objected(Correction)
    /// The collecting city handed over what was consulted on (推送); the handling city has it in its file.
    case handedOver(HandOver)
    /// The collecting city handed the case over without having consulted (提交).
    case submitted(Submission)
    /// The handling city's node took it into its file (收件).
    case registered
    /// The handling city's window passed it to the department (属地复核).
    case forwarded(Remark)
    /// The department asked for everything that is missing (补正).
    case correctionRequested(Correction)
    /// What was asked for came (已补正); `request` is the offer's sequence number on the case lane.
    case supplemented(request: UInt64)
    /// The applicant never brought it (补正不来).
    case lapsed(Remark)
    /// The department took it on (受理).
    case accepted(Acceptance)
    /// Nobody said anything within the law's limit: accepted from the day of receipt (逾期不告知视为受理).
    case acceptedBySilence(Silence)
    /// The department did not take it on (不予受理).
    case declined(Decline)
    /// A special procedure began (特别程序).
    case suspended(Suspension)
    /// It is over.
    case resumed(Remark)
    /// The time limit was extended (延长).
    case extended(Extension)
    /// The reviewer gave an opinion (审查意见).
    case reviewed(Review)
    /// One office did its part of joint handling (多地联办).
    case legConcluded(LegReport)
    /// The department granted it; the certificate is being made (准予).
    case approved(Remark)
    /// The certificate is made (制证).
    case issued(Issue)
    /// The department decided (办结).
    case decided(Decision)
    /// The applicant took it back (撤回).
    case withdrawn(Withdrawal)
    /// It was passed on (转报).
    case passedOn(PassOn)
    /// It is void (作废).
    case voided(Voiding)
    /// The applicant has the result (送达).
    case delivered(Delivery)
    /// It is in the archive (归档).
    case archived(Remark)
    /// The handling city's node could not take the submission or a request.
    case refused(EntryRefusal)

    /// What the event is.
    public var kind: Kind {
        switch self {
        case .consulted: .consulted
        case .endorsed: .endorsed
        case .objected: .objected
        case .handedOver: .handedOver
        case .submitted: .submitted
        case .registered: .registered
        case .forwarded: .forwarded
        case .correctionRequested: .correctionRequested
        case .supplemented: .supplemented
        case .lapsed: .lapsed
        case .accepted: .accepted
        case .acceptedBySilence: .acceptedBySilence
        case .declined: .declined
        case .suspended: .suspended
        case .resumed: .resumed
        case .extended: .extended
        case .reviewed: .reviewed
        case .legConcluded: .legConcluded
        case .approved: .approved
        case .issued: .issued
        case .decided: .decided
        case .withdrawn: .withdrawn
        case .passedOn: .passedOn
        case .voided: .voided
        case .delivered: .delivered
        case .archived: .archived
        case .refused: .refused
        }
    }
}
