import ArgumentParser
import CaseModel

/// The command `tongban account`.
struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract: "Who may call a node (账号): add, list, show, change, lock, unlock.",
        discussion: """
            A security administrator keeps the accounts. On a node without one, whoever may open its socket adds the first: \
            tongban account add NAME --kind person --role securityAdministrator --token-label first --node SOCKET
            """,
        subcommands: [
            AccountAddCommand.self, AccountListCommand.self, AccountShowCommand.self, AccountChangeCommand.self,
            AccountLockCommand.self, AccountUnlockCommand.self, AccountMeCommand.self,
        ]
    )

    /// Shows an account to people.
    static func show(_ account: AccountAnswer, _ console: Console) {
        console.out("account   \(account.id), \(TextWidth.printable(account.name)) (\(account.kind))")
        console.out("roles     \(account.roles.map(Words.role).joined(separator: ", "))")
        if !account.offices.isEmpty {
            console.out("offices   \(TextWidth.printable(account.offices.joined(separator: ", ")))")
        }
        if let identity = account.identity {
            console.out("identity  \(TextWidth.printable("\(identity.subject) at \(identity.issuer)"))")
        }
        console.out("made      \(Words.time(account.createdAt)) by \(TextWidth.printable(account.createdBy))")
        console.out("version   \(account.version)\(account.lockedAt.map { ", locked since \(Words.time($0))" } ?? "")")
    }

    /// Shows a token that was made to people, with its secret.
    static func show(_ changed: AccountAnswer.Changed, _ console: Console) {
        show(changed.account, console)
        guard let token = changed.token else { return }
        console.out("token     \(token.id), holds until \(Words.time(token.expiresAt))")
        console.out("scopes    \(token.scopes.joined(separator: ", "))")
        guard let secret = changed.secret else { return }
        console.out("")
        console.out(secret)
        console.out("")
        console.out("This is the only time that the token is shown. Keep it in a file with mode 0600.")
    }
}

/// What an account is, on the command line.
struct AccountArguments: ParsableArguments {
    @Option(help: "A role; may be given again. An administrator has one role alone.", transform: AccountArguments.role)
    var role: [Role] = []

    @Option(help: "An office for which it acts, as cases name it; may be given again.")
    var office: [String] = []

    @Option(help: "The issuer of the identity provider where the person signs in.")
    var issuer: String?

    @Option(help: "The person's subject there.")
    var subject: String?

    func validate() throws {
        guard (issuer == nil) == (subject == nil) else {
            throw ValidationError("Give --issuer and --subject together.")
        }
    }

    /// The person at the provider, as the API has it.
    var identity: [String: Any]? {
        guard let issuer, let subject else { return nil }
        return ["issuer": issuer, "subject": subject]
    }

    /// Reads a role by its English or Chinese name.
    static func role(_ text: String) throws -> Role {
        guard let role = Role.allCases.first(where: { $0.rawValue == text || $0.chineseTerm == text }) else {
            let words = Role.allCases.map { "\($0.rawValue) (\($0.chineseTerm))" }.joined(separator: ", ")
            throw ValidationError("'\(text)' is none of \(words).")
        }
        return role
    }
}
