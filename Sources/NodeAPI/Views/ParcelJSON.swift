import CaseModel

/// A parcel as the API writes it.
struct ParcelJSON: Encodable {
    var id: String
    var sender: OfficeName
    var receiver: ParcelReceiver
    var cases: [CaseNumber]
    var direction: ParcelDirection
    var directionName: String
    var carrier: Carrier
    var courier: String?
    var trackingNumber: String?
    var payer: CityCode
    var declaredValueFen: Int64
    var costFen: Int64?
    var state: ParcelState
    /// The state's Chinese name.
    var stateName: String
    var version: Int
    var changedAt: Timestamp
    /// What is the matter with it now.
    var alarms: [Alarm]
    var items: [ParcelItem]?
    /// The chain of custody, oldest first; not in lists.
    var events: [Custody]?
    /// What can happen next, and which cities may say so; not in lists.
    var next: [Next]?
    /// What to do where it is lost or differs from its list; not in lists.
    var replacement: ParcelReplacement?

    /// Something that a person should look at.
    struct Alarm: Encodable {
        var kind: ParcelAlarm.Kind
        var kindName: String
        var since: Timestamp
    }

    /// A link of the chain of custody.
    struct Custody: Encodable {
        var kind: CustodyEvent.Kind
        var kindName: String
        var at: Timestamp
        var city: CityCode
        var officer: String
        var note: String
        var isSealIntact: Bool?
        var differences: [ContentDifference]
        var replacement: String?

        init(_ event: CustodyEvent) {
            kind = event.kind
            kindName = event.kind.chineseTerm
            at = Timestamp(event.at)
            city = event.city
            officer = event.officer
            note = event.note
            isSealIntact = event.isSealIntact
            differences = event.differences
            replacement = event.replacement
        }
    }

    /// Something that can happen.
    struct Next: Encodable {
        var kind: CustodyEvent.Kind
        var kindName: String
        var state: ParcelState
        var cities: [CityCode]

        init(_ next: ParcelNext) {
            kind = next.event
            kindName = next.event.chineseTerm
            state = next.state
            cities = next.cities
        }
    }

    /// The parcel of a record; `nil` for a record of another kind.
    init?(_ item: SharedItem, inFull: Bool) {
        guard case .parcel(let parcel) = item.record else { return nil }
        id = parcel.id
        sender = parcel.sender
        receiver = parcel.receiver
        cases = parcel.cases
        direction = parcel.direction
        directionName = parcel.direction.chineseTerm
        carrier = parcel.carrier
        courier = parcel.courier
        trackingNumber = parcel.trackingNumber
        payer = parcel.payer
        declaredValueFen = parcel.declaredValueFen
        costFen = parcel.costFen
        state = parcel.state
        stateName = parcel.state.chineseTerm
        version = item.version
        changedAt = Timestamp(item.changedAt)
        alarms = item.alarms.map {
            Alarm(kind: $0.kind, kindName: $0.kind.chineseTerm, since: Timestamp($0.since))
        }
        guard inFull else { return }
        items = parcel.items
        events = parcel.events.map(Custody.init)
        next = parcel.next.map(Next.init)
        replacement = parcel.replacement
    }
}

/// A page of parcels.
struct ParcelPageJSON: Encodable {
    var parcels: [ParcelJSON]
    var next: String?

    init(_ page: SharedPage) {
        parcels = page.items.compactMap { ParcelJSON($0, inFull: false) }
        next = page.next.map(String.init)
    }
}
