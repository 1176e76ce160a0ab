import ArgumentParser
import Foundation

/// What everybody gives who decides over something that the node keeps aside.
struct DecisionOptions: ParsableArguments {
    @Option(help: "Why.")
    var reason: String

    @Option(help: "Who does it.")
    var officer = NSUserName()

    /// Tells the node of the decision.
    func send(to path: String, with client: NodeClient) async throws -> NodeClient.Answer {
        try await client.post(path, json: JSONEncoder().encode(["officer": officer, "reason": reason]))
    }
}
