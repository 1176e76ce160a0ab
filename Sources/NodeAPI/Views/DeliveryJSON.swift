import CaseModel

/// An event that a webhook's target has not taken, as the API shows it.
struct DeliveryJSON: Encodable {
    var event: Int64
    var kind: String
    var cases: [String]
    var state: String
    var attempts: Int
    var firstAt: Timestamp?
    var lastAt: Timestamp?
    var nextAt: Timestamp?
    var status: Int?
    var failure: String?

    init(_ delivery: UndeliveredEvent) {
        event = delivery.event
        kind = delivery.kind.rawValue
        cases = delivery.cases.map { "\($0)" }
        state = DeliveryState(isDead: delivery.isDead).rawValue
        attempts = delivery.attempts
        firstAt = delivery.firstAt.map { Timestamp($0) }
        lastAt = delivery.lastAt.map { Timestamp($0) }
        nextAt = delivery.nextAt.map { Timestamp($0) }
        status = delivery.status
        failure = delivery.failure
    }
}

/// Whether an event that was not taken is sent again, by the name that the API uses.
enum DeliveryState: String, CaseIterable {
    /// It is.
    case waiting
    /// It is not.
    case dead

    init(isDead: Bool) { self = isDead ? .dead : .waiting }
}

/// A page of deliveries.
struct DeliveryPageJSON: Encodable {
    var deliveries: [DeliveryJSON]
    var next: String?

    init(_ page: DeliveryPage) {
        deliveries = page.items.map { DeliveryJSON($0) }
        next = page.next.map(String.init)
    }
}
