/// A case's name in both cities (办件编号): `330800-20261123-7K2M9QX4RT`.
///
/// It says which city collected the case, on which local day, and ten characters of Crockford's base 32: the time of the day
/// in its first bits, the rest random. They are not counted, so that a node that was restored from a backup never gives a
/// number a second time. With the time first, new numbers stand side by side in every index of numbers: wholly random ones
/// change a page of it each, somewhere, and the larger the index, the more of them come from the disk.
/// Sixteen bytes without a reference, because every entry carries one.
public struct CaseNumber: Hashable, Sendable, CustomStringConvertible {
    /// Characters of a number as text.
    public static let characterCount = 26
    /// Bits that tell the time of the day, in steps of a third of a second.
    public static let timeBitCount = 18
    /// Random bits in a number.
    public static let randomBitCount = 32

    private static let alphabet: StaticString = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

    /// The collecting city.
    public let collecting: CityCode
    /// The local day as `yyyymmdd`.
    private let day: UInt32
    /// The ten characters, below 2^50.
    private let suffix: UInt64

    /// Makes a number.
    ///
    /// - Parameters:
    ///   - collecting: the city that collects the case.
    ///   - at: now, in milliseconds since 1970-01-01T00:00:00Z; years 1000 to 9999.
    ///   - random: 64 random bits, of which 32 are used.
    public init(collecting: CityCode, at milliseconds: Int64, random: UInt64) {
        let local = LocalDay(milliseconds: milliseconds)
        let digits = local.digits
        precondition((10_000_101...99_991_231).contains(digits), "a case's day lies in the years 1000 to 9999")
        let passed = UInt64(milliseconds - local.startMilliseconds)
        let time = passed << Self.timeBitCount / UInt64(LocalDay.dayMilliseconds)
        self.collecting = collecting
        day = UInt32(digits)
        suffix = time << Self.randomBitCount | random & (1 << Self.randomBitCount - 1)
    }

    /// Reads exactly the form that ``description`` writes; anything else is `nil`.
    public init?(_ text: some StringProtocol) {
        var copy = String(text)
        guard let number = copy.withUTF8({ CaseNumber(utf8: UnsafeRawBufferPointer($0)) }) else { return nil }
        self = number
    }

    /// Reads exactly the form that ``description`` writes from UTF-8 bytes; anything else is `nil`.
    public init?(utf8 bytes: UnsafeRawBufferPointer) {
        guard bytes.count == Self.characterCount, bytes[6] == 0x2D, bytes[15] == 0x2D else { return nil }
        func decimal(_ range: Range<Int>) -> UInt32? {
            var value: UInt32 = 0
            for index in range {
                let digit = bytes[index] &- 0x30
                guard digit <= 9 else { return nil }
                value = value * 10 + UInt32(digit)
            }
            return value
        }
        guard let city = decimal(0..<6).flatMap(CityCode.init(number:)), let day = decimal(7..<15), day >= 10_000_101,
            LocalDay(year: Int(day / 10_000), month: Int(day / 100 % 100), day: Int(day % 100)) != nil
        else { return nil }
        var suffix: UInt64 = 0
        for index in 16..<26 {
            guard let value = Self.value(of: bytes[index]) else { return nil }
            suffix = suffix << 5 | value
        }
        collecting = city
        self.day = day
        self.suffix = suffix
    }

    /// Reads what a person typed from paper: letters of either case, `O` for `0`, `I` and `L` for `1`, spaces around it.
    public init?(typed text: String) {
        var bytes: [UInt8] = []
        for byte in text.utf8 where byte != 0x20 {
            guard bytes.count < Self.characterCount else { return nil }
            let upper = (0x61...0x7A).contains(byte) ? byte - 0x20 : byte
            switch upper {
            case UInt8(ascii: "O"): bytes.append(UInt8(ascii: "0"))
            case UInt8(ascii: "I"), UInt8(ascii: "L"): bytes.append(UInt8(ascii: "1"))
            default: bytes.append(upper)
            }
        }
        guard let number = bytes.withUnsafeBytes({ CaseNumber(utf8: $0) }) else { return nil }
        self = number
    }

    /// The local day on which the case was collected.
    public var collected: LocalDay {
        guard let value = LocalDay(year: Int(day / 10_000), month: Int(day / 100 % 100), day: Int(day % 100)) else {
            preconditionFailure("a case number holds a day that exists")
        }
        return value
    }

    /// Writes the 26 characters into memory that has room for them.
    public func write(into bytes: UnsafeMutableRawBufferPointer) {
        precondition(bytes.count >= Self.characterCount, "a case number takes 26 bytes")
        var city = collecting.number
        for index in stride(from: 5, through: 0, by: -1) {
            bytes[index] = UInt8(0x30 + city % 10)
            city /= 10
        }
        bytes[6] = 0x2D
        var rest = day
        for index in stride(from: 14, through: 7, by: -1) {
            bytes[index] = UInt8(0x30 + rest % 10)
            rest /= 10
        }
        bytes[15] = 0x2D
        let letters = Self.alphabet.utf8Start
        for index in 0..<10 { bytes[16 + index] = letters[Int(suffix >> (45 - index * 5) & 31)] }
    }

    /// The 26 characters.
    public var description: String {
        String(unsafeUninitializedCapacity: Self.characterCount) { buffer in
            write(into: UnsafeMutableRawBufferPointer(buffer))
            return Self.characterCount
        }
    }

    private static func value(of byte: UInt8) -> UInt64? {
        switch byte {
        case 0x30...0x39: return UInt64(byte - 0x30)
        case 0x41...0x48: return UInt64(byte - 0x41 + 10)  // A-H
        case 0x4A...0x4B: return UInt64(byte - 0x4A + 18)  // J K
        case 0x4D...0x4E: return UInt64(byte - 0x4D + 20)  // M N
        case 0x50...0x54: return UInt64(byte - 0x50 + 22)  // P-T
        case 0x56...0x5A: return UInt64(byte - 0x56 + 27)  // V-Z
        default: return nil
        }
    }
}

extension CaseNumber: Codable {
    /// Reads the 26 characters from a string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let number = CaseNumber(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "a case number looks like \"330800-20261123-7K2M9QX4RT\""
            )
        }
        self = number
    }

    /// Writes the 26 characters as a string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
