/// A JSON value as it was sent, for checking its shape before it is decoded.
indirect enum JSONNode: Hashable, Sendable {
    case object([Member])
    case list([JSONNode])
    case text(String)
    case number(isWhole: Bool)
    case flag
    case null

    /// A key with its value.
    struct Member: Hashable, Sendable {
        var key: String
        var value: JSONNode
    }

    /// The value of a key; `nil` where there is none, and for what is no object.
    subscript(key: String) -> JSONNode? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// What it is, for a sentence.
    var typeName: String {
        switch self {
        case .object: "an object"
        case .list: "a list"
        case .text: "a text"
        case .number(let isWhole): isWhole ? "a whole number" : "a number"
        case .flag: "true or false"
        case .null: "null"
        }
    }
}
