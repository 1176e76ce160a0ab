import CaseModel

/// A parcel as a post room lists it; the city that sends and pays is the node's.
struct ParcelDraft: Decodable {
    /// The office that sends, without its city.
    struct Sender: Decodable {
        var office: String
    }

    var id: String
    var cases: [CaseNumber]
    var items: [ParcelItem]
    var direction: ParcelDirection
    var sender: Sender
    var receiver: ParcelReceiver
    var carrier: Carrier
    var courier: String?
    var trackingNumber: String?
    var declaredValueFen: Int64?
    var costFen: Int64?

    /// What is said, by this city.
    func change(by city: CityCode) -> SharedChange {
        .parcelListed(
            Parcel(
                id: id,
                cases: cases,
                items: items,
                direction: direction,
                sender: OfficeName(office: sender.office, city: city),
                receiver: receiver,
                carrier: carrier,
                courier: courier,
                trackingNumber: trackingNumber,
                declaredValueFen: declaredValueFen ?? 0,
                costFen: costFen
            )
        )
    }
}

/// A link of the chain of custody; it is this city's, and of now, where nothing else is said.
struct CustodyDraft: Decodable {
    var kind: CustodyEvent.Kind
    var at: Int64?
    var city: CityCode?
    var officer: String
    var note: String?
    var isSealIntact: Bool?
    var differences: [ContentDifference]?
    var replacement: String?

    /// What is said, at a node.
    func change(of parcel: SharedChange.ParcelName, at here: Standpoint) -> SharedChange {
        .custody(
            parcel,
            CustodyEvent(
                kind,
                at: at ?? here.now,
                city: city ?? here.city,
                officer: officer,
                note: note ?? "",
                isSealIntact: isSealIntact,
                differences: differences ?? [],
                replacement: replacement
            )
        )
    }
}
