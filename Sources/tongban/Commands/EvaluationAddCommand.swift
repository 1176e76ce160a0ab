import ArgumentParser
import CaseModel

/// The command `tongban evaluation add`.
struct EvaluationAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Takes an applicant's evaluation of one visit to one office.",
        discussion: """
            Levels: \(SatisfactionLevel.allCases.map { "\($0.rawValue) \($0.chineseTerm)" }.joined(separator: ", ")).
            The applicant chooses it, nobody else does. 4 and 5 open a ticket for the office (差评整改).

            Metrics of a window: service-efficiency, service-skill, service-attitude; of an online visit: efficiency, \
            guide-precision, convenience, operability.
            """
    )

    @Argument(help: "The case's number.")
    var number: String

    @Option(help: "The office that served.")
    var office: String

    @Option(help: "The office's city; this node's where nothing is said.")
    var city: String?

    @Option(help: "window or online.")
    var place: String

    @Option(help: "By which way the applicant was asked: pc, mobile, qr, hall-tablet, terminal, phone or sms.")
    var channel: String

    @Option(help: "The level, 1 to 5.")
    var level: Int

    @Option(help: "The level of one metric, metric:level; may be given again.")
    var score: [ScoreArgument] = []

    @Option(help: "A tag; may be given again.")
    var tag: [String] = []

    @Option(help: "The applicant's own words.")
    var text: String?

    @Option(help: "The visit's own name, where the system that asks has one.")
    var id: String?

    @Option(help: "When the office served, such as \"2026-11-26 10:15\"; now where nothing is said.")
    var at: MomentArgument?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: NodeOptions

    func run() async throws {
        try await write.change(
            [
                "office": office, "city": city, "place": place, "channel": channel, "level": level,
                "scores": score.isEmpty ? nil : score.map(\.json), "tags": tag.isEmpty ? nil : tag, "text": text,
                "id": id, "at": at?.milliseconds,
            ],
            at: "/v1/cases/\(try PathPart.of(number))/evaluations",
            with: options
        )
    }
}
