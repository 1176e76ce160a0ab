/// Telephone numbers.
enum Phone {
    /// True for 3 to 32 digits, spaces and the signs that telephone numbers are written with.
    static func isValid(_ text: String) -> Bool {
        (CaseLimits.phoneCharactersMin...CaseLimits.phoneCharactersMax).contains(text.utf8.count)
            && text.utf8.contains { (0x30...0x39).contains($0) }
            && hasOnlySigns(text)
    }

    /// True where every character is one that telephone numbers are written with.
    static func hasOnlySigns(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) || " +-()#*,".utf8.contains($0) }
    }
}
