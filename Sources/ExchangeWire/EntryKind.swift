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
    /// A request: here is what was asked for (补正材料).
    package static let supplementOffered = EntryKind(known: 2)
    /// A request: the result reached the applicant.
    package static let deliveryReported = EntryKind(known: 3)
    /// The liaison is asked to look at what the applicant brought (即时响应).
    package static let consulted = EntryKind(known: 4)
    /// A request: what was consulted on is handed over (推送).
    package static let handOverOffered = EntryKind(known: 5)
    /// A request: an office of the collecting city did its leg (多地联办).
    package static let legReported = EntryKind(known: 6)
    /// A request: the applicant takes the application back (撤回).
    package static let withdrawalRequested = EntryKind(known: 7)
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
    /// The materials meet the local standard (材料符合).
    package static let endorsed = EntryKind(known: 23)
    /// The liaison said what is missing (需补齐).
    package static let objected = EntryKind(known: 24)
    /// What was consulted on is in the handling city's file (收件).
    package static let handedOver = EntryKind(known: 25)
    /// The handling city's window passed the case on (属地复核).
    package static let forwarded = EntryKind(known: 26)
    /// What was asked for never came (补正不来).
    package static let lapsed = EntryKind(known: 27)
    /// Accepted, since nothing was said in time (视为受理).
    package static let acceptedBySilence = EntryKind(known: 28)
    /// A special procedure began (特别程序).
    package static let suspended = EntryKind(known: 29)
    /// It is over.
    package static let resumed = EntryKind(known: 30)
    /// An entry could not be applied and is in quarantine.
    package static let refused = EntryKind(known: 31)
    /// The time limit was extended (延长).
    package static let extended = EntryKind(known: 32)
    /// The reviewer's opinion (审查意见).
    package static let reviewed = EntryKind(known: 33)
    /// One office did its leg (多地联办).
    package static let legConcluded = EntryKind(known: 34)
    /// Granted; the certificate is being made (准予).
    package static let approved = EntryKind(known: 35)
    /// The certificate is made (制证).
    package static let issued = EntryKind(known: 36)
    /// The applicant took the application back (撤回).
    package static let withdrawn = EntryKind(known: 37)
    /// Passed on to another authority (转报).
    package static let passedOn = EntryKind(known: 38)
    /// The case is void (作废).
    package static let voided = EntryKind(known: 39)
    /// The file is in the archive (归档).
    package static let archived = EntryKind(known: 40)
    /// Free text between operators.
    package static let notice = EntryKind(known: 48)
    /// The sender's next signing key.
    package static let keyAnnounced = EntryKind(known: 49)
    /// A request: a record that the other city owns may change (共享台账).
    package static let sharedChangeRequested = EntryKind(known: 50)
    /// A record of the sender's that two cities share has changed (共享台账).
    package static let sharedChanged = EntryKind(known: 51)

    /// The kinds that this software knows, in the order of their numbers.
    package static let known: [EntryKind] = names.keys.sorted { $0.rawValue < $1.rawValue }

    private static let names: [EntryKind: String] = [
        submitted: "submitted",
        supplementOffered: "supplementOffered",
        deliveryReported: "deliveryReported",
        consulted: "consulted",
        handOverOffered: "handOverOffered",
        legReported: "legReported",
        withdrawalRequested: "withdrawalRequested",
        registered: "registered",
        accepted: "accepted",
        correctionRequested: "correctionRequested",
        supplemented: "supplemented",
        declined: "declined",
        decided: "decided",
        delivered: "delivered",
        endorsed: "endorsed",
        objected: "objected",
        handedOver: "handedOver",
        forwarded: "forwarded",
        lapsed: "lapsed",
        acceptedBySilence: "acceptedBySilence",
        suspended: "suspended",
        resumed: "resumed",
        refused: "refused",
        extended: "extended",
        reviewed: "reviewed",
        legConcluded: "legConcluded",
        approved: "approved",
        issued: "issued",
        withdrawn: "withdrawn",
        passedOn: "passedOn",
        voided: "voided",
        archived: "archived",
        notice: "notice",
        keyAnnounced: "keyAnnounced",
        sharedChangeRequested: "sharedChangeRequested",
        sharedChanged: "sharedChanged",
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
    package var description: String { Self.names[self] ?? "kind \(rawValue)" }
}
