import Foundation
import Hummingbird

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
