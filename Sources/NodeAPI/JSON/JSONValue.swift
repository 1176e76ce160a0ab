import JSONCoding

/// A JSON value that is written: its keys stay in the order in which they were given.
indirect enum JSONValue: Hashable, Sendable {
    /// A text.
    case text(String)
    /// A whole number.
    case whole(Int64)
    /// True or false.
    case flag(Bool)
    /// Nothing.
    case null
    /// A list.
    case list([JSONValue])
    /// An object.
    case object([Pair])

    /// A key with its value.
    struct Pair: Hashable, Sendable {
        /// The key.
        var key: String
        /// What it stands for.
        var value: JSONValue

        /// Takes both.
        init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// On one line, with slashes and everything beyond ASCII as they are.
    var compact: String {
        switch self {
        case .text(let text): Self.quoted(text)
        case .whole(let number): String(number)
        case .flag(let flag): flag ? "true" : "false"
        case .null: "null"
        case .list(let items): "[" + items.map(\.compact).joined(separator: ",") + "]"
        case .object(let pairs):
            "{" + pairs.map { "\(Self.quoted($0.key)):\($0.value.compact)" }.joined(separator: ",") + "}"
        }
    }

    /// On lines of its own where it would be too long for one, for people.
    var spacious: String { spacious(indent: "") }

    private func spacious(indent: String) -> String {
        let line = onOneLine
        guard indent.count + line.count > Self.columnsMax else { return line }
        let inner = indent + "  "
        switch self {
        case .text, .whole, .flag, .null: return line
        case .list(let items):
            let lines = items.map { inner + $0.spacious(indent: inner) }
            return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
        case .object(let pairs):
            let lines = pairs.map { "\(inner)\(Self.quoted($0.key)): \($0.value.spacious(indent: inner))" }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
        }
    }

    private var onOneLine: String {
        switch self {
        case .text, .whole, .flag, .null: compact
        case .list(let items): "[" + items.map(\.onOneLine).joined(separator: ", ") + "]"
        case .object(let pairs):
            "{" + pairs.map { "\(Self.quoted($0.key)): \($0.value.onOneLine)" }.joined(separator: ", ") + "}"
        }
    }

    private static let columnsMax = 76

    private static func quoted(_ text: String) -> String {
        var output = JSONOutput()
        output.text(text)
        return String(decoding: output.bytes, as: UTF8.self)
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(stringLiteral text: String) { self = .text(text) }

    init(integerLiteral number: Int64) { self = .whole(number) }

    init(booleanLiteral flag: Bool) { self = .flag(flag) }

    init(arrayLiteral items: JSONValue...) { self = .list(items) }

    init(dictionaryLiteral pairs: (String, JSONValue)...) { self = .object(pairs.map { Pair($0, $1) }) }
}
