import ArgumentParser
import Foundation

/// The command `tongban quarantine replay`.
struct QuarantineReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Tries to apply an entry again, after an upgrade or a repair.",
        discussion: "Ends with status 1 where the entry still cannot be applied; it then waits on."
    )

    @Argument(help: "The entry's number.")
    var id: Int64

    @Option(help: "Who does it.")
    var officer = NSUserName()

    @OptionGroup var options: NodeOptions

    func run() async throws {
        let body = try JSONEncoder().encode(["officer": officer])
        let answer = try await options.client().post("/v1/quarantine/\(id)/replay", json: body)
        let item = try answer.decode(QuarantineAnswer.self)
        if options.json {
            Console.current.out(answer.text)
        } else {
            QuarantineCommand.show(item, Console.current)
        }
        guard item.state == "replayed" else { throw ExitCode(CommandStatus.refused.rawValue) }
    }
}
