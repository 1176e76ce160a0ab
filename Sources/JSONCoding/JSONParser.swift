/// Reads JSON (RFC 8259) and says where it is not.
///
/// Foundation's decoder reports neither the place of a fault nor a key that stands twice, which the callers of an API
/// need; and it takes several times as long.
package struct JSONParser {
    /// Why a text is not JSON, and where.
    package struct Fault: Error, Hashable {
        /// Where.
        package var place: TextPlace
        /// Why, as the end of a sentence that begins with the place.
        package var why: String
    }

    /// How deep objects and lists may be nested where a caller gives no bound.
    package static let depthMax = 64

    private let bytes: [UInt8]
    private let depthMax: Int
    private var index = 0
    private var depth = 0

    private init(_ bytes: [UInt8], depthMax: Int) {
        self.bytes = bytes
        self.depthMax = depthMax
    }

    /// Reads a text that is one JSON value with nothing after it, nested no deeper than that.
    package static func parse(_ bytes: [UInt8], depthMax: Int = JSONParser.depthMax) throws(Fault) -> JSONNode {
        var parser = JSONParser(bytes, depthMax: depthMax)
        parser.skipSpace()
        guard parser.index < bytes.count else { throw parser.fault("the body is empty; send one JSON value") }
        let node = try parser.value()
        parser.skipSpace()
        guard parser.index == bytes.count else { throw parser.fault("the value ends before this; send one JSON value") }
        return node
    }

    private mutating func value() throws(Fault) -> JSONNode {
        guard let byte = current else { throw fault("the text ends where a value should be") }
        switch byte {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try list()
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "-"), 0x30...0x39: return try number()
        case UInt8(ascii: "t"): return try word("true", .flag(true))
        case UInt8(ascii: "f"): return try word("false", .flag(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: throw fault("a value should be here")
        }
    }

    private mutating func object() throws(Fault) -> JSONNode {
        try enter()
        var members: [JSONNode.Member] = []
        skipSpace()
        if take("}") { return leave(.object([])) }
        repeat {
            skipSpace()
            guard current == UInt8(ascii: "\"") else { throw fault("a key in double quotes should be here") }
            let key = try string()
            skipSpace()
            guard take(":") else { throw fault("a colon should be here") }
            skipSpace()
            members.append(.init(key: key, value: try value()))
            skipSpace()
        } while take(",")
        guard take("}") else { throw fault("a comma or } should be here") }
        return leave(.object(members))
    }

    private mutating func list() throws(Fault) -> JSONNode {
        try enter()
        var items: [JSONNode] = []
        skipSpace()
        if take("]") { return leave(.list([])) }
        repeat {
            skipSpace()
            items.append(try value())
            skipSpace()
        } while take(",")
        guard take("]") else { throw fault("a comma or ] should be here") }
        return leave(.list(items))
    }

    private mutating func string() throws(Fault) -> String {
        let start = index
        index += 1
        let isASCII = skipPlainText()
        // Most texts hold no escape, and are taken as they stand.
        if current == UInt8(ascii: "\"") {
            guard isASCII else { return try text(bytes[(start + 1)..<index], from: start) }
            defer { index += 1 }
            return bytes.withUnsafeBufferPointer { String(decoding: $0[(start + 1)..<index], as: UTF8.self) }
        }
        var text = Array(bytes[(start + 1)..<index])
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""): return try self.text(text[...], from: start)
            case UInt8(ascii: "\\"):
                index += 1
                try escape(into: &text)
            case 0..<0x20: throw fault("a control character in a text must be escaped")
            default:
                let plain = index
                skipPlainText()
                text.append(contentsOf: bytes[plain..<index])
            }
        }
        index = start
        throw fault("this text has no end")
    }

    /// Goes to the next byte that is not text as it stands: a quote, a backslash or a control character.
    ///
    /// - Returns: whether all that it passed over is ASCII.
    @discardableResult
    private mutating func skipPlainText() -> Bool {
        var all: UInt64 = 0
        index = bytes.withUnsafeBytes { bytes in
            var place = index
            // Eight bytes at once. Each of the three tells its bytes by their highest bits; those above the first may be
            // wrong, so the last word is looked through byte by byte.
            while place + 8 <= bytes.count {
                let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                let quotes = word ^ (Self.ones * 0x22)
                let backslashes = word ^ (Self.ones * 0x5C)
                let ends =
                    (word &- Self.ones * 0x20) & ~word | (quotes &- Self.ones) & ~quotes
                    | (backslashes &- Self.ones) & ~backslashes
                guard ends & Self.highBits == 0 else { break }
                all |= word
                place += 8
            }
            while place < bytes.count, bytes[place] >= 0x20, bytes[place] != 0x22, bytes[place] != 0x5C {
                all |= UInt64(bytes[place])
                place += 1
            }
            return place
        }
        return all & Self.highBits == 0
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// Takes a text that ends at the quote here.
    private mutating func text(_ utf8: ArraySlice<UInt8>, from start: Int) throws(Fault) -> String {
        guard let string = String(validating: utf8, as: UTF8.self) else {
            index = start
            throw fault("this text is not UTF-8")
        }
        index += 1
        return string
    }

    private mutating func escape(into text: inout [UInt8]) throws(Fault) {
        guard let byte = current else { throw fault("the text ends within an escape") }
        let plain: UInt8
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain = byte
        case UInt8(ascii: "b"): plain = 0x08
        case UInt8(ascii: "f"): plain = 0x0C
        case UInt8(ascii: "n"): plain = 0x0A
        case UInt8(ascii: "r"): plain = 0x0D
        case UInt8(ascii: "t"): plain = 0x09
        case UInt8(ascii: "u"): return try unicode(into: &text)
        default: throw fault("\\\(Character(Unicode.Scalar(byte))) is no escape")
        }
        text.append(plain)
        index += 1
    }

    private mutating func unicode(into text: inout [UInt8]) throws(Fault) {
        index += 1
        var value = try fourDigits()
        if (0xD800...0xDBFF).contains(value) {
            guard take("\\"), take("u") else { throw fault("the second half of a surrogate pair should be here") }
            let low = try fourDigits()
            guard (0xDC00...0xDFFF).contains(low) else {
                throw fault("this is not the second half of a surrogate pair")
            }
            value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else { throw fault("this is half of a surrogate pair") }
        text.append(contentsOf: Array(String(Character(scalar)).utf8))
    }

    private mutating func fourDigits() throws(Fault) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
                throw fault("four hexadecimal digits should be here")
            }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        return value
    }

    private mutating func number() throws(Fault) -> JSONNode {
        let start = index
        _ = take("-")
        if !take("0") { try digits() }
        if take(".") {
            try digits()
        }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            try digits()
        }
        return .number(String(decoding: bytes[start..<index], as: UTF8.self))
    }

    private mutating func digits() throws(Fault) {
        guard let first = current, (0x30...0x39).contains(first) else { throw fault("a digit should be here") }
        while let byte = current, (0x30...0x39).contains(byte) { index += 1 }
    }

    private mutating func word(_ word: StaticString, _ node: JSONNode) throws(Fault) -> JSONNode {
        for offset in 0..<word.utf8CodeUnitCount {
            guard current == word.utf8Start[offset] else { throw fault("\(word) should be here") }
            index += 1
        }
        return node
    }

    private mutating func enter() throws(Fault) {
        depth += 1
        guard depth <= depthMax else { throw fault("nested deeper than \(depthMax)") }
        index += 1
    }

    private mutating func leave(_ node: JSONNode) -> JSONNode {
        depth -= 1
        return node
    }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard current == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    private func fault(_ why: String) -> Fault {
        var place = TextPlace(line: 1, column: 1)
        for byte in bytes[..<min(index, bytes.count)] {
            if byte == 0x0A {
                place.line += 1
                place.column = 1
            } else if byte & 0xC0 != 0x80 {
                place.column += 1
            }
        }
        return Fault(place: place, why: why)
    }
}
