/// A node's name: the six-digit GB/T 2260 code of its city, county-level city or district.
///
/// `330800` is Quzhou, `330782` Yiwu. Nothing here knows which codes exist: the member list does.
public struct NodeCode: Hashable, Sendable, Comparable, CustomStringConvertible {
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
    public static func < (left: NodeCode, right: NodeCode) -> Bool { left.number < right.number }
}
