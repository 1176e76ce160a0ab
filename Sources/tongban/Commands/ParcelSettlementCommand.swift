import ArgumentParser
import CaseModel
import Foundation

/// The command `tongban parcel settlement`.
struct ParcelSettlementCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settlement",
        abstract: "Adds up what the post of some months costs, by the city that pays (邮寄费用结算单)."
    )

    @Option(help: "The first month, such as 2026-11.", transform: Self.month)
    var from: ReportPeriod

    @Option(help: "The last month; the first where nothing is said.", transform: Self.month)
    var to: ReportPeriod?

    @Flag(help: "Print comma-separated values.")
    var csv = false

    @OptionGroup var options: NodeOptions

    func validate() throws {
        if csv, options.json { throw ValidationError("Give --csv or --json, not both.") }
    }

    func run() async throws {
        let console = Console.current
        let query = Query([
            ("from", Self.digits(from)), ("to", to.map(Self.digits)), ("format", csv ? "csv" : "json"),
        ])
        let answer = try await options.client().get("/v1/parcels/settlement" + query.text)
        if csv { return try console.bytes(answer.body) }
        guard !options.json else { return console.out(answer.text) }
        let report = try answer.decode(SettlementAnswer.self)
        var table = Table("PAYS", "MONTH", "WHAT", "CARRIER", "PARCELS>", "UNPRICED>", "YUAN>")
        for total in report.totals {
            for line in report.lines where line.key.payer == total.payer && line.key.month == total.month {
                table.add(
                    line.key.payer,
                    line.key.month,
                    Words.term(line.key.direction, of: ParcelDirection.self),
                    Words.term(line.key.carrier, of: Carrier.self),
                    "\(line.sum.parcels)",
                    "\(line.sum.unpriced)",
                    Words.yuan(line.sum.costFen)
                )
            }
            table.add(
                total.payer,
                total.month,
                "total 合计",
                "",
                "\(total.sum.parcels)",
                "\(total.sum.unpriced)",
                Words.yuan(total.sum.costFen)
            )
        }
        table.write(to: console, whenEmpty: "no parcels were handed over in that time")
    }

    private static func month(_ text: String) throws -> ReportPeriod {
        guard let month = ReportPeriod(text), month.length == .month else {
            throw ValidationError("'\(text)' is no month: give one such as 2026-11.")
        }
        return month
    }

    /// The month as the API takes it: `202611`.
    private static func digits(_ month: ReportPeriod) -> String { month.description.filter { $0 != "-" } }
}
