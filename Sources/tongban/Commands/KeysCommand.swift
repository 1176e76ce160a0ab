import ArgumentParser
import CityNode

/// The command `tongban keys`.
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "A node's secret keys, and the public ones for the member list.",
        subcommands: [KeysNewCommand.self, KeysShowCommand.self]
    )

    /// Prints the public keys as the member list wants them.
    static func show(_ keys: NodeKeys, json: Bool, _ console: Console) {
        guard json else {
            for line in keys.publicLines { console.out(line) }
            return
        }
        // Z85 and base64 hold neither quotes nor backslashes, so nothing has to be escaped.
        console.out(
            "{\"curvePublicKey\":\"\(keys.curve.publicKey.z85)\",\"signingPublicKey\":\"\(keys.signing.verifyingKey.text)\"}"
        )
    }
}
