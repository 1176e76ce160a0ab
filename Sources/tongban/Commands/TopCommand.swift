import ArgumentParser
import Foundation

/// The command `tongban top`.
struct TopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "top",
        abstract: "Shows live how nodes do: links, backlogs, rates, times, disk, alarms.",
        discussion: """
            Keys: q or Ctrl-C ends it, p or the space bar stops the picture and lets it go on, + and - ask more or less often, \
            j and k or the arrows scroll. With --once, or where the output is no terminal, one frame is printed after one \
            interval, so that it has rates.

            Give --node or --config more than once for several nodes; a token, if any, has to hold at all of them. It needs \
            the scope node:read.
            """
    )

    @Option(
        name: .customLong("node"),
        help: "A node: http://127.0.0.1:PORT, https://HOST:PORT, or the path of its Unix socket. Else TONGBAN_NODE."
    )
    var nodes: [String] = []

    @Option(
        name: .customLong("config"),
        help: "A node's configuration file, which says where its API listens.",
        completion: .file(extensions: ["yaml"])
    )
    var files: [String] = []

    @OptionGroup var signIn: TokenOptions

    @Option(
        help: "The certificates that an https:// node's must be signed by, in PEM. Else TONGBAN_CA, else the system's.",
        completion: .file(extensions: ["pem"])
    )
    var ca: String?

    @Option(help: "Seconds between two frames, 1 to 60.")
    var interval = 2

    @Flag(help: "Print one frame and end.")
    var once = false

    /// How often keys are looked for.
    static let keyMilliseconds: Int64 = 50

    func validate() throws {
        guard (1...60).contains(interval) else { throw ValidationError("Give --interval in seconds, from 1 to 60.") }
    }

    func run() async throws {
        let clients = try clients()
        var view = clients.map { TopNode(name: $0.address.description) }
        if once || !Terminal.isThere {
            await Self.ask(clients, &view)
            try await Task.sleep(for: .seconds(interval))
            await Self.ask(clients, &view)
            let console = Console.current
            for line in TopFrame(view, head: Self.head(interval: interval)).lines { console.out(line.text) }
            if view.allSatisfy({ $0.last == nil }) {
                throw CommandFailure(.unreachable, "no node answers", "Is tongband running there? See its log.")
            }
            return
        }
        await show(clients, &view)
    }

    private func clients() throws -> [NodeClient] {
        let token = try signIn.read()
        var addresses = try nodes.map { try NodeOptions.address(node: $0, config: nil, hasToken: token != nil) }
        addresses += try files.map { try NodeOptions.address(node: nil, config: $0, hasToken: token != nil) }
        if addresses.isEmpty { addresses = [try NodeOptions.address(node: nil, config: nil, hasToken: token != nil)] }
        return addresses.map {
            NodeClient(address: $0, printsJSON: false, token: token, authorities: ca ?? NodeOptions.authorities)
        }
    }

    /// Asks all nodes at once: one that does not answer delays only itself, and by no more than an answer may take.
    private static func ask(_ clients: [NodeClient], _ view: inout [TopNode]) async {
        await withTaskGroup(of: Heard.self) { group in
            for (index, client) in clients.enumerated() {
                group.addTask { Heard(node: index, result: await TopReading.take(client)) }
            }
            for await heard in group { view[heard.node].take(heard.result) }
        }
    }

    /// What a node said, or why it did not.
    ///
    /// A type of its own: a tuple that the child task made where it catches came out of Swift 6.3.1's optimiser with a broken
    /// index.
    private struct Heard: Sendable {
        var node: Int
        var result: Result<TopReading, any Error>
    }

    private static func head(interval: Int, isPaused: Bool = false) -> String {
        "tongban top  \(isPaused ? "PAUSED" : "every \(interval) s")  q quit  p pause  + - interval  j k scroll"
    }

    private func show(_ clients: [NodeClient], _ view: inout [TopNode]) async {
        let terminal = Terminal()
        defer { terminal.close() }
        var (interval, isPaused, first) = (interval, false, 0)
        while !terminal.isStopped {
            if !isPaused { await Self.ask(clients, &view) }
            let due = ContinuousClock.now + .seconds(interval)
            var isFresh = true
            repeat {
                if isFresh {
                    let lines = TopFrame(view, head: Self.head(interval: interval, isPaused: isPaused)).lines
                    let (columns, rows) = terminal.size
                    first = min(first, TopScreen.lastFirst(lines, rows: rows))
                    terminal.write(TopScreen.text(lines, columns: columns, rows: rows, from: first))
                }
                isFresh = true
                switch terminal.key() {
                case .quit: return
                case .pause: isPaused.toggle()
                case .faster: interval = max(1, interval - 1)
                case .slower: interval = min(60, interval + 1)
                case .down: first += 1
                case .up: first = max(0, first - 1)
                case nil:
                    isFresh = false
                    try? await Task.sleep(for: .milliseconds(Self.keyMilliseconds))
                }
            } while !terminal.isStopped && (isPaused || ContinuousClock.now < due)
        }
    }
}
