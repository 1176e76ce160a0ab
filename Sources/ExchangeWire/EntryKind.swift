import ExchangeCore

/// What an entry says, as an open number: a node keeps, receipts and answers kinds that it does not know.
package struct EntryKind: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The number in the header, 1 to 65535.
    package let rawValue: UInt32

    /// Takes 1 to 65535; anything else is `nil`.
    package init?(rawValue: UInt32) {
        guard (1...WireLimits.kindMax).contains(rawValue) else { return nil }
        self.rawValue = rawValue
    }

    private init(known: UInt32) { rawValue = known }

    /// A case is handed in (提交).
    package static let submitted = EntryKind(known: 1)
    /// A request: here is what the correction asked for (补正材料).
    package static let supplementOffered = EntryKind(known: 2)
    /// A request: the result reached the applicant.
    package static let deliveryReported = EntryKind(known: 3)
    /// Cases are in the handling city's case file (收件).
    package static let registered = EntryKind(known: 16)
    /// A case is taken on (受理).
    package static let accepted = EntryKind(known: 17)
    /// Everything that has to be corrected (补正).
    package static let correctionRequested = EntryKind(known: 18)
    /// An offered supplement is part of the case (已补正).
    package static let supplemented = EntryKind(known: 19)
    /// A case is not taken on (不予受理).
    package static let declined = EntryKind(known: 20)
    /// A case is decided (办结).
    package static let decided = EntryKind(known: 21)
    /// The result reached the applicant (送达).
    package static let delivered = EntryKind(known: 22)
    /// An entry could not be applied and is in quarantine.
    package static let refused = EntryKind(known: 31)
    /// Free text between operators.
    package static let notice = EntryKind(known: 48)
    /// The sender's next signing key.
    package static let keyAnnounced = EntryKind(known: 49)

    /// The kinds that this software knows.
    package static let known: [EntryKind] = [
        submitted, supplementOffered, deliveryReported, registered, accepted, correctionRequested, supplemented,
        declined, decided, delivered, refused, notice, keyAnnounced,
    ]

    /// The lane on which entries of this kind travel: each lane owns a range of numbers, unknown kinds included.
    package var lane: Lane {
        switch rawValue {
        case 1...15: .case
        case 16...47: .result
        default: .alliance
        }
    }

    /// The name as in the contract, or `kind 77` for one that is not known.
    package var description: String {
        switch self {
        case .submitted: "submitted"
        case .supplementOffered: "supplementOffered"
        case .deliveryReported: "deliveryReported"
        case .registered: "registered"
        case .accepted: "accepted"
        case .correctionRequested: "correctionRequested"
        case .supplemented: "supplemented"
        case .declined: "declined"
        case .decided: "decided"
        case .delivered: "delivered"
        case .refused: "refused"
        case .notice: "notice"
        case .keyAnnounced: "keyAnnounced"
        default: "kind \(rawValue)"
        }
    }
}
