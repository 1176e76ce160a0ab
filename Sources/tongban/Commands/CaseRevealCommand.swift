import ArgumentParser
import CaseModel
import Foundation

/// The command `tongban case reveal`.
struct CaseRevealCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reveal",
        abstract: "Shows personal data of a case whole, to whom the rules allow it.",
        discussion: """
            A case shows masks. Who needs a whole value says what for and why; the decision is in the audit trail before
            the answer comes, also where it is a refusal. One field that may not be seen refuses all.

            Fields: \(PersonalField.allCases.map { "\($0.rawValue) \($0.chineseTerm)" }.joined(separator: ", ")).
            Purposes: \(AccessPurpose.allCases.map { "\($0.rawValue) \($0.chineseTerm)" }.joined(separator: ", ")).

            tongban case reveal NUMBER --field applicantPhone --purpose contact --reason 通知申请人补正 \\
              --office 跨省通办窗口 --officer 李四 --role windowClerk
            """
    )

    @Argument(help: "The case's number.")
    var number: String

    @Option(help: "What to show; may be given again.")
    var field: [String]

    @Option(help: "What for.")
    var purpose: String

    @Option(help: "Why, in 5 to 200 characters, without anybody's number.")
    var reason: String

    @Option(help: "The office of the person who looks.")
    var office: String

    @Option(help: "The person who looks.")
    var officer: String

    @Option(help: "In which role.")
    var role: String

    @OptionGroup var options: NodeOptions

    func run() async throws {
        let console = Console.current
        let body: [String: Any] = [
            "fields": field, "purpose": purpose, "reason": reason, "office": office, "officer": officer, "role": role,
        ]
        let json = try JSONSerialization.data(withJSONObject: body, options: [.sortedKeys, .withoutEscapingSlashes])
        let answer = try await options.client().post("/v1/cases/\(try PathPart.of(number))/reveal", json: json)
        guard !options.json else { return console.out(answer.text) }
        let shown = try answer.decode(RevealAnswer.self)
        for name in field {
            for line in Self.lines(name, shown.values[name]) { console.out(TextWidth.printable(line)) }
        }
    }

    /// One field for people.
    private static func lines(_ name: String, _ value: RevealAnswer.Value?) -> [String] {
        let title = Words.personalField(name)
        switch value {
        case .text(let text): return ["\(title)  \(text)"]
        case .list(let items): return items.map { "\(title)  \($0)" }
        case nil: return ["\(title)  the case has none"]
        }
    }
}
