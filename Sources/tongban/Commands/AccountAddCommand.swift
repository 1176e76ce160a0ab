import ArgumentParser
import CaseModel

/// The command `tongban account add`.
struct AccountAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Adds an account, with a first token where --token-label says what it is for."
    )

    /// What an account is.
    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case person, system
    }

    @Argument(help: "The person's name as an officer, or the system's.")
    var name: String

    @Option(help: "person or system.")
    var kind: Kind

    @OptionGroup var account: AccountArguments

    @Option(help: "Makes a first token, for this.")
    var tokenLabel: String?

    @Option(help: "For how many days that token holds, at most 365; 90 when left out.")
    var days: Int?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: NodeOptions

    func validate() throws {
        guard !account.role.isEmpty else { throw ValidationError("Give at least one --role.") }
    }

    func run() async throws {
        var body: [String: Any] = [
            "kind": kind.rawValue, "name": name, "roles": account.role.map(\.rawValue), "offices": account.office,
        ]
        body["identity"] = account.identity
        if let tokenLabel {
            var token: [String: Any] = ["label": tokenLabel]
            token["days"] = days
            body["token"] = token
        }
        let answer = try await write.send(body, to: "/v1/accounts", with: try options.client())
        guard !options.json else { return Console.current.out(answer.text) }
        AccountCommand.show(try answer.decode(AccountAnswer.Changed.self), Console.current)
    }
}
