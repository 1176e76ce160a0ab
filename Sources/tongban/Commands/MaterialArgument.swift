import ArgumentParser
import Foundation

/// A document on the command line: `path[:name[:form]]`.
struct MaterialArgument: ExpressibleByArgument, Hashable {
    /// The file.
    let path: String
    /// What the case calls it; the file's name without its ending where nothing is said.
    let name: String
    /// `original`, `copy` or `electronic`.
    let form: String

    /// The forms that there are.
    static let forms = ["original", "copy", "electronic"]

    /// Reads `path[:name[:form]]`; a path that has a colon of its own is taken whole where such a file exists.
    init?(argument: String) {
        let parts =
            FileManager.default.fileExists(atPath: argument)
            ? [argument[...]] : argument.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard let first = parts.first, !first.isEmpty else { return nil }
        path = String(first)
        let fallback = URL(filePath: path).deletingPathExtension().lastPathComponent
        name = parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : fallback
        form = parts.count > 2 ? String(parts[2]) : "electronic"
        guard Self.forms.contains(form) else { return nil }
    }

    /// The completion: a file.
    static var defaultCompletionKind: CompletionKind { .file() }

    /// The media type that the file's ending stands for.
    var mediaType: String {
        let types = [
            "pdf": "application/pdf", "ofd": "application/ofd", "jpg": "image/jpeg", "jpeg": "image/jpeg",
            "png": "image/png", "tif": "image/tiff", "tiff": "image/tiff", "xml": "application/xml",
            "txt": "text/plain", "zip": "application/zip", "json": "application/json",
            "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ]
        return types[URL(filePath: path).pathExtension.lowercased()] ?? "application/octet-stream"
    }

    /// Puts the file to the node, and gives the reference that a case holds.
    func upload(to client: NodeClient) async throws -> [String: Any] {
        let stored = try await MaterialUpload.put(path, to: client)
        return [
            "digest": stored.digest, "name": name, "mediaType": mediaType, "size": NSNumber(value: stored.size),
            "form": form,
        ]
    }
}

/// A line of a form on the command line: `name=value`.
struct FieldArgument: ExpressibleByArgument, Hashable {
    let name: String
    let value: String

    /// Reads `name=value`.
    init?(argument: String) {
        guard let sign = argument.firstIndex(of: "="), sign > argument.startIndex else { return nil }
        name = String(argument[..<sign])
        value = String(argument[argument.index(after: sign)...])
    }

    /// As a case holds it.
    var json: [String: Any] { ["name": name, "value": value] }
}

/// A defect on the command line: `subject:problem:remedy`.
struct DefectArgument: ExpressibleByArgument, Hashable {
    let subject: String
    let problem: String
    let remedy: String

    /// Reads `subject:problem:remedy`.
    init?(argument: String) {
        let parts = argument.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        (subject, problem, remedy) = (String(parts[0]), String(parts[1]), String(parts[2]))
    }

    /// As a case holds it.
    var json: [String: Any] { ["subject": subject, "problem": problem, "remedy": remedy] }
}

/// What allows a second correction on the command line: `supervisor:reason`.
struct ExceptionArgument: ExpressibleByArgument, Hashable {
    let supervisor: String
    let reason: String

    /// Reads `supervisor:reason`.
    init?(argument: String) {
        let parts = argument.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        (supervisor, reason) = (String(parts[0]), String(parts[1]))
    }

    /// As an action holds it.
    var json: [String: Any] { ["supervisor": supervisor, "reason": reason] }
}
