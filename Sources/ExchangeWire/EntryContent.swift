import ExchangeCore

/// What an entry says, as the message of its kind.
package enum EntryContent: Equatable, Sendable {
    /// A case is handed in (提交).
    case submitted(WireSubmitted)
    /// A request: here is what was asked for (补正材料).
    case supplementOffered(WireSupplementOffered)
    /// A request: the result reached the applicant.
    case deliveryReported(WireDeliveryReported)
    /// The liaison is asked to look at what the applicant brought (即时响应).
    case consulted(WireConsulted)
    /// A request: what was consulted on is handed over (推送).
    case handOverOffered(WireHandOverOffered)
    /// A request: an office of the collecting city did its leg (多地联办).
    case legReported(WireLegReported)
    /// A request: the applicant takes the application back (撤回).
    case withdrawalRequested(WireWithdrawalRequested)
    /// Cases are in the handling city's case file (收件).
    case registered(WireRegistered)
    /// A case is taken on (受理).
    case accepted(WireAccepted)
    /// Everything that has to be corrected (补正).
    case correctionRequested(WireCorrectionRequested)
    /// An offered supplement is part of the case (已补正).
    case supplemented(WireSupplemented)
    /// A case is not taken on (不予受理).
    case declined(WireDeclined)
    /// A case is decided (办结).
    case decided(WireDecided)
    /// The result reached the applicant (送达).
    case delivered(WireDelivered)
    /// The materials meet the local standard (材料符合).
    case endorsed(WireEndorsed)
    /// The liaison said what is missing (需补齐).
    case objected(WireObjected)
    /// What was consulted on is in the handling city's file (收件).
    case handedOver(WireHandedOver)
    /// The handling city's window passed the case on (属地复核).
    case forwarded(WireForwarded)
    /// What was asked for never came (补正不来).
    case lapsed(WireLapsed)
    /// Accepted, since nothing was said in time (视为受理).
    case acceptedBySilence(WireAcceptedBySilence)
    /// A special procedure began (特别程序).
    case suspended(WireSuspended)
    /// It is over.
    case resumed(WireResumed)
    /// An entry could not be applied and is in quarantine.
    case refused(WireRefused)
    /// The time limit was extended (延长).
    case extended(WireExtended)
    /// The reviewer's opinion (审查意见).
    case reviewed(WireReviewed)
    /// One office did its leg (多地联办).
    case legConcluded(WireLegConcluded)
    /// Granted; the certificate is being made (准予).
    case approved(WireApproved)
    /// The certificate is made (制证).
    case issued(WireIssued)
    /// The applicant took the application back (撤回).
    case withdrawn(WireWithdrawn)
    /// Passed on to another authority (转报).
    case passedOn(WirePassedOn)
    /// The case is void (作废).
    case voided(WireVoided)
    /// The file is in the archive (归档).
    case archived(WireArchived)
    /// Free text between operators.
    case notice(WireNotice)
    /// The sender's next signing key.
    case keyAnnounced(WireKeyAnnounced)
    /// A request: a record that the other city owns may change (共享台账).
    indirect case sharedChangeRequested(WireSharedChangeRequested)
    /// A record of the sender's that two cities share has changed (共享台账).
    indirect case sharedChanged(WireSharedChanged)

    /// Reads a body by its kind.
    ///
    /// An entry whose body does not read belongs into quarantine; the stream goes on.
    ///
    /// - Throws: `kindOnWrongLane`, `kindUnknown`, `bodyTooLarge`, `bodyUnreadable` or `saltWrong`.
    package init(kind: EntryKind, lane: Lane, body: [UInt8]) throws(WireError) {
        guard kind.lane == lane else { throw .kindOnWrongLane(kind, lane) }
        switch kind {
        case .submitted: self = .submitted(try .read(body))
        case .supplementOffered: self = .supplementOffered(try .read(body))
        case .deliveryReported: self = .deliveryReported(try .read(body))
        case .consulted: self = .consulted(try .read(body))
        case .handOverOffered: self = .handOverOffered(try .read(body))
        case .legReported: self = .legReported(try .read(body))
        case .withdrawalRequested: self = .withdrawalRequested(try .read(body))
        case .registered: self = .registered(try .read(body))
        case .accepted: self = .accepted(try .read(body))
        case .correctionRequested: self = .correctionRequested(try .read(body))
        case .supplemented: self = .supplemented(try .read(body))
        case .declined: self = .declined(try .read(body))
        case .decided: self = .decided(try .read(body))
        case .delivered: self = .delivered(try .read(body))
        case .endorsed: self = .endorsed(try .read(body))
        case .objected: self = .objected(try .read(body))
        case .handedOver: self = .handedOver(try .read(body))
        case .forwarded: self = .forwarded(try .read(body))
        case .lapsed: self = .lapsed(try .read(body))
        case .acceptedBySilence: self = .acceptedBySilence(try .read(body))
        case .suspended: self = .suspended(try .read(body))
        case .resumed: self = .resumed(try .read(body))
        case .refused: self = .refused(try .read(body))
        case .extended: self = .extended(try .read(body))
        case .reviewed: self = .reviewed(try .read(body))
        case .legConcluded: self = .legConcluded(try .read(body))
        case .approved: self = .approved(try .read(body))
        case .issued: self = .issued(try .read(body))
        case .withdrawn: self = .withdrawn(try .read(body))
        case .passedOn: self = .passedOn(try .read(body))
        case .voided: self = .voided(try .read(body))
        case .archived: self = .archived(try .read(body))
        case .notice: self = .notice(try .read(body))
        case .keyAnnounced: self = .keyAnnounced(try .read(body))
        case .sharedChangeRequested: self = .sharedChangeRequested(try .read(body))
        case .sharedChanged: self = .sharedChanged(try .read(body))
        default: throw .kindUnknown(kind)
        }
    }
}
