import ArgumentParser
import Foundation

/// The command `tongban resume`.
struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Lets a halted stream compare again, after someone has looked.",
        discussion: """
            A stream halts where two different entries stand at one place, which means that one side was restored wrongly or \
            changed by hand. Find out which side is right, repair the other, and only then resume: a stream that still \
            differs halts again.
            """
    )

    /// A lane's name.
    enum Lane: String, ExpressibleByArgument, CaseIterable {
        case `case`, result, alliance
    }

    /// A stream's direction.
    enum Direction: String, ExpressibleByArgument, CaseIterable {
        case outgoing, incoming
    }

    @Argument(help: "The peer's code.")
    var code: String

    @Option(help: "The lane: case, result or alliance.")
    var lane: Lane

    @Option(help: "outgoing (from this node) or incoming.")
    var direction: Direction

    @OptionGroup var options: NodeOptions

    func run() async throws {
        let body = try JSONEncoder().encode(["lane": lane.rawValue, "direction": direction.rawValue])
        let answer = try await options.client().post("/v1/peers/\(try PathPart.of(code))/resume", json: body)
        guard !options.json else { return Console.current.out(answer.text) }
        let peer = try answer.decode(PeerAnswer.self)
        Console.current.out(
            "the \(direction.rawValue) \(lane.rawValue) stream with \(code) compares again; link: \(peer.link)"
        )
    }
}
