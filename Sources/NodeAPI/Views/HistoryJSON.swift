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
    var text: String
    var transport: String?
    /// What was said, in full.
    var content: Content?

    /// The model's own value, encoded as it is.
    enum Content: Encodable {
        case accepted(Acceptance)
        case correction(Correction)
        case declined(Decline)
        case decided(Decision)
        case delivered(Delivery)
        case supplement(Supplement)
        case refused(EntryRefusal)

        func encode(to encoder: any Encoder) throws {
            switch self {
            case .accepted(let value): try value.encode(to: encoder)
            case .correction(let value): try value.encode(to: encoder)
            case .declined(let value): try value.encode(to: encoder)
            case .decided(let value): try value.encode(to: encoder)
            case .delivered(let value): try value.encode(to: encoder)
            case .supplement(let value): try value.encode(to: encoder)
            case .refused(let value): try value.encode(to: encoder)
            }
        }
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
        case .unreadable(let number):
            effect = "unreadable"
            text = "kind \(number), which this version cannot show"
        }
    }

    private mutating func take(_ event: CaseEvent) {
        kind = event.kind.rawValue
        switch event {
        case .submitted(let submission):
            (office, officer) = (submission.office, submission.officer)
            text = "\(submission.itemName), \(submission.materials.count) materials"
        case .registered: text = "in the handling city's case file"
        case .accepted(let value):
            (office, officer, text, content) = (value.office, value.officer, value.note, .accepted(value))
        case .correctionRequested(let value):
            (office, officer, content) = (value.office, value.officer, .correction(value))
            text = value.defects.map { "\($0.subject): \($0.problem); \($0.remedy)" }.joined(separator: " / ")
        case .supplemented(let request): text = "answers the supplement \(request)"
        case .declined(let value):
            (office, officer, text, content) = (value.office, value.officer, value.reason, .declined(value))
        case .decided(let value):
            (office, officer, content) = (value.office, value.officer, .decided(value))
            text = [value.outcome.rawValue, value.reason].filter { !$0.isEmpty }.joined(separator: ": ")
        case .delivered(let value):
            (officer, content) = (value.officer, .delivered(value))
            text = "\(value.method.rawValue), to \(value.recipient)"
        case .refused(let value):
            content = .refused(value)
            text = "\(value.code): \(value.detail)"
        }
    }

    private mutating func take(_ request: CaseRequest) {
        effect = "request"
        switch request {
        case .supplement(let value):
            kind = FeedKind.supplementOffered.rawValue
            (officer, content) = (value.officer, .supplement(value))
            text = [value.note, "\(value.fields.count) fields, \(value.materials.count) materials"]
                .filter { !$0.isEmpty }.joined(separator: "; ")
        case .delivery(let value):
            kind = FeedKind.deliveryReported.rawValue
            (officer, content) = (value.officer, .delivered(value))
            text = "\(value.method.rawValue), to \(value.recipient)"
        }
    }
}
