import Foundation

/// The repository's files, found from where this file was compiled.
enum Repository {
    /// The root folder.
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Folders that hold what is made, not what is written.
    private static let made: Set<String> = ["__pycache__", "lab", "node_modules"]

    /// One file of the repository.
    struct File: Sendable, CustomStringConvertible {
        /// The path from the root.
        let path: String
        /// The whole text.
        let text: String

        var description: String { path }

        /// The text's lines; a last line feed ends a line and begins none.
        var lines: [Substring] {
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            if lines.last?.isEmpty == true { lines.removeLast() }
            return lines
        }

        /// True for code that a tool wrote.
        var isGenerated: Bool { path.hasSuffix(".pb.swift") || path.hasSuffix(".grpc.swift") }
    }

    /// Every UTF-8 text file below the given folders (or the files themselves), without hidden ones, in order.
    static func files(in folders: [String], ending suffixes: [String] = [""]) throws -> [File] {
        var found: [File] = []
        for folder in folders {
            for path in paths(below: folder) where suffixes.contains(where: path.hasSuffix) {
                let bytes = try Data(contentsOf: root.appending(path: path))
                if let text = String(data: bytes, encoding: .utf8) {
                    found.append(File(path: path, text: text))
                }
            }
        }
        return found
    }

    /// The text of one file.
    static func text(of path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// Whether something stands at this path.
    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }

    /// The names in a folder, in order; none where there is no such folder.
    static func names(in folder: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
        return (names ?? []).sorted()
    }

    private static func paths(below path: String) -> [String] {
        var isFolder: ObjCBool = false
        let manager = FileManager.default
        guard manager.fileExists(atPath: root.appending(path: path).path, isDirectory: &isFolder) else { return [] }
        guard isFolder.boolValue else { return [path] }
        return names(in: path)
            .filter { !$0.hasPrefix(".") && !made.contains($0) }
            .flatMap { paths(below: path + "/" + $0) }
    }
}
