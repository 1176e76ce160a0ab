/// A SHA-256 value (FIPS 180-4): 32 bytes that the core compares and never computes.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
    /// The number of bytes in a digest.
    public static let byteCount = 32

    /// All zero: the hash "before the first entry" of every stream.
    public static let zero = Digest(words: (0, 0, 0, 0))

    private let word0, word1, word2, word3: UInt64

    private init(words: (UInt64, UInt64, UInt64, UInt64)) { (word0, word1, word2, word3) = words }

    /// Takes exactly 32 bytes; any other number is `nil`.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        // Arrays and their slices, which is what nearly everybody has, are read at once.
        if let digest = bytes.withContiguousStorageIfAvailable({ Digest(UnsafeRawBufferPointer($0)) }) {
            guard let digest else { return nil }
            self = digest
            return
        }
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        for (index, byte) in bytes.enumerated() {
            switch index >> 3 {
            case 0: words.0 = words.0 << 8 | UInt64(byte)
            case 1: words.1 = words.1 << 8 | UInt64(byte)
            case 2: words.2 = words.2 << 8 | UInt64(byte)
            default: words.3 = words.3 << 8 | UInt64(byte)
            }
        }
        self.init(words: words)
    }

    /// Takes 32 bytes from memory; any other number is `nil`.
    public init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count == Self.byteCount else { return nil }
        func word(_ at: Int) -> UInt64 { UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)) }
        self.init(words: (word(0), word(8), word(16), word(24)))
    }

    /// Reads 64 hexadecimal digits of either case; anything else is `nil`.
    public init?(hex text: some StringProtocol) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.byteCount)
        var high: UInt8?
        for character in text.utf8 {
            let digit: UInt8
            switch character {
            case 0x30...0x39: digit = character - 0x30
            case 0x41...0x46: digit = character - 0x41 + 10
            case 0x61...0x66: digit = character - 0x61 + 10
            default: return nil
            }
            if let first = high {
                bytes.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        guard high == nil else { return nil }
        self.init(bytes)
    }

    /// The 32 bytes.
    public var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Self.byteCount) { buffer, count in
            for (index, word) in [word0, word1, word2, word3].enumerated() {
                for shift in 0..<8 { buffer[index * 8 + shift] = UInt8(truncatingIfNeeded: word >> (56 - shift * 8)) }
            }
            count = Self.byteCount
        }
    }

    /// The 64 hexadecimal digits in lower case.
    public var description: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(64)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The first twelve digits, for tables and logs.
    public var short: String { String(description.prefix(12)) }
}
