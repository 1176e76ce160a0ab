import ArgumentParser
import CityNode

/// The operator's command line of a city's node.
@main
struct Tongban: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tongban",
        abstract: "Works with a city's node: cases and what belongs to them, peers, reconciliation (通办).",
        discussion: """
            Commands that speak with a node find it by --node (http://127.0.0.1:7480, or the path of its Unix socket), by
            --config (the node's configuration file), or by the environment variable TONGBAN_NODE. They sign in with a token
            from --token-file, --token, TONGBAN_TOKEN_FILE or TONGBAN_TOKEN; whoever may open a node's socket is its operator
            without one.

            \(CommandStatus.help)
            """,
        version: CityNode.version,
        subcommands: [
            StatusCommand.self, TopCommand.self, PeersCommand.self, CaseCommand.self, BulkCommand.self,
            ParcelCommand.self, EvaluationCommand.self, VideoCommand.self, DocumentCommand.self, ContactsCommand.self,
            MaterialCommand.self, RemindersCommand.self, StatisticsCommand.self, ExtractCommand.self,
            EventsCommand.self, WebhookCommand.self, QuarantineCommand.self, AlertCommand.self, AuditCommand.self,
            AccountCommand.self, TokenCommand.self, ReconcileCommand.self, ResumeCommand.self, DoctorCommand.self,
            DiagnosticsCommand.self, KeysCommand.self, ConfigCommand.self, CatalogueCommand.self, LabCommand.self,
            SimulateCommand.self, BenchCommand.self, APICommand.self,
        ]
    )

    /// Runs the command that the arguments name, and leaves with its exit status.
    static func main() async {
        let status = await execute(Array(CommandLine.arguments.dropFirst()), console: .standard)
        Self.exit(withError: ExitCode(status.rawValue))
    }

    /// Runs the command that the arguments name; everything that it says goes to the console.
    static func execute(_ arguments: [String], console: Console) async -> CommandStatus {
        await Console.$current.withValue(console) {
            do {
                var command = try parseAsRoot(arguments)
                if var asynchronous = command as? any AsyncParsableCommand {
                    try await asynchronous.run()
                } else {
                    try command.run()
                }
                return .done
            } catch let failure as CommandFailure {
                failure.say(to: console)
                return failure.status
            } catch {
                let text = fullMessage(for: error)
                let status = exitCode(for: error)
                if !text.isEmpty { status == .success ? console.out(text) : console.err(text) }
                return status == .success ? .done : CommandStatus(rawValue: status.rawValue) ?? .usage
            }
        }
    }
}
