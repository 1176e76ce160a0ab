import ArgumentParser
import CityNode
import Foundation

/// Which files stand for a service's credentials, for commands that read a node's whole configuration.
struct CredentialOptions: ParsableArguments {
    /// A credential on the command line: `name=file`.
    struct Argument: ExpressibleByArgument, Hashable {
        let name: String
        let file: String

        /// Reads `name=file`.
        init?(argument: String) {
            let parts = argument.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, !parts[0].isEmpty else { return nil }
            name = String(parts[0])
            file = URL(fileURLWithPath: String(parts[1])).standardizedFileURL.path
        }
    }

    @Option(
        help: ArgumentHelp(
            "What a credential is here, NAME=FILE, such as keys=/etc/tongban/keys/a.yaml; may be given again.",
            discussion: "Needed where the configuration names credentials and its service does not run."
        )
    )
    var credential: [Argument] = []

    /// What the configuration finds: what is named here, or else what this process and the running service were given.
    var credentials: Credentials {
        guard !credential.isEmpty else { return .current }
        return Credentials(files: Dictionary(credential.map { ($0.name, $0.file) }) { _, last in last })
    }
}
