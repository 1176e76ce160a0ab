/// The identity number of GB 11643: six digits of a place, eight of a birth date, three of order, a check character.
///
/// The place is never compared with a list of divisions: a card shows where its holder was first registered, and that
/// county may have been renamed or merged since.
public enum CitizenID {
    /// Characters of a number.
    public static let characterCount = 18
    /// Birth years that are believed.
    public static let years = 1_800...2_199

    private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    private static let marks = Array("10X98765432".utf8)

    /// True when form, birth date and check character are right; the last character may be `x` or `X`.
    public static func isValid(_ text: some StringProtocol) -> Bool {
        guard text.utf8.count == characterCount else { return false }
        var sum = 0
        var birth = 0
        var index = 0
        for byte in text.utf8 {
            if index == 17 {
                let upper = byte == UInt8(ascii: "x") ? UInt8(ascii: "X") : byte
                guard upper == marks[sum % 11] else { return false }
                break
            }
            guard (0x30...0x39).contains(byte) else { return false }
            let digit = Int(byte - 0x30)
            if index == 0, digit == 0 { return false }
            if (6..<14).contains(index) { birth = birth * 10 + digit }
            sum += digit * weights[index]
            index += 1
        }
        return years.contains(birth / 10_000)
            && LocalDay(year: birth / 10_000, month: birth / 100 % 100, day: birth % 100) != nil
    }
}
