/// What the cities owe for the post, line by line and in sum (邮寄费用结算单).
///
/// Lines and totals are in a fixed order, so both cities write the same bytes from the same parcels.
public struct SettlementReport: Hashable, Sendable, Codable {
    /// One line.
    public struct Line: Hashable, Sendable, Codable {
        /// Who pays for what, and when.
        public var key: ParcelLedger.Key
        /// Parcels and their price.
        public var sum: ParcelLedger.Sum
    }

    /// What one city pays for one month.
    public struct Total: Hashable, Sendable, Codable {
        /// The city that pays.
        public var payer: CityCode
        /// The month.
        public var month: ReportPeriod
        /// Parcels and their price.
        public var sum: ParcelLedger.Sum
    }

    /// The lines, by payer, month, direction and carrier.
    public var lines: [Line]
    /// The totals, by payer and month.
    public var totals: [Total]

    /// Writes the report of a ledger, for some months or for all.
    public init(_ ledger: ParcelLedger, months: ClosedRange<ReportPeriod>? = nil) throws(CaseRefusal) {
        lines = ledger.sums.keys.sorted()
            .filter { months?.contains($0.month) ?? true }
            .map { Line(key: $0, sum: ledger.sums[$0, default: .init()]) }
        totals = []
        for line in lines {
            if totals.last?.payer != line.key.payer || totals.last?.month != line.key.month {
                totals.append(Total(payer: line.key.payer, month: line.key.month, sum: .init()))
            }
            try totals[totals.count - 1].sum.add(line.sum)
        }
    }

    /// The report as comma-separated values: the lines, each month's total behind its lines, with `total` for direction and
    /// carrier.
    public var csv: String {
        var table = CSVTable(
            columns: ["payer", "month", "direction", "carrier", "parcels", "unpriced", "cost_fen"]
        )
        var index = 0
        for total in totals {
            while index < lines.count, lines[index].key.payer == total.payer, lines[index].key.month == total.month {
                let key = lines[index].key
                let names = (key.direction.rawValue, key.carrier.rawValue)
                table.append(Self.row(payer: key.payer, month: key.month, names.0, names.1, lines[index].sum))
                index += 1
            }
            table.append(Self.row(payer: total.payer, month: total.month, "total", "total", total.sum))
        }
        return table.text
    }

    private static func row(
        payer: CityCode,
        month: ReportPeriod,
        _ direction: String,
        _ carrier: String,
        _ sum: ParcelLedger.Sum
    ) -> [CSVTable.Cell] {
        [
            .text(payer.description), .text(month.description), .text(direction), .text(carrier),
            .number(Int64(sum.parcels)), .number(Int64(sum.unpriced)), .number(sum.costFen),
        ]
    }
}
