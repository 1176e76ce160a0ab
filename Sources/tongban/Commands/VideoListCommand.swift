import ArgumentParser

/// The command `tongban video list`.
struct VideoListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the sessions by video of a case, newest first."
    )

    @Argument(help: "The case's number.")
    var number: String

    @OptionGroup var paging: PageOptions
    @OptionGroup var options: NodeOptions

    func run() async throws {
        let console = Console.current
        let query = Query(paging.parts)
        let path = "/v1/cases/\(try PathPart.of(number))/videos"
        let answer = try await options.client().get(path + query.text)
        guard !options.json else { return console.out(answer.text) }
        let page = try answer.decode(VideoAnswer.Page.self)
        var table = Table("SESSION", "CITY", "BEGAN", "ENDED", "STATE", "WHO", "LINK")
        for video in page.videos {
            table.add(
                video.session,
                video.city,
                Words.time(video.startedAt),
                Words.time(video.endedAt),
                Words.state(video.state, video.stateName),
                video.participants.map { "\($0.name) (\($0.part))" }.joined(separator: ", "),
                video.link ?? ""
            )
        }
        table.write(to: console, whenEmpty: "no sessions by video")
        if let next = page.next { console.out("more: --cursor \(next)") }
    }
}
