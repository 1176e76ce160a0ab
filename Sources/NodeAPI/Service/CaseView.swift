import CaseModel

/// One case as this node knows it.
package struct CaseView: Sendable {
    /// Where the case stands.
    package var record: CaseRecord
    /// Whether this node collects or handles it.
    package var side: Side
    /// What was submitted; `nil` where it was erased.
    package var submission: Submission?
    /// When and why what was submitted was erased; `nil` while it is here.
    package var erasure: Erasure?
    /// How far what this node said last about the case has got; `nil` where it said nothing yet.
    package var transport: Transport?
    /// What the clocks say now; a clock without a reading cannot be read because no calendar is there.
    package var readings: [ClockKind: ClockReading]
    /// Everything said about the case, oldest first.
    package var history: [HistoryItem]
    /// Every document of the case, with how much of it is here.
    package var materials: [MaterialHolding]
    /// What people here were told of it, oldest first.
    package var reminders: [ReminderItem]

    /// Makes a view.
    package init(
        record: CaseRecord,
        side: Side,
        submission: Submission?,
        erasure: Erasure? = nil,
        transport: Transport?,
        readings: [ClockKind: ClockReading] = [:],
        history: [HistoryItem],
        materials: [MaterialHolding],
        reminders: [ReminderItem] = []
    ) {
        self.record = record
        self.side = side
        self.submission = submission
        self.erasure = erasure
        self.transport = transport
        self.readings = readings
        self.history = history
        self.materials = materials
        self.reminders = reminders
    }
}

extension CaseView {
    /// The case's personal data, whole: what the API shows of them is masked.
    ///
    /// `nil` where they were erased.
    var personalData: PersonalData? {
        submission.map { PersonalData($0, said: history.compactMap(\.content.deed)) }
    }
}

/// When and why data of a case were erased (清除).
package struct Erasure: Hashable, Sendable {
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    package var at: Int64
    /// Why, in words.
    package var reason: String

    /// Makes an erasure.
    package init(at: Int64, reason: String) {
        self.at = at
        self.reason = reason
    }
}

/// How far an entry of this node has got on its way to the peer: a fact of transport, never of the case.
package enum Transport: String, Hashable, Sendable, CaseIterable {
    /// On this node's disk, not yet sent.
    case waiting
    /// Sent, and not yet receipted.
    case sent
    /// Receipted: on the peer's disk.
    case received
}

/// One thing said about a case.
package struct HistoryItem: Sendable {
    /// The id in the event feed.
    package var id: Int64
    /// When it was said, in milliseconds since 1970-01-01T00:00:00Z.
    package var at: Int64
    /// The city that said it.
    package var city: CityCode
    /// What was said.
    package var content: Content
    /// How far it has got; `nil` for what a peer said.
    package var transport: Transport?

    /// What can be said.
    package enum Content: Sendable {
        /// The case changed.
        case event(CaseEvent)
        /// The collecting city asked the handling city.
        case request(CaseRequest)
        /// A shared record of the case changed, or its owner was asked to change it.
        case shared(SharedChange, isRequest: Bool)
        /// Something whose content was erased, with its kind.
        case erased(FeedKind, Erasure)
        /// Something that this version cannot read, with its kind's number.
        case unreadable(kind: Int)

        /// What a person said in it; `nil` where a node spoke.
        var deed: (any Deed)? {
            switch self {
            case .event(let event): event.deed
            case .request(let request): request.deed
            case .shared, .erased, .unreadable: nil
            }
        }
    }

    /// Makes an item.
    package init(id: Int64, at: Int64, city: CityCode, content: Content, transport: Transport?) {
        self.id = id
        self.at = at
        self.city = city
        self.content = content
        self.transport = transport
    }
}

/// A document of a case, and how much of it is here.
package struct MaterialHolding: Hashable, Sendable {
    /// The document.
    package var reference: MaterialReference
    /// Which part of the case it came with.
    package var origin: FeedKind
    /// The bytes that are here; complete where this is the reference's size.
    package var heldBytes: Int64
    /// What was found about it, where something was.
    package var flag: MaterialFlag?

    /// Makes a holding.
    package init(reference: MaterialReference, origin: FeedKind, heldBytes: Int64, flag: MaterialFlag? = nil) {
        self.flag = flag
        self.reference = reference
        self.origin = origin
        self.heldBytes = heldBytes
    }
}
