import ArgumentParser
import Foundation
import NIOHTTP1

/// What writes to cases have in common.
struct WriteOptions: ParsableArguments {
    @Option(help: "A name for this request: sent again with the same one, it is done once. Made up if not given.")
    var key: String?

    /// Sends a body to a case's route; a connection that is lost on the way is told with the key to repeat it with.
    func send(
        _ body: [String: Any],
        to path: String,
        with client: NodeClient,
        method: HTTPMethod = .POST,
        headers: [(String, String)] = []
    ) async throws -> NodeClient.Answer {
        let key = key ?? UUID().uuidString.lowercased()
        let json = try JSONSerialization.data(withJSONObject: body, options: [.sortedKeys, .withoutEscapingSlashes])
        do {
            return try await client.post(
                path,
                json: json,
                method: method,
                headers: [("Idempotency-Key", key)] + headers
            )
        } catch var failure as CommandFailure where failure.status == .unreachable || failure.status == .nodeFailed {
            failure.lines.append("To repeat it without doing it twice, add --key \(key)")
            throw failure
        }
    }
}
