import CaseModel

/// A folder where a department's system leaves what it has to say (文件交换目录).
package struct DropSettings: Hashable, Sendable {
    /// The folder.
    package var folder: String
    /// The office for which the system speaks.
    package var office: String
    /// The roles in which it may; the first is meant where a package names none.
    package var roles: [Role]
    /// Who is named where a package names nobody.
    package var officer: String
    /// The largest package with its files, in bytes.
    package var bytesMax: Int64
    /// Time between two looks into the folder, in seconds.
    package var seconds: Int
}

extension Configuration {
    /// Reads where packages are left; `nil` where nothing is said.
    ///
    /// - Parameter path: makes a path of one that is relative to the file.
    static func fileDrop(
        _ top: YAMLMapping,
        path: (String) -> String
    ) throws(ConfigurationError) -> DropSettings? {
        guard
            let drop = try top.mapping(
                "file-drop",
                allowed: ["folder", "office", "roles", "officer", "size-max", "seconds"]
            )
        else { return nil }
        let expectation = "expected roles such as windowClerk or reviewer"
        let roles = try drop.values("roles", expected: expectation, read: { Role(rawValue: $0) })
        guard !roles.isEmpty else { throw drop.error("roles", "names none", expected: expectation) }
        let office = try drop.text("office", expected: "expected the name of the office that the system speaks for")
        return DropSettings(
            folder: path(try drop.text("folder", expected: "expected a folder that the system may write to")),
            office: office,
            roles: roles,
            officer: try drop.optionalText("officer", expected: "expected who is named where a package names nobody")
                ?? office,
            bytesMax: try drop.optionalValue("size-max", expected: ByteSize.expectation, read: ByteSize.read)
                ?? materialBytesLimit,
            seconds: try drop.optionalValue(
                "seconds",
                expected: "expected a whole number of seconds from 1 to 3600",
                read: { text in Int(text).flatMap { (1...3_600).contains($0) ? $0 : nil } }
            ) ?? 2
        )
    }
}
