import ArgumentParser

/// The command `tongban status`.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Shows how the node does: counts, alarms, who knocked."
    )

    @OptionGroup var options: NodeOptions

    func run() async throws {
        let console = Console.current
        let answer = try await options.client().get("/v1/status")
        guard !options.json else { return console.out(answer.text) }
        let status = try answer.decode(StatusAnswer.self)
        console.out(TextWidth.printable("\(status.name) \(status.code)  tongban \(status.software)"))
        console.out("up since    \(Words.time(status.startedAt)), now \(Words.time(status.now))")
        let cases = status.cases.filter { $0.value > 0 }.sorted { $0.key < $1.key }
        console.out(
            "cases       "
                + (cases.isEmpty ? "none" : cases.map { "\($0.value) \($0.key)" }.joined(separator: ", "))
        )
        console.out("quarantine  \(status.quarantined) waiting")
        console.out(
            "disk        database \(Words.bytes(status.databaseBytes)), \(status.materials) materials with "
                + "\(Words.bytes(status.materialBytes)), \(Words.bytes(status.freeBytes)) free"
        )
        console.out("newest event \(status.newestEvent)")
        for peer in status.peers { console.out("peer        \(peer.code) \(peer.link)") }
        for alarm in status.alarms { console.out(alarm.line) }
        for stranger in status.strangers {
            console.out(
                TextWidth.printable(
                    "stranger    \(stranger.address), \(stranger.count) times, last \(Words.time(stranger.lastAt))"
                        + (stranger.key.map { ", key \($0)" } ?? "")
                )
            )
        }
    }
}
