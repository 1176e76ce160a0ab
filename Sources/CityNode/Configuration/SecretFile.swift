import Foundation

/// Files that only their owner may read, or that the service manager guards.
enum SecretFile {
    /// Refuses a file that others may read; one that is not there is left to whoever reads it.
    static func check(_ file: String, holds what: String) throws(ConfigurationError) {
        try Credentials.check(file)
        // The service manager lets one user in by other means than the mode, which looks wider than it is.
        guard !Credentials.current.guards(file) else { return }
        let attributes = try? FileManager.default.attributesOfItem(atPath: file)
        guard let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue, mode & 0o077 != 0 else { return }
        throw ConfigurationError(
            file: file,
            problem: "others may read \(what) (mode \(String(mode & 0o777, radix: 8)))",
            expected: "run: chmod 600 \(file)"
        )
    }
}
