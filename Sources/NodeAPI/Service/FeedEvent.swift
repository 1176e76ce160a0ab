import CaseModel

/// One line of the event feed: something that was written to this node's journal.
package struct FeedEvent: Hashable, Sendable {
    /// The place in the journal, rising; the `id` of the server-sent event.
    package var id: Int64
    /// When it was said, in milliseconds since 1970-01-01T00:00:00Z.
    package var at: Int64
    /// What was said.
    package var kind: FeedKind
    /// The city that said it.
    package var city: CityCode
    /// The other city.
    package var peer: CityCode
    /// The cases it speaks of: one, none for a notice, or many where a peer registered many at once.
    package var numbers: [CaseNumber]

    /// Makes an event.
    package init(id: Int64, at: Int64, kind: FeedKind, city: CityCode, peer: CityCode, numbers: [CaseNumber]) {
        self.id = id
        self.at = at
        self.kind = kind
        self.city = city
        self.peer = peer
        self.numbers = numbers
    }
}

/// What an entry says, by the name that the API uses.
package enum FeedKind: String, Hashable, Sendable, CaseIterable {
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

/// Some events, and how far the journal was read for them.
package struct EventSlice: Sendable {
    /// The events in order of id; events of one id are never split over two slices.
    package var events: [FeedEvent]
    /// The journal was read through this id: ask after it next.
    ///
    /// Not less than the id that was asked after.
    package var through: Int64
    /// Whether there was nothing more when it was read.
    package var isAtEnd: Bool

    /// Makes a slice.
    package init(events: [FeedEvent], through: Int64, isAtEnd: Bool) {
        self.events = events
        self.through = through
        self.isAtEnd = isAtEnd
    }
}
