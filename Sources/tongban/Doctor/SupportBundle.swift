import Foundation

/// A folder of texts that becomes a bundle for somebody else.
struct SupportBundle {
    /// The names of its files, in the order in which they were added.
    private(set) var names: [String] = []
    private let scrub: Scrub
    private let folder: String

    private static let name = "tongban-diagnostics"

    /// Begins an empty one in a folder of its own that nobody else may look into.
    init(scrub: Scrub) throws {
        self.scrub = scrub
        var template = Array((NSTemporaryDirectory() + "tongban-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else {
            throw CommandFailure(.cannotWrite, "no temporary folder: \(String(cString: strerror(errno)))")
        }
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        try FileManager.default.createDirectory(atPath: "\(folder)/\(Self.name)", withIntermediateDirectories: false)
    }

    /// Adds a text, without what may not leave the city.
    mutating func add(_ name: String, _ text: String) throws {
        try Data(scrub(text).utf8).write(to: URL(fileURLWithPath: "\(folder)/\(Self.name)/\(name)"))
        names.append(name)
    }

    /// Writes all of it into a file that only this user may read.
    func pack(into file: String) throws {
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw CommandFailure(
                .cannotWrite,
                "\(file): \(String(cString: strerror(errno)))",
                "Name a file in a folder that you may write to, with --output."
            )
        }
        close(descriptor)
        let tar = Process()
        tar.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        tar.arguments = ["tar", "-C", folder, "--owner=0", "--group=0", "-czf", file, Self.name]
        try tar.run()
        tar.waitUntilExit()
        guard tar.terminationStatus == 0 else {
            unlink(file)
            throw CommandFailure(.cannotWrite, "tar could not write \(file)", "Its message stands above.")
        }
    }

    /// Removes the folder.
    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    /// A file's text, or why it can't be read.
    static func text(of file: String) -> String {
        do { return try String(contentsOfFile: file, encoding: .utf8) } catch { return "not packed: \(error)\n" }
    }
}
