import CaseModel

/// A quarantined entry as the API writes it.
struct QuarantineJSON: Encodable {
    var id: Int64
    var at: Timestamp
    var peer: CityCode
    var lane: String
    var sequence: UInt64
    var kind: Int
    var number: String?
    var reason: String
    var detail: String
    var bodyBytes: Int64
    var state: String
    var settledBy: String?
    var settledAt: Timestamp?
    var settledReason: String?

    init(_ item: QuarantineItem) {
        id = item.id
        at = Timestamp(item.at)
        peer = item.peer
        lane = item.lane.rawValue
        sequence = item.sequence
        kind = item.kind
        number = item.number
        reason = item.reason
        detail = item.detail
        bodyBytes = item.bodyBytes
        state = item.state.rawValue
        settledBy = item.settledBy
        settledAt = item.settledAt.map(Timestamp.init)
        settledReason = item.settledReason
    }
}

/// A page of the quarantine.
struct QuarantinePageJSON: Encodable {
    var items: [QuarantineJSON]
    var next: String?

    init(_ page: QuarantinePage) {
        items = page.items.map(QuarantineJSON.init)
        next = page.next.map(String.init)
    }
}
