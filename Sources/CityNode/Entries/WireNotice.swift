import CaseModel
import ExchangeWire

extension WireNotice {
    private static let subjectCharactersMax = 200
    private static let textCharactersMax = 20_000

    /// Reads a notice that keeps to the contract: its text may be of many lines, subject and officer are one each.
    func value() throws(EntryFault) -> Statement {
        try Self.check(subject, 1...Self.subjectCharactersMax, lines: false, "subject")
        try Self.check(text, 0...Self.textCharactersMax, lines: true, "text")
        try Self.check(officer, 1...CaseLimits.nameCharactersMax, lines: false, "officer")
        return .notice(subject: subject, text: text, officer: officer)
    }

    private static func check(
        _ text: String,
        _ characters: ClosedRange<Int>,
        lines: Bool,
        _ field: String
    ) throws(EntryFault) {
        let scalars = text.unicodeScalars
        guard scalars.count <= characters.upperBound else {
            throw EntryFault(
                CaseRefusal(
                    .tooLong,
                    "at most \(characters.upperBound) characters, these are \(scalars.count)",
                    field: field
                )
            )
        }
        let breaks: Set<Unicode.Scalar> = lines ? ["\t", "\n", "\r"] : []
        guard scalars.allSatisfy({ $0.properties.generalCategory != .control || breaks.contains($0) }) else {
            throw EntryFault(CaseRefusal(.malformed, "control characters are not allowed: remove them", field: field))
        }
        guard characters.contains(0) || scalars.contains(where: { !$0.properties.isWhitespace }) else {
            throw EntryFault(CaseRefusal(.missing, "this must be said: fill it in", field: field))
        }
    }
}
