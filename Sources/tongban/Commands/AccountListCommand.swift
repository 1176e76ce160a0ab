import ArgumentParser

/// The command `tongban account list`.
struct AccountListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists accounts in the order in which they were added."
    )

    @OptionGroup var paging: PageOptions
    @OptionGroup var options: NodeOptions

    func run() async throws {
        let console = Console.current
        let answer = try await options.client().get("/v1/accounts" + Query(paging.parts).text)
        guard !options.json else { return console.out(answer.text) }
        let page = try answer.decode(AccountAnswer.Page.self)
        var table = Table("ID>", "NAME", "KIND", "ROLES", "OFFICES", "LOCKED")
        for account in page.accounts {
            table.add(
                "\(account.id)",
                account.name,
                account.kind,
                account.roles.map(Words.role).joined(separator: ", "),
                account.offices.isEmpty ? "-" : account.offices.joined(separator: ", "),
                account.lockedAt.map { Words.time($0) } ?? "-"
            )
        }
        table.write(to: console, whenEmpty: "no accounts")
        if let next = page.next { console.out("more: --cursor \(next)") }
    }
}

/// The command `tongban account show`.
struct AccountShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Shows an account.")

    @Argument(help: "The account's number.")
    var id: Int64

    @OptionGroup var options: NodeOptions

    func run() async throws {
        let answer = try await options.client().get("/v1/accounts/\(id)")
        guard !options.json else { return Console.current.out(answer.text) }
        AccountCommand.show(try answer.decode(AccountAnswer.self), Console.current)
    }
}

/// The command `tongban account me`.
struct AccountMeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "me",
        abstract: "Shows as whom this command line calls the node, and what it may."
    )

    @OptionGroup var options: NodeOptions

    func run() async throws {
        let console = Console.current
        let answer = try await options.client().get("/v1/me")
        guard !options.json else { return console.out(answer.text) }
        let me = try answer.decode(MeAnswer.self)
        let account = me.account.map { "account \($0), " } ?? ""
        console.out("caller   \(account)\(TextWidth.printable(me.name ?? "-")), by \(me.signedInBy)")
        console.out("roles    \(me.roles.map(Words.role).joined(separator: ", "))")
        console.out("offices  \(TextWidth.printable(me.offices.map { $0.joined(separator: ", ") } ?? "any"))")
        console.out("scopes   \(me.scopes.joined(separator: ", "))")
    }
}
