import ArgumentParser
import CaseModel

/// The command `tongban evaluation step`.
struct EvaluationStepCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "step",
        abstract: "Takes a step of the ticket that a bad evaluation opened (差评整改).",
        discussion: """
            Steps: \(RectificationStep.Kind.allCases.map { "\($0.rawValue) \($0.chineseTerm)" }.joined(separator: ", ")).
            The evaluated office answers; any other office calls the applicant back, closes or excludes.
            """
    )

    @Argument(help: "The visit, as lists show it: 330800/W4-0031.")
    var visit: RecordArgument

    @Argument(help: "What is done; see above.", transform: CatalogueArgument.choice)
    var step: RectificationStep.Kind

    @Option(help: "The office of this city that does it.")
    var office: String

    @Option(help: "Who does it.")
    var officer: String

    @Option(help: "The answer, the applicant's word, the summary or the reason.")
    var text: String

    @Option(help: "When, such as \"2026-11-26 10:15\"; now where nothing is said.")
    var at: MomentArgument?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: NodeOptions

    func run() async throws {
        try await write.change(
            [
                "kind": step.rawValue, "by": ["office": office], "officer": officer, "text": text,
                "at": at?.milliseconds,
            ],
            at: "/v1/evaluations/\(try visit.path)/steps",
            with: options
        )
    }
}
