import ArgumentParser
import Foundation

/// The command `tongban material quarantine discard`.
struct MaterialQuarantineDiscardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discard",
        abstract: "Puts a material away for good, with its bytes."
    )

    @Argument(help: "The digest: 64 hexadecimal digits.")
    var digest: String

    @Option(help: "Why.")
    var reason: String

    @Option(help: "Who does it.")
    var officer = NSUserName()

    @OptionGroup var options: NodeOptions

    func run() async throws {
        let body = try JSONEncoder().encode(["officer": officer, "reason": reason])
        let path = "/v1/material-quarantine/\(digest)/discard"
        let answer = try await options.client().post(path, json: body)
        guard !options.json else { return Console.current.out(answer.text) }
        MaterialQuarantineCommand.show(try answer.decode(WithheldAnswer.self), Console.current)
    }
}
