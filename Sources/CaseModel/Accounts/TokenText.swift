/// A token as it is written: `tb_`, its name, `_`, its secret and a checksum (访问令牌).
///
/// The name has 16 and the secret 52 characters of base32 in lower case; eight hexadecimal digits of CRC-32 over all that
/// stands before follow on the secret. The form is fixed and the checksum cheap, so that scanners of source code and logs
/// find a token, and a typing error is told from a wrong token. The checksum protects nothing.
public struct TokenText: Hashable, Sendable {
    /// What every token begins with.
    public static let prefix = "tb_"
    /// Random bytes of a name.
    public static let nameByteCount = 10
    /// Bytes of a secret.
    public static let secretByteCount = 32

    /// The name, which is no secret.
    public let id: String
    /// The whole text, which is one.
    public let text: String

    private static let nameCharacters = 16
    private static let secretCharacters = 52
    private static let checksumCharacters = 8
    private static let characterCount = 3 + nameCharacters + 1 + secretCharacters + checksumCharacters

    /// Writes a token of a name's ten bytes and a secret's 32; `nil` for other lengths.
    public init?(name: [UInt8], secret: [UInt8]) {
        guard name.count == Self.nameByteCount else { return nil }
        self.init(id: Self.base32(name), secret: secret)
    }

    /// Writes a token of a name as ``id`` has it and a secret's 32 bytes; `nil` for other lengths.
    public init?(id: String, secret: [UInt8]) {
        guard Self.isName(id), secret.count == Self.secretByteCount else { return nil }
        let body = "\(Self.prefix)\(id)_\(Self.base32(secret))"
        self.id = id
        text = body + Self.hex(Self.checksum(body.utf8))
    }

    /// Reads a token; `nil` for a text that is none, or was mistyped.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        let nameEnd = 3 + Self.nameCharacters
        let secretEnd = nameEnd + 1 + Self.secretCharacters
        guard bytes.count == Self.characterCount, bytes.starts(with: Self.prefix.utf8), bytes[nameEnd] == 0x5F,
            bytes[3..<nameEnd].allSatisfy(Self.isBase32), bytes[(nameEnd + 1)..<secretEnd].allSatisfy(Self.isBase32),
            Self.hex(Self.checksum(bytes[..<secretEnd])).utf8.elementsEqual(bytes[secretEnd...])
        else { return nil }
        id = String(decoding: bytes[3..<nameEnd], as: UTF8.self)
        self.text = text
    }

    /// Whether a text has the form of a token's name.
    public static func isName(_ text: String) -> Bool {
        text.utf8.count == nameCharacters && text.utf8.allSatisfy(isBase32)
    }

    private static func isBase32(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) || (0x32...0x37).contains(byte) }

    private static func base32(_ bytes: [UInt8]) -> String {
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
        var characters: [UInt8] = []
        var (bits, count) = (UInt32(0), 0)
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 5 {
                count -= 5
                characters.append(alphabet[Int(bits >> UInt32(count) & 31)])
            }
        }
        if count > 0 { characters.append(alphabet[Int(bits << UInt32(5 - count) & 31)]) }
        return String(decoding: characters, as: UTF8.self)
    }

    private static func hex(_ value: UInt32) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: checksumCharacters - text.utf8.count) + text
    }

    /// CRC-32 as in ISO 3309.
    private static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ $0 >> 8 }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
    }
}
