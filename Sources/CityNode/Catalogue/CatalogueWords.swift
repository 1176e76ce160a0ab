import CaseModel

/// How the catalogue's files write limits, days and choices: in Chinese or in English.
package enum CatalogueWords {
    /// What a time limit looks like.
    static let limitExpectation = "expected 5个工作日 (5 working days), 30个自然日 (30 calendar days) or 即办 (on the spot)"
    /// What a day looks like.
    static let dayExpectation = "expected a day, such as 2026-01-01"

    private static let units: [(word: String, unit: TimeLimit.Unit)] = [
        ("个工作日", .workingDays), ("工作日", .workingDays), ("working days", .workingDays), ("working day", .workingDays),
        ("个自然日", .calendarDays), ("自然日", .calendarDays), ("calendar days", .calendarDays),
        ("calendar day", .calendarDays),
    ]

    /// Reads a time limit.
    static func limit(_ text: String) -> TimeLimit? {
        if text == "即办" || text == "on the spot" { return TimeLimit(days: 0, unit: .workingDays) }
        guard let found = units.first(where: { text.hasSuffix($0.word) }) else { return nil }
        var number = text.dropLast(found.word.count)
        if number.last == " " { number.removeLast() }
        guard let days = whole(number), days <= TimeLimit.daysMax else { return nil }
        return TimeLimit(days: days, unit: found.unit)
    }

    /// Reads a day as `yyyy-mm-dd`.
    package static func day(_ text: String) -> LocalDay? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2] else { return nil }
        return LocalDay(parts.joined())
    }

    /// Reads a whole number of digits alone.
    static func whole(_ text: some StringProtocol) -> Int? {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }

    /// Reads yes or no.
    static func flag(_ text: String) -> Bool? {
        switch text {
        case "是", "yes", "true": true
        case "否", "no", "false": false
        default: nil
        }
    }

    /// What a choice looks like.
    static func expectation<Choice: ChineseTerm>(of choice: Choice.Type) -> String {
        "expected one of " + Choice.allCases.map { "\($0.chineseTerm) (\($0.rawValue))" }.joined(separator: ", ")
    }
}
