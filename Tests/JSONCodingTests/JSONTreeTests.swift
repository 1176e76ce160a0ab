import Foundation
import TestChance
import Testing

@testable import JSONCoding

@Suite("Values that are read from JSON")
struct JSONTreeTests {
    private enum Colour: String, Codable, CodingKeyRepresentable { case red, green }

    /// One of everything that a value of this project can hold.
    private struct Sample: Codable, Hashable {
        var text: String
        var whole: Int
        var long: Int64
        var small: UInt8?
        var real: Double
        var flag: Bool?
        var list: [[Int]]
        var names: [String: Sample.Inner]
        var colours: [Colour: Int]
        var inner: Inner?

        struct Inner: Codable, Hashable {
            var colour: Colour
            var texts: [String?]
        }
    }

    private static let text = """
        {"text":"衢州 \\"x\\" \\u00e9","whole":-3,"long":9007199254740993,"small":255,"real":1.5e-3,"flag":true,
         "list":[[1,2],[]],"names":{"a":{"colour":"red","texts":["b",null]}},"colours":{"green":4},
         "inner":{"colour":"green","texts":[]}}
        """

    /// How a decoder sees a text: the value, or where and how it is wrong.
    private enum Seen: Hashable {
        case value(Sample)
        case wrong(String, at: String)

        init(_ read: () throws -> Sample) {
            do {
                self = .value(try read())
            } catch let DecodingError.typeMismatch(_, context) {
                self = .wrong("type", at: Self.path(context.codingPath))
            } catch let DecodingError.valueNotFound(_, context) {
                self = .wrong("null", at: Self.path(context.codingPath))
            } catch let DecodingError.keyNotFound(key, context) {
                self = .wrong("missing", at: Self.path(context.codingPath + [key]))
            } catch let DecodingError.dataCorrupted(context) {
                self = .wrong("value", at: Self.path(context.codingPath))
            } catch {
                self = .wrong("\(error)", at: "")
            }
        }

        private static func path(_ keys: [any CodingKey]) -> String {
            keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
        }
    }

    private static func compare(_ bytes: [UInt8]) throws -> Bool {
        let ours = Seen { try JSONTree.decode(Sample.self, from: bytes) }
        let theirs = Seen { try JSONDecoder().decode(Sample.self, from: Data(bytes)) }
        // Foundation's does not say where a number stands that does not fit.
        if case .wrong("value", _) = ours {
            #expect(theirs == ours || theirs == .wrong("value", at: ""))
        } else {
            #expect(ours == theirs, "\(String(decoding: bytes, as: UTF8.self))")
        }
        if case .value = ours { return true } else { return false }
    }

    @Test("A whole value is read as Foundation reads it")
    func whole() throws {
        #expect(try Self.compare(Array(Self.text.utf8)))
        let sample = try JSONTree.decode(Sample.self, from: Array(Self.text.utf8))
        #expect(try JSONTree.decode(Sample.self, from: try JSONStream.bytes(sample)) == sample)
    }

    /// Replaces values of a tree by others, so that the text stays JSON.
    private static func changed(_ node: JSONNode, _ random: inout SplitMix, oneIn: Int) -> JSONNode {
        if random.below(oneIn) == 0 {
            let others: [JSONNode] = [
                .null, .flag(false), .text("blue"), .text("red"), .number("7"), .number("-1"), .number("256"),
                .number("1.0"), .number("2.5"), .number("1e3"), .number("99999999999999999999"), .list([]),
                .object([]), .list([.number("1")]),
            ]
            return others[random.below(others.count)]
        }
        switch node {
        case .object(let members):
            return .object(
                members.compactMap { member in
                    if random.below(oneIn) == 0 { return nil }
                    return .init(key: member.key, value: changed(member.value, &random, oneIn: oneIn))
                }
            )
        case .list(let items): return .list(items.map { changed($0, &random, oneIn: oneIn) })
        default: return node
        }
    }

    @Test("A changed one is read, or refused at the same place, as by Foundation", arguments: UInt64(1)...6)
    func agrees(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let node = try JSONParser.parse(Array(Self.text.utf8))
        var read = 0
        for _ in 0..<500 {
            let bytes = Array(Self.changed(node, &random, oneIn: 24).text.utf8)
            if try Self.compare(bytes) { read += 1 }
        }
        #expect((25...475).contains(read), "both sorts are seen")
    }

    @Test("What is refused is told without what stands there")
    func silence() throws {
        let secret = "11010519491231002X"
        for text in ["[\"\(secret)\"]", "{\"\(secret)\":\"\(secret)\"}", "\"\(secret)\"", "123456789012345678901"] {
            do {
                _ = try JSONTree.decode([Int].self, from: Array(text.utf8))
                Issue.record("\(text) is no list of numbers")
            } catch let DecodingError.typeMismatch(_, context) {
                #expect(!context.debugDescription.contains(secret))
            } catch {
                #expect(!"\(error)".contains(secret))
            }
        }
    }
}

extension JSONNode {
    /// The value as a text.
    fileprivate var text: String {
        switch self {
        case .object(let members): "{" + members.map { "\"\($0.key)\":" + $0.value.text }.joined(separator: ",") + "}"
        case .list(let items): "[" + items.map(\.text).joined(separator: ",") + "]"
        case .text(let text): String(decoding: (try? JSONEncoder().encode(text)) ?? Data(), as: UTF8.self)
        case .number(let text): text
        case .flag(let flag): flag ? "true" : "false"
        case .null: "null"
        }
    }
}
