import ArgumentParser
import Foundation

/// The command `tongban quarantine discard`.
struct QuarantineDiscardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discard",
        abstract: "Puts an entry away for good; it stays readable."
    )

    @Argument(help: "The entry's number.")
    var id: Int64

    @Option(help: "Why.")
    var reason: String

    @Option(help: "Who does it.")
    var officer = NSUserName()

    @OptionGroup var options: NodeOptions

    func run() async throws {
        let body = try JSONEncoder().encode(["officer": officer, "reason": reason])
        let answer = try await options.client().post("/v1/quarantine/\(id)/discard", json: body)
        guard !options.json else { return Console.current.out(answer.text) }
        QuarantineCommand.show(try answer.decode(QuarantineAnswer.self), Console.current)
    }
}
