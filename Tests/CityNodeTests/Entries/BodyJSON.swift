import ExchangeWire
import Foundation

@testable import CityNode

/// A body as protobuf's JSON, in which the values of enumerations can be told from texts and changed.
struct BodyJSON {
    /// Where a value stands.
    struct Place {
        fileprivate enum Step {
            case key(String)
            case index(Int)
        }

        fileprivate var steps: [Step]

        /// The field's path in the contract's words, within what is said: the message around it is not named.
        var field: String {
            var names = steps.compactMap { step -> String? in
                guard case .key(let name) = step else { return nil }
                return name.reduce(into: "") { $0 += $1.isUppercase ? "_\($1.lowercased())" : "\($1)" }
            }
            let around = [
                "application", "remark", "correction", "hand_over", "report", "withdrawal", "delivery", "change",
            ]
            if let first = names.first, around.contains(first) { names.removeFirst() }
            return names.joined(separator: ".")
        }
    }

    private let kind: EntryKind
    private let type: any EntryBody.Type
    private let tree: Any

    init(_ encoded: EntryEncoder.Encoded) throws {
        let content = try EntryContent(kind: encoded.kind, lane: encoded.kind.lane, body: encoded.body)
        let body = sure(Mirror(reflecting: content).children.first?.value as? any EntryBody)
        kind = encoded.kind
        type = Swift.type(of: body)
        tree = try JSONSerialization.jsonObject(with: Data(body.jsonString().utf8))
    }

    /// The places of all values of enumerations: capital words with underscores.
    var enumerations: [Place] { Self.enumerations(in: tree, at: []) }

    /// The body with a number in one place.
    func body(with number: Int, at place: Place) throws -> EntryEncoder.Encoded {
        let json = try JSONSerialization.data(withJSONObject: Self.changed(tree, at: place.steps[...], to: number))
        let body = try type.init(jsonString: String(decoding: json, as: UTF8.self))
        return EntryEncoder.Encoded(kind: kind, body: try body.serializedBytes())
    }

    private static func enumerations(in value: Any, at steps: [Place.Step]) -> [Place] {
        switch value {
        case let object as [String: Any]:
            object.flatMap { enumerations(in: $0.value, at: steps + [.key($0.key)]) }
        case let list as [Any]:
            list.enumerated().flatMap { enumerations(in: $0.element, at: steps + [.index($0.offset)]) }
        case let text as String:
            text.wholeMatch(of: #/[A-Z]+(_[A-Z]+)+/#) == nil ? [] : [Place(steps: steps)]
        default: []
        }
    }

    private static func changed(_ value: Any, at steps: ArraySlice<Place.Step>, to number: Int) -> Any {
        guard let step = steps.first else { return number }
        switch (step, value) {
        case (.key(let key), var object as [String: Any]):
            object[key] = object[key].map { changed($0, at: steps.dropFirst(), to: number) }
            return object
        case (.index(let index), var list as [Any]):
            list[index] = changed(list[index], at: steps.dropFirst(), to: number)
            return list
        default: preconditionFailure("a place is within its tree")
        }
    }
}
