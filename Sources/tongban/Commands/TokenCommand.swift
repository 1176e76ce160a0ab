import ArgumentParser
import CaseModel

/// The command `tongban token`.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Tokens of accounts (访问令牌): add, list, revoke.",
        subcommands: [TokenAddCommand.self, TokenListCommand.self, TokenRevokeCommand.self]
    )

    /// Reads a scope.
    static func scope(_ text: String) throws -> Scope {
        guard let scope = Scope(rawValue: text) else {
            let words = Scope.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("'\(text)' is none of \(words).")
        }
        return scope
    }
}

/// The command `tongban token add`.
struct TokenAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Makes a token of an account and shows it, once.",
        discussion: "Without --scope and --office it allows all that the account's roles and offices allow."
    )

    @Argument(help: "The account's number.")
    var account: Int64

    @Option(help: "What it is for.")
    var label: String

    @Option(help: "What it may be used for; may be given again.", transform: TokenCommand.scope)
    var scope: [Scope] = []

    @Option(help: "For which of the account's offices; may be given again.")
    var office: [String] = []

    @Option(help: "For how many days it holds, at most 365; 90 when left out.")
    var days: Int?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: NodeOptions

    func run() async throws {
        var body: [String: Any] = ["account": account, "label": label]
        if !scope.isEmpty { body["scopes"] = scope.map(\.rawValue) }
        if !office.isEmpty { body["offices"] = office }
        body["days"] = days
        let answer = try await write.send(body, to: "/v1/tokens", with: try options.client())
        guard !options.json else { return Console.current.out(answer.text) }
        AccountCommand.show(try answer.decode(AccountAnswer.Changed.self), Console.current)
    }
}

/// The command `tongban token list`.
struct TokenListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists tokens, without their secrets."
    )

    @Option(help: "Only those of this account.")
    var account: Int64?

    @OptionGroup var paging: PageOptions
    @OptionGroup var options: NodeOptions

    func run() async throws {
        let console = Console.current
        let query = Query([("account", account.map { "\($0)" })] + paging.parts)
        let answer = try await options.client().get("/v1/tokens" + query.text)
        guard !options.json else { return console.out(answer.text) }
        let page = try answer.decode(TokenAnswer.Page.self)
        var table = Table("TOKEN", "ACCOUNT>", "FOR", "SCOPES", "UNTIL", "LAST USED", "REVOKED")
        for token in page.tokens {
            table.add(
                token.id,
                "\(token.account)",
                token.label,
                token.scopes.joined(separator: ", "),
                Words.time(token.expiresAt),
                Words.time(token.lastUsedAt),
                Words.time(token.revokedAt)
            )
        }
        table.write(to: console, whenEmpty: "no tokens")
        if let next = page.next { console.out("more: --cursor \(next)") }
    }
}

/// The command `tongban token revoke`.
struct TokenRevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Revokes a token: it signs nobody in from now on."
    )

    @Argument(help: "The token's name, which stands between tb_ and the next _.")
    var id: String

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: NodeOptions

    func run() async throws {
        let path = "/v1/tokens/\(try PathPart.of(id))/revoke"
        let answer = try await write.send([:], to: path, with: try options.client())
        guard !options.json else { return Console.current.out(answer.text) }
        let changed = try answer.decode(AccountAnswer.Changed.self)
        Console.current.out("the token \(id) of account \(changed.account.id) signs nobody in any more")
    }
}
