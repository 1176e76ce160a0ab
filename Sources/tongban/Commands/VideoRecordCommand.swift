import ArgumentParser
import CaseModel

/// The command `tongban video record`.
struct VideoRecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Records a session by video of a case when it begins, and again when it has ended.",
        discussion: """
            An officer of each city and the applicant or an agent take part. What was said at the beginning need not be \
            said again at the end.

            Examples:
              tongban video record 330800-20261123-7K2M9QX4RT --session QZ-7 --started "2026-11-26 10:15" \\
                --participant 李四:330800:officer:跨省通办窗口 --participant 钱七:350700:officer:社保中心 \\
                --participant 张三:330800:applicant
              tongban video record 330800-20261123-7K2M9QX4RT --session QZ-7 --ended "2026-11-26 10:30" \\
                --outcome confirmed --question 是否本人自愿申请=是
            """
    )

    @Argument(help: "The case's number.")
    var number: String

    @Option(help: "The session's name in the video system.")
    var session: String

    @Option(help: "Who takes part, name:city:officer|applicant|agent|helper[:office]; may be given again.")
    var participant: [ParticipantArgument] = []

    @Option(help: "When it began, such as \"2026-11-26 10:15\".")
    var started: MomentArgument?

    @Option(help: "When it ended.")
    var ended: MomentArgument?

    @Option(help: "confirmed (确认), notConfirmed (未确认) or brokenOff (中断).", transform: CatalogueArgument.choice)
    var outcome: VideoSession.Outcome?

    @Option(help: "What was asked and answered, question=answer; may be given again.")
    var question: [FieldArgument] = []

    @Option(help: "What else is worth a note.")
    var note: String?

    @Option(help: "Where the recording is: reference:yyyymmdd, the last day on which it is kept.")
    var recording: RecordingArgument?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: NodeOptions

    func run() async throws {
        let path = "/v1/cases/\(try PathPart.of(number))/videos"
        var people = participant.map(\.json)
        var begin = started
        var words = note
        if people.isEmpty || begin == nil, let before = try await before(at: path) {
            if people.isEmpty { people = before.participants.map(Self.json) }
            begin = begin ?? MomentArgument(argument: before.startedAt)
            words = words ?? before.note
        }
        guard !people.isEmpty, let begin else {
            throw ValidationError("A session that begins has --participant and --started.")
        }
        try await write.change(
            [
                "session": session, "participants": people, "startedAt": begin.milliseconds,
                "endedAt": ended?.milliseconds, "outcome": outcome?.rawValue,
                "questions": question.isEmpty ? nil : question.map { ["question": $0.name, "answer": $0.value] },
                "note": words, "recording": recording?.json,
            ],
            at: path,
            with: options
        )
    }

    /// The session as it was recorded before, or `nil`.
    private func before(at path: String) async throws -> VideoAnswer? {
        let client = try options.client()
        var cursor: String?
        repeat {
            let query = Query([("limit", "500"), ("cursor", cursor)])
            let page = try await client.get(path + query.text).decode(VideoAnswer.Page.self)
            if let found = page.videos.first(where: { $0.session == session }) { return found }
            cursor = page.next
        } while cursor != nil
        return nil
    }

    private static func json(_ person: VideoAnswer.Participant) -> [String: Any] {
        ["name": person.name, "city": person.city, "office": person.office, "part": person.part]
    }
}

/// A recording on the command line: `reference:yyyymmdd`.
struct RecordingArgument: ExpressibleByArgument, Hashable {
    let reference: String
    let keptUntil: String

    /// Reads the reference and the last day.
    init?(argument: String) {
        guard let colon = argument.lastIndex(of: ":"), colon > argument.startIndex else { return nil }
        reference = String(argument[..<colon])
        keptUntil = String(argument[argument.index(after: colon)...])
    }

    /// As a session holds it.
    var json: [String: Any] { ["reference": reference, "keptUntil": keptUntil] }
}
