import CityNode
import Foundation

/// What the machine says of a node.
enum SystemReport {
    /// A command may take this long; the journal of a busy machine is large.
    private static let commandSecondsMax = 30

    /// The software, the system and the machine.
    static var about: String {
        var lines = ["tongban \(CityNode.version)", "packed at \(ISO8601DateFormatter().string(from: Date()))"]
        for file in ["/etc/os-release", "/proc/version", "/proc/loadavg", "/proc/uptime", "/proc/meminfo"] {
            lines += ["", "== \(file)", SupportBundle.text(of: file)]
        }
        lines += ["", "== processors", "\(ProcessInfo.processInfo.processorCount)"]
        lines += ["", "== df", run(["df", "-hT"]), "== time", run(["timedatectl", "show"])]
        return lines.joined(separator: "\n")
    }

    /// Sizes, owners and permissions of the data folder's files; materials only as numbers.
    static func files(below data: String) -> String {
        var lines = [run(["ls", "-la", data])]
        var (count, bytes, parts) = (0, Int64(0), 0)
        let materials = URL(fileURLWithPath: data + "/materials")
        let found = FileManager.default.enumerator(
            at: materials,
            includingPropertiesForKeys: [.fileSizeKey, .isRegularFileKey]
        )
        while let file = found?.nextObject() as? URL {
            guard let values = try? file.resourceValues(forKeys: [.fileSizeKey, .isRegularFileKey]),
                values.isRegularFile == true
            else { continue }
            count += 1
            bytes += Int64(values.fileSize ?? 0)
            if file.path.contains("/incoming/") { parts += 1 }
        }
        lines.append("materials: \(count) files with \(bytes) bytes, \(parts) of them on their way\n")
        return lines.joined(separator: "\n")
    }

    /// How large the database's tables are.
    static func tables(of node: Configuration) -> String {
        do {
            return try Doctor.tables(of: node).map { "\($0.table) \($0.lastRow)" }.joined(separator: "\n") + "\n"
        } catch { return "not packed: \(error)\n" }
    }

    /// What the kernel says of the process that has the data open.
    static func process(of data: String) -> String {
        guard let process = NodeVisit.process(of: data) else { return "no process has the data open\n" }
        var lines = ["process \(process)"]
        for file in ["cmdline", "status", "limits", "io"] {
            let text = SupportBundle.text(of: "/proc/\(process)/\(file)").replacing("\0", with: " ")
            lines += ["", "== \(file)", text]
        }
        let files = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").count) ?? 0
        lines += ["", "== open files", "\(files)", ""]
        return lines.joined(separator: "\n")
    }

    /// The newest lines of a node's log.
    static func log(file: String?, unit: String, lines: Int) throws -> String {
        guard let file else {
            return run([
                "journalctl", "--unit", unit, "--lines", "\(lines)", "--no-pager", "--output", "short-iso-precise",
            ])
        }
        guard FileManager.default.isReadableFile(atPath: file) else {
            throw CommandFailure(.noInput, "\(file) can't be read", "Name the node's log file with --log.")
        }
        return run(["tail", "-n", "\(lines)", file])
    }

    /// What a command says, or why it says nothing.
    private static func run(_ words: [String]) -> String {
        let command = Process()
        let pipe = Pipe()
        command.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        command.arguments = ["timeout", "\(commandSecondsMax)"] + words
        command.standardOutput = pipe
        command.standardError = pipe
        do { try command.run() } catch { return "not packed: \(error)\n" }
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        command.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
