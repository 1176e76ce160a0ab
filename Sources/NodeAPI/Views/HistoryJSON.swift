import CaseModel

/// One thing said about a case, as the API writes it.
struct HistoryJSON: Encodable {
    var id: Int64
    var at: Timestamp
    var city: CityCode
    var kind: String
    /// Whether it changed the case or only asked for something.
    var effect: String
    var office: String?
    var officer: String?
    var role: Role?
    var text: String
    var transport: String?
    /// What was said, in full but for masks: the model's own value.
    var content: Content?

    /// A value of any of the model's types, encoded as it is.
    struct Content: Encodable {
        let value: any Encodable & Sendable

        func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
    }

    init(_ item: HistoryItem) {
        id = item.id
        at = Timestamp(item.at)
        city = item.city
        transport = item.transport?.rawValue
        effect = "event"
        text = ""
        kind = FeedKind.unknown.rawValue
        switch item.content {
        case .event(let event): take(event)
        case .request(let request): take(request)
        case .shared(let change, let isRequest):
            kind = (isRequest ? FeedKind.sharedChangeRequested : .sharedChanged).rawValue
            effect = isRequest ? "request" : "event"
            text = "\(change.name): \(change.word)"
        case .erased(let said, let erasure):
            kind = said.rawValue
            effect = "erased"
            text = erasure.reason
        case .unreadable(let number):
            effect = "unreadable"
            text = "kind \(number), which this version cannot show"
        }
    }

    private mutating func take(_ event: CaseEvent) {
        kind = event.kind.rawValue
        switch event {
        case .submitted(let submission), .consulted(let submission):
            (office, officer, role) = (submission.office, submission.officer, submission.role)
            text = "\(submission.itemName), \(submission.materials.count) materials"
        case .registered: text = "in the handling city's case file"
        case .supplemented(let request): text = "answers the supplement \(request)"
        case .acceptedBySilence(let silence):
            content = Content(value: silence)
            text = "nothing was said in time: accepted from \(silence.day.dashed)"
        case .refused(let value):
            content = Content(value: value)
            text = "\(value.code): \(value.detail)"
        default:
            guard let deed = event.deed else { return }
            take(deed)
        }
    }

    private mutating func take(_ request: CaseRequest) {
        effect = "request"
        kind =
            switch request {
            case .supplement: FeedKind.supplementOffered.rawValue
            case .handOver: FeedKind.handOverOffered.rawValue
            case .legReport: FeedKind.legReported.rawValue
            case .withdrawal: FeedKind.withdrawalRequested.rawValue
            case .delivery: FeedKind.deliveryReported.rawValue
            }
        take(request.deed)
    }

    private mutating func take(_ said: any Deed) {
        let deed = Masking.deed(said)
        (office, officer, role) = ((deed as? any OfficeDeed)?.office, deed.officer, deed.role)
        content = Content(value: deed)
        text = Self.words(deed)
    }

    /// What was said, on one line.
    private static func words(_ deed: any Deed) -> String {
        switch deed {
        case let said as Remark: said.note
        case let said as Acceptance: said.note
        case let said as Correction:
            said.defects.map { "\($0.subject): \($0.problem); \($0.remedy)" }.joined(separator: " / ")
        case let said as HandOver: said.reason
        case let said as Decline: said.reason
        case let said as Suspension: "\(said.procedure.rawValue), \(said.expectedDays) days: \(said.reason)"
        case let said as Extension: "\(said.days) days, approved by \(said.approvedBy): \(said.reason)"
        case let said as Review: "\(said.recommends.rawValue): \(said.opinion)"
        case let said as LegReport: "\(said.leg): \(said.result)"
        case let said as Issue: joined("\(said.documents.count) documents", said.note)
        case let said as Decision: joined(said.outcome.rawValue, said.reason)
        case let said as Withdrawal: said.reason
        case let said as PassOn: "to \(said.authority): \(said.reason)"
        case let said as Voiding: "\(said.kind.rawValue): \(said.reason)"
        case let said as Delivery: "\(said.method.rawValue), to \(said.recipient)"
        case let said as Supplement:
            joined(said.note, "\(said.fields.count) fields, \(said.materials.count) materials")
        default: ""
        }
    }

    private static func joined(_ first: String, _ second: String) -> String {
        [first, second].filter { !$0.isEmpty }.joined(separator: ": ")
    }
}
