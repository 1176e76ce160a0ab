/// What a person asks for at a city's own counter or desk.
///
/// Consulting and submitting are not here, since there is no case yet: see ``CaseRecord/init(submitted:at:)``.
public enum CaseAction: Hashable, Sendable {
    /// What an action is, without what it says.
    ///
    /// The raw value is the name that callers use.
    public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
        case endorse, object, handOver
        case forward, requestCorrection, supplement, lapse
        case accept, decline
        case suspend, resume, extend, review, concludeLeg
        case approve, issue, decide
        case withdraw, passOn, void, confirmDelivery, archive
    }

    /// Say that the materials meet the local standard (即时响应); handling city.
    case endorse(Remark)
    /// Say what is missing before the applicant leaves (需补齐); handling city.
    case object(Correction)
    /// Hand over what was consulted on (推送); collecting city.
    case handOver(HandOver)
    /// Pass the case to the department (属地复核); handling city.
    case forward(Remark)
    /// Ask for everything that is missing (补正告知); handling city.
    case requestCorrection(Correction)
    /// Hand in what was asked for (补正); collecting city.
    case supplement(Supplement)
    /// End the case because what was asked for never came (补正不来); handling city.
    case lapse(Remark)
    /// Take the case on (受理); handling city.
    case accept(Acceptance)
    /// Do not take the case on (不予受理); handling city.
    case decline(Decline)
    /// Begin a special procedure (特别程序); handling city.
    case suspend(Suspension)
    /// End it; handling city.
    case resume(Remark)
    /// Extend the time limit, once (延长); handling city.
    case extend(Extension)
    /// Give an opinion for the one who decides (审查意见); handling city.
    case review(Review)
    /// Report that an office did its part (多地联办); the city of that office.
    case concludeLeg(LegReport)
    /// Grant it before the certificate is made (准予); handling city.
    case approve(Remark)
    /// Hand out the certificate that was made (制证); handling city.
    case issue(Issue)
    /// Decide (办结); handling city.
    case decide(Decision)
    /// Take the application back for the applicant (撤回); collecting city.
    case withdraw(Withdrawal)
    /// Pass the case on to another authority (转报); handling city.
    case passOn(PassOn)
    /// Declare the case void (作废); handling city.
    case void(Voiding)
    /// Say that the applicant has the result (送达); collecting city.
    case confirmDelivery(Delivery)
    /// Put the file into the archive (归档); handling city.
    case archive(Remark)

    /// What the action is.
    public var kind: Kind {
        switch self {
        case .endorse: .endorse
        case .object: .object
        case .handOver: .handOver
        case .forward: .forward
        case .requestCorrection: .requestCorrection
        case .supplement: .supplement
        case .lapse: .lapse
        case .accept: .accept
        case .decline: .decline
        case .suspend: .suspend
        case .resume: .resume
        case .extend: .extend
        case .review: .review
        case .concludeLeg: .concludeLeg
        case .approve: .approve
        case .issue: .issue
        case .decide: .decide
        case .withdraw: .withdraw
        case .passOn: .passOn
        case .void: .void
        case .confirmDelivery: .confirmDelivery
        case .archive: .archive
        }
    }

    /// What is said, whatever the action.
    public var deed: any Deed {
        switch self {
        case .endorse(let said), .forward(let said), .lapse(let said), .resume(let said), .approve(let said),
            .archive(let said):
            said
        case .object(let said), .requestCorrection(let said): said
        case .handOver(let said): said
        case .supplement(let said): said
        case .accept(let said): said
        case .decline(let said): said
        case .suspend(let said): said
        case .extend(let said): said
        case .review(let said): said
        case .concludeLeg(let said): said
        case .issue(let said): said
        case .decide(let said): said
        case .withdraw(let said): said
        case .passOn(let said): said
        case .void(let said): said
        case .confirmDelivery(let said): said
        }
    }
}
