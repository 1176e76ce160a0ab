/// What the post costs, by the city that pays, the month, the direction and the carrier (邮寄台账).
///
/// A parcel counts in the local month in which it was handed over; before that it costs nothing and is left out. The order in
/// which parcels come does not matter, so that both cities of a parcel reach the same ledger.
public struct ParcelLedger: Hashable, Sendable {
    /// What one line adds up.
    public struct Key: Hashable, Sendable, Codable, Comparable {
        /// The city that pays.
        public var payer: CityCode
        /// The month of the hand-over.
        public var month: ReportPeriod
        /// What the parcels were sent for.
        public var direction: ParcelDirection
        /// Who carried them.
        public var carrier: Carrier

        /// Orders by payer, month, direction and carrier.
        public static func < (left: Key, right: Key) -> Bool {
            guard left.payer == right.payer else { return left.payer < right.payer }
            guard left.month == right.month else { return left.month < right.month }
            guard left.direction == right.direction else {
                return left.direction.rawValue < right.direction.rawValue
            }
            return left.carrier.rawValue < right.carrier.rawValue
        }
    }

    /// Parcels and their price.
    public struct Sum: Hashable, Sendable, Codable {
        /// How many parcels.
        public var parcels = 0
        /// How many of them have no price yet.
        public var unpriced = 0
        /// The price of the others, in fen.
        public var costFen: Int64 = 0

        /// Begins with nothing.
        public init() {}

        /// Adds another sum; refuses one that cannot be counted any more.
        mutating func add(_ other: Sum) throws(CaseRefusal) {
            let (parcels, tooMany) = parcels.addingReportingOverflow(other.parcels)
            let (unpriced, tooManyUnpriced) = unpriced.addingReportingOverflow(other.unpriced)
            let (cost, tooDear) = costFen.addingReportingOverflow(other.costFen)
            guard !tooMany, !tooManyUnpriced, !tooDear else {
                throw CaseRefusal(.tooMuch, "the sum is too large to be counted: settle fewer parcels at once")
            }
            (self.parcels, self.unpriced, costFen) = (parcels, unpriced, cost)
        }
    }

    /// The sums by line.
    public private(set) var sums: [Key: Sum]
    private var seen: Set<Name>

    /// A parcel's own name is its own only within the sending city.
    private struct Name: Hashable {
        var sender: CityCode
        var id: String
    }

    /// Begins an empty ledger.
    public init() {
        sums = [:]
        seen = []
    }

    /// Adds up parcels; refuses what ``add(_:)`` refuses.
    public init(_ parcels: some Sequence<Parcel>) throws(CaseRefusal) {
        self.init()
        var iterator = parcels.makeIterator()
        while let parcel = iterator.next() { try add(parcel) }
    }

    /// Adds a parcel.
    ///
    /// Refuses a parcel that was added before (`repeated`), a payer other than the sender (`wrong-payer`), a price outside
    /// its bounds, and more lines than ``PostLimits/ledgerLinesMax``.
    public mutating func add(_ parcel: Parcel) throws(CaseRefusal) {
        let name = Name(sender: parcel.sender.city, id: parcel.id)
        guard !seen.contains(name) else {
            throw CaseRefusal(.repeated, "parcel \(parcel.id) of \(name.sender) is in the ledger already", field: "id")
        }
        try parcel.checkMoney(Checker())
        guard let handedOver = parcel.last(.handedOver) else { return }
        try Checker().instant(handedOver.at, "events")
        let key = Key(
            payer: parcel.payer,
            month: ReportPeriod(.month, milliseconds: handedOver.at),
            direction: parcel.direction,
            carrier: parcel.carrier
        )
        guard sums[key] != nil || sums.count < PostLimits.ledgerLinesMax else {
            throw CaseRefusal(.tooMuch, "at most \(PostLimits.ledgerLinesMax) lines: make a ledger of fewer months")
        }
        var one = Sum()
        one.parcels = 1
        one.unpriced = parcel.costFen == nil ? 1 : 0
        one.costFen = parcel.costFen ?? 0
        try sums[key, default: Sum()].add(one)
        seen.insert(name)
    }
}
