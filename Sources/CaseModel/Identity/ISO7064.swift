/// The check character of ISO/IEC 7064 MOD 37,36 over digits and letters.
public enum ISO7064 {
    private static let marks = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)

    /// The check character for a text of `0-9`, `A-Z` and `a-z`, letters of either case alike.
    ///
    /// - Returns: one of `0-9` and `A-Z`, or `nil` when the text holds another character.
    public static func checkCharacter(of text: some StringProtocol) -> Character? {
        var product = 36
        for byte in text.utf8 {
            guard let value = value(of: byte) else { return nil }
            let sum = (product + value) % 36
            product = 2 * (sum == 0 ? 36 : sum) % 37
        }
        return Character(Unicode.Scalar(marks[(37 - product) % 36]))
    }

    private static func value(of byte: UInt8) -> Int? {
        switch byte {
        case 0x30...0x39: Int(byte) - 0x30
        case 0x41...0x5A: Int(byte) - 0x41 + 10
        case 0x61...0x7A: Int(byte) - 0x61 + 10
        default: nil
        }
    }
}
