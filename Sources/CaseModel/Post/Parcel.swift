/// A parcel with originals or results between two cities (邮寄件), with its list of contents and its chain of custody.
///
/// It names no applicant: who gets it at home stands on the label.
public struct Parcel: Hashable, Sendable, Codable {
    /// Its own name at the sending city: 1 to 40 letters, digits and hyphens.
    public var id: String
    /// The cases whose papers it holds, 1 to 50.
    ///
    /// All of them were collected by the same city.
    public var cases: [CaseNumber]
    /// What is in it, 1 to 100 lines.
    public var items: [ParcelItem]
    /// What it is sent for.
    public var direction: ParcelDirection
    /// The office that packs it and hands it over; its city pays.
    public var sender: OfficeName
    /// Who gets it.
    public var receiver: ParcelReceiver
    /// Who carries it.
    public var carrier: Carrier
    /// The courier's name, 1 to 100 characters; said for ``Carrier/courier``, and only then.
    public var courier: String?
    /// The carrier's number for it; must be known when it is handed over to EMS or a courier.
    public var trackingNumber: String?
    /// The city that pays: always the sender's.
    public var payer: CityCode
    /// What the carrier answers for, in fen; 0 where nothing is declared.
    public var declaredValueFen: Int64
    /// What the carrier asked, in fen, once it is known.
    public var costFen: Int64?
    /// The chain of custody, oldest first.
    ///
    /// Grows by ``applying(_:)`` alone; a chain that came from elsewhere is checked by ``checked()``.
    public internal(set) var events: [CustodyEvent]

    /// Lists a parcel that is not packed yet.
    ///
    /// The payer is the sender's city where nothing else is said; ``checked()`` refuses any other.
    public init(
        id: String,
        cases: [CaseNumber],
        items: [ParcelItem],
        direction: ParcelDirection,
        sender: OfficeName,
        receiver: ParcelReceiver,
        carrier: Carrier,
        courier: String? = nil,
        trackingNumber: String? = nil,
        payer: CityCode? = nil,
        declaredValueFen: Int64 = 0,
        costFen: Int64? = nil
    ) {
        self.id = id
        self.cases = cases
        self.items = items
        self.direction = direction
        self.sender = sender
        self.receiver = receiver
        self.carrier = carrier
        self.courier = courier
        self.trackingNumber = trackingNumber
        self.payer = payer ?? sender.city
        self.declaredValueFen = declaredValueFen
        self.costFen = costFen
        events = []
    }

    /// Reads a parcel; payer, declared value and events may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(String.self, forKey: .id)
        cases = try container.decode([CaseNumber].self, forKey: .cases)
        items = try container.decode([ParcelItem].self, forKey: .items)
        direction = try container.decode(ParcelDirection.self, forKey: .direction)
        sender = try container.decode(OfficeName.self, forKey: .sender)
        receiver = try container.decode(ParcelReceiver.self, forKey: .receiver)
        carrier = try container.decode(Carrier.self, forKey: .carrier)
        courier = try container.decodeIfPresent(String.self, forKey: .courier)
        trackingNumber = try container.decodeIfPresent(String.self, forKey: .trackingNumber)
        payer = try container.decodeIfPresent(CityCode.self, forKey: .payer) ?? sender.city
        declaredValueFen = try container.decodeIfPresent(Int64.self, forKey: .declaredValueFen) ?? 0
        costFen = try container.decodeIfPresent(Int64.self, forKey: .costFen)
        events = try container.decodeIfPresent([CustodyEvent].self, forKey: .events) ?? []
    }

    /// Where the parcel is, as its last event says.
    public var state: ParcelState {
        guard let last = events.last else { return .listed }
        return CustodyLifecycle.transitions.first { $0.event == last.kind }?.to ?? .listed
    }

    /// The last event of a kind, or `nil`.
    public func last(_ kind: CustodyEvent.Kind) -> CustodyEvent? { events.last { $0.kind == kind } }
}
