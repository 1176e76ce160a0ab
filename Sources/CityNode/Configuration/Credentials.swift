import Foundation

/// Files that a service manager hands to this process alone (`systemd.exec(5)`, "Credentials"): wherever the configuration
/// names a file, `credential:NAME` names one of them.
package struct Credentials: Sendable, Hashable {
    /// The folder that the service manager made, if it made one.
    package var folder: String?
    /// Files that stand for credentials where there is no service manager, by name.
    package var files: [String: String]

    /// What stands before a credential's name.
    package static let prefix = "credential:"

    /// Those that this process was started with; a test or a check puts others in their place.
    @TaskLocal package static var current = Credentials(
        folder: ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"]
    )

    /// Credentials from a folder, or from files.
    package init(folder: String? = nil, files: [String: String] = [:]) {
        self.folder = folder.flatMap { $0.isEmpty ? nil : $0 }
        self.files = files
    }

    /// The path that a text of the configuration stands for; the text itself where it names no credential that is here.
    ///
    /// An operator who may read what the running service was given reads that, so that commands need no further options.
    ///
    /// - Parameter configuration: the node's configuration file, whose name is the service's instance.
    func path(of text: String, in configuration: String) -> String {
        guard let name = Self.name(in: text) else { return text }
        if let file = files[name] { return file }
        if let folder { return "\(folder)/\(name)" }
        let instance = URL(fileURLWithPath: configuration).deletingPathExtension().lastPathComponent
        let running = "\(Self.services)\(instance).service/\(name)"
        return FileManager.default.isReadableFile(atPath: running) ? running : text
    }

    /// Where systemd keeps what it gave to the instances of the unit.
    private static let services = "/run/credentials/tongband@"

    /// Whether the service manager looks after who may read a file.
    func guards(_ file: String) -> Bool {
        folder.map { file.hasPrefix($0 + "/") } ?? false || file.hasPrefix(Self.services)
    }

    /// Refuses what still stands as `credential:NAME`: nobody gave it.
    static func check(_ file: String) throws(ConfigurationError) {
        guard file.hasPrefix(prefix) else { return }
        guard let name = Self.name(in: file) else {
            throw ConfigurationError(
                file: file,
                problem: "this is no name of a credential",
                expected: "expected \(prefix) and letters, digits, '.', '_' or '-', such as \(prefix)keys"
            )
        }
        throw ConfigurationError(
            file: file,
            problem: "this process was given no credentials",
            expected: "start it as a service whose unit has LoadCredential=\(name):FILE, or name the file itself;"
                + " commands of tongban that read the configuration take --credential \(name)=FILE"
        )
    }

    private static func name(in text: String) -> String? {
        guard text.hasPrefix(prefix) else { return nil }
        let name = text.dropFirst(prefix.count)
        let isName = name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || [0x2D, 0x2E, 0x5F].contains(byte)
        }
        return isName && (1...255).contains(name.utf8.count) && name != "." && name != ".." ? String(name) : nil
    }
}
