import ArgumentParser
import AsyncHTTPClient
import Foundation

/// The command `tongban extract`.
struct ExtractCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract",
        abstract: "Writes tables of cases and events for other systems, without personal data (数据归集).",
        discussion: """
            Lines of JSON, or comma-separated values with --csv. Every row has a sequence: --after goes on behind one.
            """
    )

    /// What a table holds.
    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case cases, events
    }

    /// What a case's days are.
    enum Basis: String, ExpressibleByArgument, CaseIterable {
        case registered, changed
    }

    /// How long a table may take.
    static let secondsMax: Int64 = 24 * 3_600

    @Argument(help: "cases or events.")
    var kind: Kind

    @Option(help: "The first day, yyyy-mm-dd.")
    var from: String?

    @Option(help: "The last day, yyyy-mm-dd.")
    var to: String?

    @Option(help: "For cases: whether the days are those of the registration or of the last change.")
    var by: Basis?

    @Option(help: "The sequence of the last row that is there already.")
    var after: Int64?

    @Flag(help: "Write comma-separated values for a spreadsheet or a loader.")
    var csv = false

    @OptionGroup var options: NodeOptions

    func validate() throws {
        if kind == .events, by != nil { throw ValidationError("--by goes with cases only: events have one time.") }
    }

    func run() async throws {
        let client = try options.client()
        let query = Query([
            ("by", by?.rawValue), ("from", from), ("to", to), ("after", after.map(String.init)),
            ("format", csv ? "csv" : "ndjson"),
        ])
        let request = HTTPClientRequest(url: client.address.base + "/v1/extracts/\(kind.rawValue)" + query.text)
        let response = try await client.open(request, seconds: Self.secondsMax)
        guard response.status == .ok else { throw client.failure(try await client.read(response)) }
        let console = Console.current
        do {
            for try await chunk in response.body { try console.bytes(Data(chunk.readableBytesView)) }
        } catch {
            throw CommandFailure(
                .unreachable,
                "the connection was lost before the table's end",
                "Take it again, or go on with --after and the sequence of the last row that came whole."
            )
        }
    }
}
