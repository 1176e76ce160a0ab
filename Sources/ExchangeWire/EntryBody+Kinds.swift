import ExchangeCore

// Which message is the body of which kind.

extension WireSubmitted: EntryBody {
    /// Kind 1.
    package static var kind: EntryKind { .submitted }
}

extension WireSupplementOffered: EntryBody {
    /// Kind 2.
    package static var kind: EntryKind { .supplementOffered }
}

extension WireDeliveryReported: EntryBody {
    /// Kind 3.
    package static var kind: EntryKind { .deliveryReported }
}

extension WireConsulted: EntryBody {
    /// Kind 4.
    package static var kind: EntryKind { .consulted }
}

extension WireHandOverOffered: EntryBody {
    /// Kind 5.
    package static var kind: EntryKind { .handOverOffered }
}

extension WireLegReported: EntryBody {
    /// Kind 6.
    package static var kind: EntryKind { .legReported }
}

extension WireWithdrawalRequested: EntryBody {
    /// Kind 7.
    package static var kind: EntryKind { .withdrawalRequested }
}

extension WireRegistered: EntryBody {
    /// Kind 16.
    package static var kind: EntryKind { .registered }
}

extension WireAccepted: EntryBody {
    /// Kind 17.
    package static var kind: EntryKind { .accepted }
}

extension WireCorrectionRequested: EntryBody {
    /// Kind 18.
    package static var kind: EntryKind { .correctionRequested }
}

extension WireSupplemented: EntryBody {
    /// Kind 19.
    package static var kind: EntryKind { .supplemented }
}

extension WireDeclined: EntryBody {
    /// Kind 20.
    package static var kind: EntryKind { .declined }
}

extension WireDecided: EntryBody {
    /// Kind 21.
    package static var kind: EntryKind { .decided }
}

extension WireDelivered: EntryBody {
    /// Kind 22.
    package static var kind: EntryKind { .delivered }
}

extension WireEndorsed: EntryBody {
    /// Kind 23.
    package static var kind: EntryKind { .endorsed }
}

extension WireObjected: EntryBody {
    /// Kind 24.
    package static var kind: EntryKind { .objected }
}

extension WireHandedOver: EntryBody {
    /// Kind 25.
    package static var kind: EntryKind { .handedOver }
}

extension WireForwarded: EntryBody {
    /// Kind 26.
    package static var kind: EntryKind { .forwarded }
}

extension WireLapsed: EntryBody {
    /// Kind 27.
    package static var kind: EntryKind { .lapsed }
}

extension WireAcceptedBySilence: EntryBody {
    /// Kind 28.
    package static var kind: EntryKind { .acceptedBySilence }
}

extension WireSuspended: EntryBody {
    /// Kind 29.
    package static var kind: EntryKind { .suspended }
}

extension WireResumed: EntryBody {
    /// Kind 30.
    package static var kind: EntryKind { .resumed }
}

extension WireRefused: EntryBody {
    /// Kind 31.
    package static var kind: EntryKind { .refused }
}

extension WireExtended: EntryBody {
    /// Kind 32.
    package static var kind: EntryKind { .extended }
}

extension WireReviewed: EntryBody {
    /// Kind 33.
    package static var kind: EntryKind { .reviewed }
}

extension WireLegConcluded: EntryBody {
    /// Kind 34.
    package static var kind: EntryKind { .legConcluded }
}

extension WireApproved: EntryBody {
    /// Kind 35.
    package static var kind: EntryKind { .approved }
}

extension WireIssued: EntryBody {
    /// Kind 36.
    package static var kind: EntryKind { .issued }
}

extension WireWithdrawn: EntryBody {
    /// Kind 37.
    package static var kind: EntryKind { .withdrawn }
}

extension WirePassedOn: EntryBody {
    /// Kind 38.
    package static var kind: EntryKind { .passedOn }
}

extension WireVoided: EntryBody {
    /// Kind 39.
    package static var kind: EntryKind { .voided }
}

extension WireArchived: EntryBody {
    /// Kind 40.
    package static var kind: EntryKind { .archived }
}

extension WireNotice: EntryBody {
    /// Kind 48.
    package static var kind: EntryKind { .notice }
}

extension WireKeyAnnounced: EntryBody {
    /// Kind 49.
    package static var kind: EntryKind { .keyAnnounced }
}

extension WireSharedChangeRequested: EntryBody {
    /// Kind 50.
    package static var kind: EntryKind { .sharedChangeRequested }
}

extension WireSharedChanged: EntryBody {
    /// Kind 51.
    package static var kind: EntryKind { .sharedChanged }
}
