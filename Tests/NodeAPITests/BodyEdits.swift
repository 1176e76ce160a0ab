import Foundation
import Hummingbird
import Testing

@testable import NodeAPI

/// A JSON body with one thing changed, and the place where that was done as a problem names it.
struct BodyEdit {
    /// What was done.
    enum Change: CaseIterable {
        /// The key is gone.
        case removed
        /// Its value is `null`.
        case null
        /// Its value is of another type.
        case retyped
        /// The object there has one more key.
        case extended
    }

    var change: Change
    var field: String
    var body: Any

    /// Every change of every key at every depth.
    static func all(of body: Any) -> [BodyEdit] { edits(of: body, at: "") }

    /// Makes sure that what is said of the changed body names the change and its place.
    ///
    /// - Parameters:
    ///   - isWhole: Whether the model's own value can be read from the changed body.
    ///   - read: Reads a body as a route does.
    func check(isWhole: Bool, _ read: (JSONBody) throws -> Void) async throws {
        let body = try await JSONBody.of(body)
        let problem = await Self.problem { try read(body) }
        let place = Comment(rawValue: "\(field) \(change): \(problem?.detail ?? "understood")")
        switch change {
        case .extended: #expect(problem?.kind.name == "unknown-key", place)
        case .retyped: #expect(problem?.kind.name == "wrong-type", place)
        case .removed: #expect(problem?.kind.name == (isWhole ? nil : "missing-key"), place)
        case .null: #expect(problem?.kind.name == (isWhole ? nil : "wrong-type"), place)
        }
        if let problem { #expect(problem.field == field, place) }
    }

    /// The problem that a piece of work ends with, or `nil`.
    static func problem(_ work: () async throws -> Void) async -> Problem? {
        do {
            try await work()
            return nil
        } catch { return error as? Problem ?? Problem(.fault, "\(error)") }
    }

    private static func edits(of value: Any, at field: String) -> [BodyEdit] {
        if let object = value as? [String: Any] {
            let more = object.merging(["colour": 1]) { $1 }
            let own = BodyEdit(change: .extended, field: join(field, "colour"), body: more)
            return object.reduce(into: [own]) { all, pair in
                let place = join(field, pair.key)
                func edit(_ change: Change, _ value: Any?) -> BodyEdit {
                    var copy = object
                    copy[pair.key] = value
                    return BodyEdit(change: change, field: place, body: copy)
                }
                all += [
                    edit(.removed, nil), edit(.null, NSNull()), edit(.retyped, otherType(than: pair.value)),
                ]
                all += edits(of: pair.value, at: place).map { inner in
                    var outer = edit(inner.change, inner.body)
                    outer.field = inner.field
                    return outer
                }
            }
        }
        guard let list = value as? [Any] else { return [] }
        return list.indices.flatMap { index in
            edits(of: list[index], at: "\(field)[\(index)]").map { inner in
                var outer = inner
                var copy = list
                copy[index] = inner.body
                outer.body = copy
                return outer
            }
        }
    }

    private static func join(_ field: String, _ key: String) -> String { field.isEmpty ? key : "\(field).\(key)" }

    private static func otherType(than value: Any) -> Any {
        switch value {
        case is [String: Any]: [Any]()
        case is [Any]: "x"
        case is String: 7
        default: "7"
        }
    }
}

extension JSONBody {
    /// The body of a request that holds this value.
    static func of(_ value: Any) async throws -> JSONBody {
        try await of(text: String(decoding: JSONSerialization.data(withJSONObject: value), as: UTF8.self))
    }

    /// The body of a request that holds this text.
    static func of(text: String) async throws -> JSONBody {
        try await JSONBody(
            Request(
                head: .init(
                    method: .post,
                    scheme: "http",
                    authority: "localhost",
                    path: "/",
                    headerFields: [.contentType: "application/json"]
                ),
                body: .init(buffer: ByteBuffer(string: text))
            )
        )
    }
}
