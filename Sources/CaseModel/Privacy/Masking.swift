/// How personal data look until they are revealed (脱敏): enough to tell two rows apart, never enough to rebuild the value.
///
/// A mask never holds the whole value, and never more than the counts of ``PrivacyLimits`` of its characters.
/// An empty text stays empty.
public enum Masking {
    private static let star: Character = "*"

    /// A name: the surname of a person and stars, `陈*`, `欧阳*`, `J***`.
    ///
    /// Surnames of two characters are known by a list. Of a foreign name the first letter stays. The names of
    /// organisations are public and stay whole.
    public static func name(_ name: String, kind: Applicant.Kind = .natural) -> String {
        guard kind == .natural else { return name }
        let surname = name.count > 2 && CompoundSurname.all.contains(String(name.prefix(2))) ? 2 : 1
        let shown = name.count > 1 ? surname : 0
        return name.prefix(shown) + stars(name.count - shown)
    }

    /// A number on a paper.
    ///
    /// Of an identity number the first four and the last character stay: the province and city of first registration and
    /// the check character. Usual masks that show the last four give the order number away, so that whoever knows the
    /// birth date and guesses the county has the whole number. Of this one about ninety numbers remain even then, and
    /// the sex is not shown either. Credit codes are public and stay whole. Of any other number the last quarter stays,
    /// at most four characters.
    public static func idNumber(_ number: String, type: Applicant.IDType) -> String {
        switch type {
        case .citizenID, .residencePermit:
            guard number.count == CitizenID.characterCount else { return tail(number) }
            return number.prefix(4) + stars(13) + number.suffix(1)
        case .creditCode: return number
        case .passport, .other: return tail(number)
        }
    }

    /// A telephone number: `138****1234` for a mobile one, the last quarter of its digits for any other.
    ///
    /// The country's code, spaces and signs are left out.
    public static func phone(_ phone: String) -> String {
        let digits = phone.filter { $0.isASCII && $0.isNumber }
        let prefix = ["0086", "86"].first { digits.count == 11 + $0.count && digits.hasPrefix($0) } ?? ""
        let number = digits.dropFirst(prefix.count)
        let isMobile =
            number.count == 11 && number.first == "1" && ("3"..."9").contains(number.dropFirst().first ?? "0")
        if isMobile { return number.prefix(3) + stars(4) + number.suffix(4) }
        return digits.isEmpty ? stars(phone.count) : tail(digits)
    }

    /// An address: province, city and county stay, `浙江省衢州市柯城区****`.
    ///
    /// They are found by their last characters, and no farther than the first sign of a street or village, so in doubt
    /// less is shown.
    public static func address(_ address: String) -> String {
        guard !address.isEmpty else { return "" }
        let shown = AddressPrefix.characterCount(of: Array(address.prefix(PrivacyLimits.maskAddressShownMax + 1)))
        return address.prefix(shown) + stars(4)
    }

    /// Stars, and the last quarter of a text, at most four characters.
    private static func tail(_ text: String) -> String {
        let shown = min(4, text.count / 4)
        return stars(text.count - shown) + text.suffix(shown)
    }

    private static func stars(_ count: Int) -> String {
        String(repeating: star, count: min(count, PrivacyLimits.maskStarsMax))
    }
}
