/// Reads values from JSON that was parsed.
///
/// It takes what Foundation's `JSONDecoder` takes for texts, whole and real numbers, flags, lists and objects, in a fraction
/// of its time. Dates, data and addresses have no form of their own here: they are what their `init(from:)` reads.
package struct JSONTree: Decoder {
    fileprivate let node: JSONNode
    fileprivate let path: CodingTrail?

    /// Where the value stands in the whole text.
    package var codingPath: [any CodingKey] { path?.keys ?? [] }
    /// Nothing.
    package var userInfo: [CodingUserInfoKey: Any] { [:] }

    fileprivate init(_ node: JSONNode, _ path: CodingTrail?) {
        self.node = node
        self.path = path
    }

    /// Reads a value.
    ///
    /// - Throws: a `DecodingError` with the place, which never repeats what stands there, or what the value's own
    ///   `init(from:)` throws.
    package static func decode<Value: Decodable>(_: Value.Type, from node: JSONNode) throws -> Value {
        try Value(from: JSONTree(node, nil))
    }

    /// Reads a value from a text; throws a ``JSONParser/Fault`` too.
    package static func decode<Value: Decodable>(_: Value.Type, from text: [UInt8]) throws -> Value {
        try decode(Value.self, from: try JSONParser.parse(text))
    }

    package func container<Key: CodingKey>(keyedBy _: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .object(let members) = node else { throw mismatch([String: JSONNode].self, "an object") }
        return KeyedDecodingContainer(TreeMembers(members: members, tree: self))
    }

    package func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .list(let items) = node else { throw mismatch([JSONNode].self, "a list") }
        return TreeItems(items: items, tree: self)
    }

    package func singleValueContainer() -> any SingleValueDecodingContainer { TreeValue(tree: self) }

    fileprivate func inner(_ node: JSONNode, at key: any CodingKey) -> JSONTree {
        JSONTree(node, CodingTrail(key: key, outer: path))
    }

    fileprivate var text: String {
        get throws {
            guard case .text(let text) = node else { throw mismatch(String.self, "a text") }
            return text
        }
    }

    fileprivate var flag: Bool {
        get throws {
            guard case .flag(let flag) = node else { throw mismatch(Bool.self, "true or false") }
            return flag
        }
    }

    fileprivate func whole<Number: FixedWidthInteger>(_: Number.Type) throws -> Number {
        guard case .number(let text) = node else { throw mismatch(Number.self, "a whole number") }
        if let number = Number(text) { return number }
        // 1.0 and 1e3 are whole numbers too.
        if let real = Double(text), let number = Number(exactly: real), !node.isWhole { return number }
        throw corrupt("it is no whole number from \(Number.min) to \(Number.max)")
    }

    fileprivate func real<Number: BinaryFloatingPoint & LosslessStringConvertible>(_: Number.Type) throws -> Number {
        guard case .number(let text) = node else { throw mismatch(Number.self, "a number") }
        guard let number = Number(text), number.isFinite else { throw corrupt("it is too large for a number") }
        return number
    }

    private func mismatch(_ type: any Any.Type, _ wanted: String) -> DecodingError {
        let context = DecodingError.Context(
            codingPath: codingPath,
            debugDescription: "it is \(node.typeName), not \(wanted)"
        )
        return node == .null ? .valueNotFound(type, context) : .typeMismatch(type, context)
    }

    private func corrupt(_ why: String) -> DecodingError {
        .dataCorrupted(DecodingError.Context(codingPath: codingPath, debugDescription: why))
    }
}

/// The keys around a value, innermost first; made into a list only where something is wrong.
private final class CodingTrail: Sendable {
    private let key: any CodingKey
    private let outer: CodingTrail?

    init(key: any CodingKey, outer: CodingTrail?) {
        self.key = key
        self.outer = outer
    }

    var keys: [any CodingKey] { (outer?.keys ?? []) + [key] }
}

/// An item's place as a key.
private struct ItemKey: CodingKey {
    let index: Int
    var intValue: Int? { index }
    var stringValue: String { "\(index)" }

    init(_ index: Int) { self.index = index }
    init?(intValue: Int) { self.init(intValue) }
    init?(stringValue _: String) { nil }
}

/// The members of an object; of a key that stands twice, the last.
private struct TreeMembers<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let members: [JSONNode.Member]
    let tree: JSONTree

    var codingPath: [any CodingKey] { tree.codingPath }
    var allKeys: [Key] { members.compactMap { Key(stringValue: $0.key) } }

    private func find(_ key: Key) -> JSONNode? {
        let name = key.stringValue
        return members.last { $0.key == name }?.value
    }

    private func value(_ key: Key) throws -> JSONTree {
        guard let node = find(key) else {
            let context = DecodingError.Context(codingPath: codingPath, debugDescription: "the key is missing")
            throw DecodingError.keyNotFound(key, context)
        }
        return tree.inner(node, at: key)
    }

    func contains(_ key: Key) -> Bool { find(key) != nil }
    func decodeNil(forKey key: Key) throws -> Bool { try value(key).node == .null }
    func decode(_: String.Type, forKey key: Key) throws -> String { try value(key).text }
    func decode(_: Bool.Type, forKey key: Key) throws -> Bool { try value(key).flag }
    func decode(_: Int.Type, forKey key: Key) throws -> Int { try value(key).whole(Int.self) }
    func decode(_: Int64.Type, forKey key: Key) throws -> Int64 { try value(key).whole(Int64.self) }
    func decode<T: Decodable>(_: T.Type, forKey key: Key) throws -> T { try T(from: try value(key)) }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try value(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try value(key).unkeyedContainer()
    }

    func superDecoder(forKey key: Key) throws -> any Decoder { try value(key) }

    func superDecoder() throws -> any Decoder {
        guard let key = Key(stringValue: "super") else { return JSONTree(.null, nil) }
        return try value(key)
    }
}

/// The items of a list.
private struct TreeItems: UnkeyedDecodingContainer {
    let items: [JSONNode]
    let tree: JSONTree
    private(set) var currentIndex = 0

    init(items: [JSONNode], tree: JSONTree) {
        self.items = items
        self.tree = tree
    }

    var codingPath: [any CodingKey] { tree.codingPath }
    var count: Int? { items.count }
    var isAtEnd: Bool { currentIndex >= items.count }

    /// Reads the next item; one that cannot be read stays the next.
    private mutating func next<T>(_ read: (JSONTree) throws -> T) throws -> T {
        guard !isAtEnd else {
            let place = codingPath + [ItemKey(currentIndex)]
            let context = DecodingError.Context(codingPath: place, debugDescription: "the list ends before this")
            throw DecodingError.valueNotFound(T.self, context)
        }
        let value = try read(tree.inner(items[currentIndex], at: ItemKey(currentIndex)))
        currentIndex += 1
        return value
    }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd else { return try next { _ in true } }
        guard items[currentIndex] == .null else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode<T: Decodable>(_: T.Type) throws -> T { try next { try T(from: $0) } }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        try next { try $0.container(keyedBy: type) }
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try next { try $0.unkeyedContainer() }
    }

    mutating func superDecoder() throws -> any Decoder { try next { $0 } }
}

/// A value that is neither an object nor a list.
private struct TreeValue: SingleValueDecodingContainer {
    let tree: JSONTree

    var codingPath: [any CodingKey] { tree.codingPath }

    func decodeNil() -> Bool { tree.node == .null }
    func decode(_: Bool.Type) throws -> Bool { try tree.flag }
    func decode(_: String.Type) throws -> String { try tree.text }
    func decode(_: Double.Type) throws -> Double { try tree.real(Double.self) }
    func decode(_: Float.Type) throws -> Float { try tree.real(Float.self) }
    func decode(_: Int.Type) throws -> Int { try tree.whole(Int.self) }
    func decode(_: Int8.Type) throws -> Int8 { try tree.whole(Int8.self) }
    func decode(_: Int16.Type) throws -> Int16 { try tree.whole(Int16.self) }
    func decode(_: Int32.Type) throws -> Int32 { try tree.whole(Int32.self) }
    func decode(_: Int64.Type) throws -> Int64 { try tree.whole(Int64.self) }
    func decode(_: UInt.Type) throws -> UInt { try tree.whole(UInt.self) }
    func decode(_: UInt8.Type) throws -> UInt8 { try tree.whole(UInt8.self) }
    func decode(_: UInt16.Type) throws -> UInt16 { try tree.whole(UInt16.self) }
    func decode(_: UInt32.Type) throws -> UInt32 { try tree.whole(UInt32.self) }
    func decode(_: UInt64.Type) throws -> UInt64 { try tree.whole(UInt64.self) }
    func decode<T: Decodable>(_: T.Type) throws -> T { try T(from: tree) }
}
