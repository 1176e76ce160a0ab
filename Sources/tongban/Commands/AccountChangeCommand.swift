import ArgumentParser
import CaseModel

/// The command `tongban account change`.
struct AccountChangeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change",
        abstract: "Changes an account: what is given replaces what was there.",
        discussion: "Tokens of the account lose what it does not have any more, at once."
    )

    @Argument(help: "The account's number.")
    var id: Int64

    @Option(help: "The new name.")
    var name: String?

    @OptionGroup var account: AccountArguments

    @Flag(help: "Takes all offices away.")
    var noOffices = false

    @Flag(help: "Takes the identity away: the person signs in no more.")
    var noIdentity = false

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: NodeOptions

    func validate() throws {
        guard !noOffices || account.office.isEmpty, !noIdentity || account.identity == nil else {
            throw ValidationError("Give something, or take it away, not both.")
        }
    }

    func run() async throws {
        let client = try options.client()
        let now = try await client.get("/v1/accounts/\(id)").decode(AccountAnswer.self)
        var body: [String: Any] = [
            "kind": now.kind, "name": name ?? now.name,
            "roles": account.role.isEmpty ? now.roles : account.role.map(\.rawValue),
            "offices": noOffices ? [] : account.office.isEmpty ? now.offices : account.office,
        ]
        if !noIdentity {
            body["identity"] =
                account.identity ?? now.identity.map { ["issuer": $0.issuer, "subject": $0.subject] as [String: Any] }
        }
        let answer = try await write.send(
            body,
            to: "/v1/accounts/\(id)",
            with: client,
            method: .PUT,
            headers: [("If-Match", "\"\(now.version)\"")]
        )
        guard !options.json else { return Console.current.out(answer.text) }
        AccountCommand.show(try answer.decode(AccountAnswer.Changed.self), Console.current)
    }
}

/// The command `tongban account lock`.
struct AccountLockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lock",
        abstract: "Locks an account: neither it nor its tokens sign in from now on."
    )

    @Argument(help: "The account's number.")
    var id: Int64

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: NodeOptions

    func run() async throws {
        let answer = try await write.send([:], to: "/v1/accounts/\(id)/lock", with: try options.client())
        guard !options.json else { return Console.current.out(answer.text) }
        AccountCommand.show(try answer.decode(AccountAnswer.Changed.self), Console.current)
    }
}

/// The command `tongban account unlock`.
struct AccountUnlockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "unlock", abstract: "Unlocks an account.")

    @Argument(help: "The account's number.")
    var id: Int64

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: NodeOptions

    func run() async throws {
        let answer = try await write.send([:], to: "/v1/accounts/\(id)/unlock", with: try options.client())
        guard !options.json else { return Console.current.out(answer.text) }
        AccountCommand.show(try answer.decode(AccountAnswer.Changed.self), Console.current)
    }
}
