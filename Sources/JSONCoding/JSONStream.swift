/// Writes values as JSON text while they say what they hold.
///
/// The text is that of Foundation's `JSONEncoder` with sorted keys and plain slashes, byte for byte, for what the API's
/// shapes hold: texts, whole numbers, flags, lists and objects. Foundation's builds a tree of the whole answer first, which
/// takes several times as long as reading a page of cases from the store.
package struct JSONStream: Encoder {
    /// Where the text goes.
    fileprivate final class Target {
        var output = JSONOutput(reserving: 4_096)
    }

    fileprivate let target: Target
    /// How many objects and lists are around the value.
    fileprivate let depth: Int

    package var codingPath: [any CodingKey] { [] }
    package var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// The text of a value; throws what its `encode(to:)` throws, or that a number has no form in JSON.
    package static func bytes(_ value: some Encodable) throws -> [UInt8] {
        let target = Target()
        try JSONStream(target: target, depth: 0).write(value)
        return target.output.bytes
    }

    /// The same as a text.
    package static func text(_ value: some Encodable) throws -> String {
        String(decoding: try bytes(value), as: UTF8.self)
    }

    package func container<Key: CodingKey>(keyedBy _: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(Members(inner: open(object: true)))
    }

    package func unkeyedContainer() -> any UnkeyedEncodingContainer { Items(inner: open(object: false)) }

    package func singleValueContainer() -> any SingleValueEncodingContainer { Single(outer: self) }

    /// Opens an object or a list, or goes on with the one that the value opened before; what it holds is one deeper.
    fileprivate func open(object: Bool) -> JSONStream {
        target.output.close(to: depth + 1)
        if target.output.depth == depth { target.output.begin(object: object) }
        return JSONStream(target: target, depth: depth + 1)
    }

    fileprivate func write(_ value: some Encodable) throws {
        try value.encode(to: self)
        target.output.close(to: depth)
    }

    fileprivate func number(_ value: some BinaryFloatingPoint & CustomStringConvertible) throws {
        guard value.isFinite else {
            let context = EncodingError.Context(codingPath: [], debugDescription: "\(value) has no form in JSON")
            throw EncodingError.invalidValue(value, context)
        }
        let text = value.description
        target.output.bare(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
    }
}

/// The members of an object.
private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let inner: JSONStream

    var codingPath: [any CodingKey] { [] }

    private func begin(_ key: Key) {
        inner.target.output.close(to: inner.depth)
        inner.target.output.member(key.stringValue)
    }

    func encodeNil(forKey key: Key) {
        begin(key)
        inner.target.output.bare("null")
    }

    func encode(_ value: String, forKey key: Key) {
        begin(key)
        inner.target.output.text(value)
    }

    func encode(_ value: some Encodable, forKey key: Key) throws {
        begin(key)
        try inner.write(value)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        begin(key)
        return inner.container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        begin(key)
        return inner.unkeyedContainer()
    }

    func superEncoder(forKey key: Key) -> any Encoder {
        begin(key)
        return inner
    }

    func superEncoder() -> any Encoder {
        inner.target.output.close(to: inner.depth)
        inner.target.output.member("super")
        return inner
    }
}

/// The items of a list.
private struct Items: UnkeyedEncodingContainer {
    let inner: JSONStream

    var codingPath: [any CodingKey] { [] }

    var count: Int {
        inner.target.output.close(to: inner.depth)
        return inner.target.output.count
    }

    private func begin() {
        inner.target.output.close(to: inner.depth)
        inner.target.output.item()
    }

    func encodeNil() {
        begin()
        inner.target.output.bare("null")
    }

    func encode(_ value: some Encodable) throws {
        begin()
        try inner.write(value)
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        begin()
        return inner.container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        begin()
        return inner.unkeyedContainer()
    }

    func superEncoder() -> any Encoder {
        begin()
        return inner
    }
}

/// A value that is neither an object nor a list.
private struct Single: SingleValueEncodingContainer {
    let outer: JSONStream

    var codingPath: [any CodingKey] { [] }

    func encodeNil() { outer.target.output.bare("null") }
    func encode(_ value: Bool) { outer.target.output.bare(value ? "true" : "false") }
    func encode(_ value: String) { outer.target.output.text(value) }
    func encode(_ value: Double) throws { try outer.number(value) }
    func encode(_ value: Float) throws { try outer.number(value) }
    func encode(_ value: Int) { outer.target.output.bare(String(value)) }
    func encode(_ value: Int8) { outer.target.output.bare(String(value)) }
    func encode(_ value: Int16) { outer.target.output.bare(String(value)) }
    func encode(_ value: Int32) { outer.target.output.bare(String(value)) }
    func encode(_ value: Int64) { outer.target.output.bare(String(value)) }
    func encode(_ value: UInt) { outer.target.output.bare(String(value)) }
    func encode(_ value: UInt8) { outer.target.output.bare(String(value)) }
    func encode(_ value: UInt16) { outer.target.output.bare(String(value)) }
    func encode(_ value: UInt32) { outer.target.output.bare(String(value)) }
    func encode(_ value: UInt64) { outer.target.output.bare(String(value)) }
    func encode(_ value: some Encodable) throws { try outer.write(value) }
}
