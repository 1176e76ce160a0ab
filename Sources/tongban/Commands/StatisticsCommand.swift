import ArgumentParser
import AsyncHTTPClient

/// The command `tongban statistics`.
struct StatisticsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "statistics",
        abstract: "Counts cases by office and period, how they ended and how they were served (统计)."
    )

    /// How long a period is.
    enum Length: String, ExpressibleByArgument, CaseIterable {
        case day, month, year
    }

    /// How long a report may take.
    static let secondsMax: Int64 = 900

    @Option(help: "day, month or year.")
    var by = Length.month

    @Option(help: "The first day, yyyy-mm-dd.")
    var from: String?

    @Option(help: "The last day, yyyy-mm-dd.")
    var to: String?

    @Flag(help: "Print comma-separated values for a spreadsheet.")
    var csv = false

    @OptionGroup var options: NodeOptions

    func validate() throws {
        if csv, options.json { throw ValidationError("Give --csv or --json, not both.") }
    }

    func run() async throws {
        let console = Console.current
        let client = try options.client()
        let query = Query([("by", by.rawValue), ("from", from), ("to", to), ("format", csv ? "csv" : "json")])
        let request = HTTPClientRequest(url: client.address.base + "/v1/statistics" + query.text)
        let answer = try await client.answer(request, seconds: Self.secondsMax)
        if csv { return try console.bytes(answer.body) }
        guard !options.json else { return console.out(answer.text) }
        for line in Self.lines(try answer.decode(StatisticsAnswer.self)) { console.out(line) }
    }

    /// The report for people.
    static func lines(_ report: StatisticsAnswer) -> [String] {
        var table = Table(
            "PERIOD",
            "CITY",
            "OFFICE",
            "END",
            "CASES>",
            "OPEN>",
            "ISSUED>",
            "IN TIME>",
            "CORRECTIONS>",
            "MEDIAN min>",
            "P90 min>"
        )
        func add(_ names: [String], _ tally: StatisticsAnswer.Tally) {
            table.add(
                names[0],
                names[1],
                names[2],
                names[3],
                "\(tally.cases)",
                "\(tally.open)",
                "\(tally.endings["issued"] ?? 0)",
                tally.onTimePerMille.map { "\($0 / 10).\($0 % 10) %" } ?? "-",
                "\(tally.corrections)",
                tally.responseMedianMinutes.map(String.init) ?? "-",
                tally.responseP90Minutes.map(String.init) ?? "-"
            )
        }
        for line in report.lines { add([line.period, line.city, line.office, line.role], line.tally) }
        for (mode, tally) in report.modes.sorted(by: { $0.key < $1.key }) {
            add(["", "", Words.mode(mode), ""], tally)
        }
        add(["", "", "total 合计", ""], report.total)
        if report.enquiries.cases > 0 { add(["", "", "enquiries 查询", ""], report.enquiries) }
        return table.lines + ["not registered yet: \(report.unregistered)"]
    }
}
