import ArgumentParser

/// The command `tongban reconcile`.
struct ReconcileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Compares this node's books with its peers' (对账).",
        discussion: "Ends with status 5 unless nothing is outstanding."
    )

    @Argument(help: "One peer's code; without it, all.")
    var code: String?

    @Flag(help: "Show streams and days that agree, too.")
    var all = false

    @OptionGroup var options: NodeOptions

    func run() async throws {
        let console = Console.current
        let client = try options.client()
        let answer = try await client.get(code.map { "/v1/peers/\(try PathPart.of($0))/reconcile" } ?? "/v1/reconcile")
        let reports =
            try code == nil ? answer.decode(ReconcileAnswer.All.self).reports : [answer.decode(ReconcileAnswer.self)]
        let isSettled = reports.allSatisfy(\.isSettled)
        if options.json {
            console.out(answer.text)
        } else {
            for report in reports { show(report, console) }
            if code == nil, isSettled { console.out("all peers: nothing outstanding") }
        }
        guard isSettled else { throw ExitCode(CommandStatus.outstanding.rawValue) }
    }

    private func show(_ report: ReconcileAnswer, _ console: Console) {
        console.out(TextWidth.printable("\(report.peer): \(report.statement)"))
        var streams = Table("LANE", "DIRECTION", "HERE>", "THERE>", "PENDING>", "")
        for stream in report.streams where all || !stream.agrees {
            streams.add(
                stream.lane,
                stream.direction,
                "\(stream.ours.sequence)#\(stream.ours.hash.prefix(12))",
                stream.theirs.map { "\($0.sequence)#\($0.hash.prefix(12))" } ?? "unknown",
                "\(stream.pending)",
                stream.agrees ? "agrees" : "DIFFERS"
            )
        }
        var days = Table("DAY", "LANE", "DIRECTION", "HERE>", "THERE>", "")
        for day in report.days where all || !day.agrees {
            days.add(
                day.day,
                day.lane,
                day.direction,
                "\(day.ourCount)",
                day.theirCount.map(String.init) ?? "unknown",
                day.agrees ? "agrees" : "DIFFERS"
            )
        }
        for table in [streams, days] where !table.isEmpty { for line in table.lines { console.out("  " + line) } }
        for item in report.outstanding {
            let place = [
                item.lane, item.direction, item.first.map { first in "\(first)" + (item.last.map { "-\($0)" } ?? "") },
                item.number,
            ].compactMap { $0 }.joined(separator: " ")
            console.out(TextWidth.printable("  \(item.cause)\(place.isEmpty ? "" : " \(place)"): \(item.text)"))
        }
        let more = report.outstandingTotal - Int64(report.outstanding.count)
        if more > 0 { console.out("  and \(more) more") }
    }
}
