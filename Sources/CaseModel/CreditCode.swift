/// The unified social credit code of GB 32100 (统一社会信用代码): 18 characters without I, O, S, V and Z.
public enum CreditCode {
    /// Characters of a code.
    public static let characterCount = 18

    private static let marks = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
    private static let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
    /// The value of each ASCII character, letters of either case, or 31 where it has none.
    private static let values: [Int] = (0..<128).map { byte in
        let upper = (0x61...0x7A).contains(byte) ? byte - 0x20 : byte
        return marks.firstIndex(of: UInt8(upper)) ?? 31
    }

    /// True when the characters and the check character are right; letters may be of either case.
    public static func isValid(_ text: some StringProtocol) -> Bool {
        guard text.utf8.count == characterCount else { return false }
        var sum = 0
        var index = 0
        for byte in text.utf8 {
            guard byte < 128, values[Int(byte)] < 31 else { return false }
            if index == 17 { return values[Int(byte)] == (31 - sum % 31) % 31 }
            sum += values[Int(byte)] * weights[index]
            index += 1
        }
        return false
    }
}
