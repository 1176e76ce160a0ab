/// A city of a case: the six-digit GB/T 2260 code of a city, county-level city or district.
///
/// `341000` is Huangshan city (黄山市), `341003` its Huangshan district (黄山区). Nothing here knows which codes exist:
/// the member list does.
public struct CityCode: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The six digits as a number, 100000 to 999999.
    public let number: UInt32

    /// Reads six ASCII digits of which the first is not zero; anything else is `nil`.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 6, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = UInt32(text)
        else { return nil }
        self.init(number: number)
    }

    /// Takes 100000 to 999999; anything else is `nil`.
    public init?(number: UInt32) {
        guard (100_000...999_999).contains(number) else { return nil }
        self.number = number
    }

    /// The six digits.
    public var description: String { String(number) }

    /// Orders by number.
    public static func < (left: CityCode, right: CityCode) -> Bool { left.number < right.number }
}

extension CityCode: Codable {
    /// Reads the six digits from a string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let code = CityCode(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "a city is six digits of GB/T 2260, like \"330800\""
            )
        }
        self = code
    }

    /// Writes the six digits as a string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
