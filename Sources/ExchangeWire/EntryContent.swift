import ExchangeCore

/// What an entry says, as the message of its kind.
package enum EntryContent: Equatable, Sendable {
    /// A case is handed in (提交).
    case submitted(WireSubmitted)
    /// A request: here is what the correction asked for.
    case supplementOffered(WireSupplementOffered)
    /// A request: the result reached the applicant.
    case deliveryReported(WireDeliveryReported)
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
    /// An entry is in the other node's quarantine.
    case refused(WireRefused)
    /// Free text between operators.
    case notice(WireNotice)
    /// The sender's next signing key.
    case keyAnnounced(WireKeyAnnounced)

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
        case .registered: self = .registered(try .read(body))
        case .accepted: self = .accepted(try .read(body))
        case .correctionRequested: self = .correctionRequested(try .read(body))
        case .supplemented: self = .supplemented(try .read(body))
        case .declined: self = .declined(try .read(body))
        case .decided: self = .decided(try .read(body))
        case .delivered: self = .delivered(try .read(body))
        case .refused: self = .refused(try .read(body))
        case .notice: self = .notice(try .read(body))
        case .keyAnnounced: self = .keyAnnounced(try .read(body))
        default: throw .kindUnknown(kind)
        }
    }
}
