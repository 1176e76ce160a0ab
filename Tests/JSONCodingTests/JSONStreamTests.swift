import Foundation
import TestChance
import Testing

@testable import JSONCoding

@Suite("JSON that is written while values say what they hold")
struct JSONStreamTests {
    /// Any value of JSON, whose objects give their members in the order of a dictionary: in none.
    private enum Node: Encodable {
        case text(String)
        case whole(Int64)
        case small(UInt8)
        case real(Double)
        case flag(Bool)
        case null
        case list([Node])
        case object([String: Node])
        /// An object whose lists and objects are opened by hand.
        case nested([Node])

        struct Key: CodingKey {
            var stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue _: Int) { nil }
        }

        func encode(to encoder: any Encoder) throws {
            switch self {
            case .text(let value): try value.encode(to: encoder)
            case .whole(let value): try value.encode(to: encoder)
            case .small(let value): try value.encode(to: encoder)
            case .real(let value): try value.encode(to: encoder)
            case .flag(let value): try value.encode(to: encoder)
            case .null:
                var container = encoder.singleValueContainer()
                try container.encodeNil()
            case .list(let items): try items.encode(to: encoder)
            case .object(let members): try members.encode(to: encoder)
            case .nested(let items):
                var first = encoder.container(keyedBy: Key.self)
                var list = first.nestedUnkeyedContainer(forKey: Key(stringValue: "list"))
                for item in items { try list.encode(item) }
                var inner = list.nestedContainer(keyedBy: Key.self)
                try inner.encodeNil(forKey: Key(stringValue: "null"))
                try inner.encodeIfPresent(items.first, forKey: Key(stringValue: "first"))
                var empty = list.nestedUnkeyedContainer()
                #expect(empty.count == 0)
                try empty.encodeNil()
                #expect(list.count == items.count + 2)
                // The value opens its object a second time and goes on with it.
                var again = encoder.container(keyedBy: Key.self)
                _ = again.nestedContainer(keyedBy: Key.self, forKey: Key(stringValue: "empty"))
                try items.last?.encode(to: again.superEncoder(forKey: Key(stringValue: "above")))
                if items.isEmpty { try again.encode("", forKey: Key(stringValue: "above")) }
                try first.encode(items.count, forKey: Key(stringValue: "count"))
            }
        }
    }

    private struct Maker {
        var random: SplitMix
        static let scalars: [Unicode.Scalar] = [
            "\u{0}", "\u{8}", "\t", "\n", "\u{B}", "\u{C}", "\r", "\u{1F}", "\"", "\\", "/", "a", "Z", " ", "\u{7F}",
            "é", "衢",
            "\u{2028}", "𠮷", "\u{FFFF}",
        ]

        static let reals = [0, 1, -1.5, 1e300, 0.1, -0.0, 12_345.678]

        /// No key of the API needs an escape.
        mutating func key() -> String { text().filter { $0 >= " " && $0 != "\"" && $0 != "\\" } }

        mutating func text() -> String {
            var text = ""
            for _ in 0..<Int.random(in: 0...6, using: &random) {
                text.unicodeScalars.append(Self.scalars[Int.random(in: Self.scalars.indices, using: &random)])
            }
            return text
        }

        mutating func node(_ depth: Int) -> Node {
            switch Int.random(in: 0...(depth > 0 ? 9 : 6), using: &random) {
            case 0, 1: .text(text())
            case 2: .whole(.random(in: .min ... .max, using: &random))
            case 3: .small(.random(in: 0...255, using: &random))
            case 4: .real(Self.reals[Int.random(in: Self.reals.indices, using: &random)])
            case 5: .flag(.random(using: &random))
            case 6: .null
            case 7: .list((0..<Int.random(in: 0...4, using: &random)).map { _ in node(depth - 1) })
            case 8:
                .object(
                    Dictionary(
                        (0..<Int.random(in: 0...6, using: &random)).map { _ in (key(), node(depth - 1)) },
                        uniquingKeysWith: { $1 }
                    )
                )
            default: .nested((0..<Int.random(in: 0...3, using: &random)).map { _ in node(depth - 1) })
            }
        }
    }

    private static func foundation(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    @Test("Its text is that of Foundation's encoder, whatever is written", arguments: 1...8 as ClosedRange<UInt64>)
    func same(_ seed: UInt64) throws {
        var maker = Maker(random: SplitMix(seed: seed))
        for _ in 0..<300 {
            let node = maker.node(4)
            #expect(String(decoding: try JSONStream.bytes(node), as: UTF8.self) == (try Self.foundation(node)))
        }
    }

    @Test("Members come in the order of their keys, also where many came in another")
    func order() throws {
        struct Backwards: Encodable {
            var z = 1
            var m: [String: Int]? = ["b": 1, "a": 2, "": 3]
            var k: String?
            var a = ["x"]
        }
        let text = String(decoding: try JSONStream.bytes([Backwards(), Backwards()]), as: UTF8.self)
        let one = #"{"a":["x"],"m":{"":3,"a":2,"b":1},"z":1}"#
        #expect(text == "[\(one),\(one)]")
    }

    @Test("A number that JSON has no form for is an error", arguments: [Double.nan, .infinity, -.infinity])
    func numbers(_ number: Double) {
        #expect(throws: EncodingError.self) { try JSONStream.bytes(["a": number]) }
    }
}
