import Foundation

/// Where a command writes to: the terminal, or a test.
struct Console: Sendable {
    /// Writes a line of the result.
    var out: @Sendable (String) -> Void
    /// Writes a line about what went wrong or is going on.
    var err: @Sendable (String) -> Void
    /// Writes bytes of a result as they are.
    var bytes: @Sendable (Data) throws -> Void
    /// The environment.
    var environment: [String: String]

    /// The process's own streams.
    static let standard = Console(
        // A reader that has left (`tongban case list | head`) is no fault.
        out: { try? FileHandle.standardOutput.write(contentsOf: Data(($0 + "\n").utf8)) },
        err: { try? FileHandle.standardError.write(contentsOf: Data(($0 + "\n").utf8)) },
        bytes: { try FileHandle.standardOutput.write(contentsOf: $0) },
        environment: ProcessInfo.processInfo.environment
    )

    /// The console of the command that runs.
    @TaskLocal static var current: Console = .standard
}
