import Foundation

/// Runs programs for the rules that only a program can check.
enum Tool {
    /// What a program said and how it ended.
    struct Ending {
        let code: Int32
        let output: String
    }

    /// Runs a program in the repository's root with both outputs together, and waits for its end.
    static func run(_ arguments: String...) throws -> Ending {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.currentDirectoryURL = Repository.root
        process.standardInput = FileHandle.nullDevice
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Ending(code: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
    }

    /// Whether a program of this name is on the path.
    static func isInstalled(_ name: String) -> Bool {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.contains { FileManager.default.isExecutableFile(atPath: $0 + "/" + name) }
    }
}
