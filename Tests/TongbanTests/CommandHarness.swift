import Foundation
import Logging
import MemoryNode
import NodeAPI
import ServiceLifecycle
import Synchronization
import Testing

@testable import tongban

/// What a command wrote, and how it ended.
struct Outcome: Sendable {
    var status: CommandStatus
    var out: [String]
    var err: [String]
    var bytes: Data

    /// Both streams as one text, for messages of tests.
    var text: String { (out + err).joined(separator: "\n") }

    /// The output as a JSON object.
    var json: [String: Any] {
        get throws {
            let value = try JSONSerialization.jsonObject(with: Data(out.joined(separator: "\n").utf8))
            return try #require(value as? [String: Any])
        }
    }
}

/// Runs commands in this process.
enum Commands {
    /// Runs one command line.
    static func run(_ arguments: [String], environment: [String: String] = [:]) async -> Outcome {
        let written = Mutex<(out: [String], err: [String], bytes: Data)>(([], [], Data()))
        let box = Box(written)
        let console = Console(
            out: { line in box.value.withLock { $0.out += line.components(separatedBy: "\n") } },
            err: { line in box.value.withLock { $0.err += line.components(separatedBy: "\n") } },
            bytes: { data in box.value.withLock { $0.bytes += data } },
            environment: environment
        )
        let status = await Tongban.execute(arguments, console: console)
        return box.value.withLock { Outcome(status: status, out: $0.out, err: $0.err, bytes: $0.bytes) }
    }

    private final class Box: Sendable {
        let value: Mutex<(out: [String], err: [String], bytes: Data)>
        init(_ value: consuming Mutex<(out: [String], err: [String], bytes: Data)>) { self.value = value }
    }
}

/// A node in memory with its API on a free port.
struct NodeHarness {
    let node = MemoryNode()
    var signIn = SignIn.off
    /// What the node shows over TLS.
    var certificates: Certificates?

    /// Runs a test against the node's address, and stops the node.
    func run(_ body: @Sendable @escaping (_ url: String) async throws -> Void) async throws {
        try await run(at: .loopback(host: "127.0.0.1", port: 0)) {
            try await body("\(certificates == nil ? "http" : "https")://\($0)")
        }
    }

    /// The same at an address of the test's choice.
    func run(at address: ListenAddress, _ body: @Sendable @escaping (ListenAddress) async throws -> Void) async throws {
        let (listening, tell) = AsyncStream<ListenAddress>.makeStream()
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let server = NodeAPIServer(
            node,
            at: [address],
            settings: .init(signIn: signIn),
            certificates: certificates,
            logger: quiet,
            onListening: { tell.yield($0) }
        )
        let group = ServiceGroup(configuration: .init(services: [server], logger: quiet))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { tell.finish() }
                try await group.run()
            }
            var addresses = listening.makeAsyncIterator()
            let bound = try #require(await addresses.next())
            let result: Result<Void, any Error>
            do {
                try await body(bound)
                result = .success(())
            } catch { result = .failure(error) }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            try result.get()
        }
    }
}

/// A folder for one test, removed at its end.
final class Folder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "tongban-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    /// Writes a file and gives its path.
    func file(_ name: String, _ data: Data) throws -> String {
        try data.write(to: URL(filePath: path + "/" + name))
        return path + "/" + name
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
