extension CitizenID {
    /// The sex that a number states (性别).
    public enum Sex: String, Hashable, Sendable, CaseIterable, Codable {
        /// The 17th digit is odd (男).
        case male
        /// The 17th digit is even (女).
        case female
    }

    /// The birth date that a sound number states, digits 7 to 14; `nil` when ``isValid(_:)`` is false.
    public static func birthDate(of text: some StringProtocol) -> LocalDay? {
        guard isValid(text), let start = text.index(text.startIndex, offsetBy: 6, limitedBy: text.endIndex) else {
            return nil
        }
        return LocalDay(text[start...].prefix(8))
    }

    /// The sex that a sound number states; `nil` when ``isValid(_:)`` is false.
    public static func sex(of text: some StringProtocol) -> Sex? {
        guard isValid(text), let digit = text.utf8.dropFirst(16).first else { return nil }
        return digit % 2 == 1 ? .male : .female
    }

    /// The holder's age in full years (周岁) on a day; `nil` for an unsound number and a day before the birth.
    ///
    /// A year is full on the day after the birthday, not on it: where age protects a child, the birthday itself still
    /// counts to the younger age.
    public static func age(of text: some StringProtocol, on day: LocalDay) -> Int? {
        guard let birthDay = birthDate(of: text), birthDay <= day else { return nil }
        let (birth, today) = (birthDay.date, day.date)
        let isPast = (today.month, today.day) > (birth.month, birth.day)
        return max(0, today.year - birth.year - (isPast ? 0 : 1))
    }
}
