/// Why a text is not Z85, or bytes cannot be written as Z85.
package enum Z85Error: Error, Equatable, Sendable {
    /// The number of bytes is not a multiple of four.
    case byteCount(Int)
    /// The number of characters is not a multiple of five.
    case characterCount(Int)
    /// A byte of the text is not in the alphabet.
    case character(code: UInt8, offset: Int)
    /// Five characters stand for more than 32 bits.
    case groupTooLarge(offset: Int)
}

extension Z85Error: CustomStringConvertible {
    /// What was found, where, and what was expected.
    ///
    /// Never the text itself, as it may be a secret.
    package var description: String {
        switch self {
        case .byteCount(let count):
            "\(count) bytes cannot be written as Z85: expected a multiple of 4"
        case .characterCount(let count):
            "\(count) characters are not Z85: expected a multiple of 5"
        case .character(let code, let offset):
            "byte 0x\(String(code, radix: 16)) at offset \(offset) is not Z85: "
                + "expected digits, letters or .-:+=^!/*?&<>()[]{}@%$#"
        case .groupTooLarge(let offset):
            "the five characters from offset \(offset) stand for more than 32 bits: "
                + "expected a text made by a Z85 encoder"
        }
    }
}
