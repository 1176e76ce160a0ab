/// Z85 (ZeroMQ RFC 32): four bytes as five printable characters, the form in which CURVE keys are written down.
///
/// Strict in both directions. libzmq's own decoder skips these checks.
package enum Z85 {
    private static let alphabet = Array(
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#".utf8
    )

    private static let values: [UInt8] = {
        var values = [UInt8](repeating: .max, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        return values
    }()

    /// Writes bytes as text.
    ///
    /// - Throws: `Z85Error.byteCount` unless their number is a multiple of four.
    package static func encode(_ bytes: [UInt8]) throws(Z85Error) -> String {
        guard bytes.count.isMultiple(of: 4) else { throw .byteCount(bytes.count) }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count / 4 * 5)
        for start in stride(from: 0, to: bytes.count, by: 4) {
            let word = bytes[start..<start + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            var divisor: UInt32 = 85 * 85 * 85 * 85
            while divisor > 0 {
                text.append(alphabet[Int(word / divisor % 85)])
                divisor /= 85
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads text back into bytes.
    ///
    /// - Throws: `Z85Error` for a wrong length, a character outside the alphabet, or a group above 2^32 - 1.
    package static func decode(_ text: String) throws(Z85Error) -> [UInt8] {
        let characters = Array(text.utf8)
        guard characters.count.isMultiple(of: 5) else { throw .characterCount(characters.count) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(characters.count / 5 * 4)
        for start in stride(from: 0, to: characters.count, by: 5) {
            var word: UInt64 = 0
            for offset in start..<start + 5 {
                let value = values[Int(characters[offset])]
                guard value != .max else { throw .character(code: characters[offset], offset: offset) }
                word = word * 85 + UInt64(value)
            }
            guard let group = UInt32(exactly: word) else { throw .groupTooLarge(offset: start) }
            for shift in [24, 16, 8, 0] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: group >> shift)) }
        }
        return bytes
    }
}
