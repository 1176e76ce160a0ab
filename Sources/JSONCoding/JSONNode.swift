/// A JSON value (RFC 8259) as it was sent: checked for its shape, and decoded by ``JSONTree``.
package enum JSONNode: Hashable, Sendable {
    /// An object; its members in the order in which they came, a key that stands twice included.
    case object([Member])
    /// A list.
    case list([JSONNode])
    /// A text.
    case text(String)
    /// A number, as it was written.
    case number(String)
    /// True or false.
    case flag(Bool)
    /// Nothing.
    case null

    /// A key with its value.
    package struct Member: Hashable, Sendable {
        /// The key.
        package var key: String
        /// Its value.
        package var value: JSONNode
    }

    /// The value of a key; `nil` where there is none, and for what is no object.
    package subscript(key: String) -> JSONNode? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// True for a number that is written without a point and without an exponent.
    package var isWhole: Bool {
        guard case .number(let text) = self else { return false }
        return text.utf8.allSatisfy { $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) }
    }

    /// What it is, for a sentence.
    package var typeName: String {
        switch self {
        case .object: "an object"
        case .list: "a list"
        case .text: "a text"
        case .number: isWhole ? "a whole number" : "a number"
        case .flag: "true or false"
        case .null: "null"
        }
    }
}
