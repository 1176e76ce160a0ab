import Foundation
import HTTPTypes
import Testing

@testable import NodeAPI

/// The description as a caller reads it.
enum PublishedDescription {
    /// The document.
    nonisolated(unsafe) static let document: [String: Any] = {
        let bytes = Data(APIDescription.document().compact.utf8)
        return (try? JSONSerialization.jsonObject(with: bytes) as? [String: Any]) ?? [:]
    }()

    /// Checks values against its schemas.
    static var checker: SchemaChecker { SchemaChecker(document: document) }

    /// What it says of an operation.
    static func operation(_ operation: NodeAPI.Operation) -> [String: Any]? {
        let route = operation.route
        let paths = document["paths"] as? [String: [String: [String: Any]]]
        return paths?[route.path]?[route.method.rawValue.lowercased()]
    }

    /// The operation at a method and an address.
    static func operation(_ method: HTTPRequest.Method, _ uri: String) -> NodeAPI.Operation? {
        let parts = uri.prefix { $0 != "?" }.split(separator: "/")
        return NodeAPI.Operation.allCases.filter { operation in
            let pattern = operation.route.path.split(separator: "/")
            return operation.route.method == method && pattern.count == parts.count
                && zip(pattern, parts).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
        }.min { $0.route.path.filter { $0 == "{" }.count < $1.route.path.filter { $0 == "{" }.count }
    }
}

extension Answer {
    /// Makes sure that the description knows this answer: its status, its headers, its media type and every key.
    func checkDescribed(_ method: HTTPRequest.Method, _ uri: String) throws {
        guard let operation = PublishedDescription.operation(method, uri) else { return }
        let place = "\(operation) \(status)"
        let said = try #require(PublishedDescription.operation(operation), "\(place)")
        let responses = try #require(said["responses"] as? [String: [String: Any]], "\(place)")
        let reference = responses[String(status)]?["$ref"] as? String
        guard let response = reference.map(PublishedDescription.checker.resolve) ?? responses[String(status)] else {
            Issue.record("\(place) is not described: \(text)")
            return
        }
        for (name, described) in response["headers"] as? [String: [String: Any]] ?? [:] {
            guard described["required"] as? Bool == true else { continue }
            #expect(header(name) != nil, "\(place) has no header \(name)")
        }
        let type = header("Content-Type").map { String($0.prefix { $0 != ";" }) }
        guard let content = response["content"] as? [String: [String: Any]] else {
            #expect(self.response.body.readableBytes == 0, "\(place) has a body")
            return
        }
        let media = content[type ?? ""] ?? content["*/*"]
        #expect(media != nil, "\(place) is \(type ?? "of no type"), not one of \(content.keys)")
        guard let schema = media?["schema"] as? [String: Any] else { return }
        let faults = PublishedDescription.checker.faults(of: try json, in: schema)
        #expect(faults.isEmpty, "\(place): \(faults.joined(separator: "; "))")
    }
}
