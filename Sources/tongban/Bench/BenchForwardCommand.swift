import ArgumentParser
import CityNode
import ExchangeCore
import Foundation

/// Two nodes in processes of their own: bulk submission at one, durable and registered at the other, receipted back.
struct BenchForwardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forward",
        abstract: "Measures cases per second from one node to another, durable at both ends.",
        discussion: """
            Cases are handed to the first node's command interface, without HTTP. The clock runs until every case is \
            registered at the second node, and until the first node has that registration on its own disk too.
            """
    )

    @Option(help: "Cases to forward.")
    var cases = 100_000

    @Option(help: "Bytes of form data per case.")
    var bytes = 1_024

    @Option(help: "Submissions handed over at once.")
    var batch = 2_048

    func validate() throws {
        guard cases > 0, (1...100_000).contains(bytes), batch > 0 else {
            throw ValidationError("--cases and --batch must be positive, --bytes from 1 to 100000")
        }
    }

    mutating func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tongban-bench-\(getpid())").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        guard let quzhou = NodeCode("330800"), let nanping = NodeCode("350700") else { return }
        let files = try Laboratory(
            folder: folder,
            cities: [.init(code: quzhou, name: "衢州市"), .init(code: nanping, name: "南平市")],
            firstPort: Int.random(in: 20_000...50_000)
        ).write()
        let receiver = try child(["bench", "node", "--config", files[1]])
        defer { end(receiver) }
        let sender = try child([
            "bench", "node", "--config", files[0], "--submit", "\(cases)", "--bytes", "\(bytes)", "--batch", "\(batch)",
            "--to", "\(nanping)",
        ])
        sender.waitUntilExit()
        guard sender.terminationStatus == 0 else { throw CommandFailure(.nodeFailed, "the sending node failed") }
    }

    private func child(_ arguments: [String]) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = arguments
        try process.run()
        return process
    }

    private func end(_ process: Process) {
        process.terminate()
        process.waitUntilExit()
    }
}
