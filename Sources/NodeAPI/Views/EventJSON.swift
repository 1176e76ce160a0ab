import CaseModel

/// An event as the feed writes it.
struct EventJSON: Encodable {
    var id: Int64
    var at: Timestamp
    var kind: String
    var city: CityCode
    var peer: CityCode
    var cases: [String]

    init(_ event: FeedEvent) {
        id = event.id
        at = Timestamp(event.at)
        kind = event.kind.rawValue
        city = event.city
        peer = event.peer
        cases = event.numbers.map { "\($0)" }
    }
}
