import ArgumentParser

/// The command `tongban webhook`.
struct WebhookCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "webhook",
        abstract: "Who is told of events by HTTP (事件回调).",
        subcommands: [
            WebhookAddCommand.self, WebhookListCommand.self, WebhookShowCommand.self, WebhookChangeCommand.self,
            WebhookRemoveCommand.self, WebhookTestCommand.self, WebhookDeliveriesCommand.self,
            WebhookReplayCommand.self, WebhookRotateCommand.self,
        ]
    )

    /// Shows one webhook in full, or the node's answer as it came.
    static func show(_ answer: NodeClient.Answer, _ options: NodeOptions) throws {
        let console = Console.current
        guard !options.json else { return console.out(answer.text) }
        let webhook = try answer.decode(WebhookAnswer.self)
        var lines = [
            "webhook   \(webhook.id), \(webhook.state)", "to        \(webhook.url)", "events    \(webhook.filter.text)",
            "since     \(Words.time(webhook.createdAt))",
            "through   \(webhook.through), \(webhook.waiting) wait, \(webhook.dead) are dead",
        ]
        if let note = webhook.note { lines.append("note      \(note)") }
        if let reason = webhook.reason { lines.append("reason    \(reason)") }
        if let since = webhook.failingSince { lines.append("failing   since \(Words.time(since))") }
        if let until = webhook.earlierSecretUntil { lines.append("secrets   two sign until \(Words.time(until))") }
        if let secret = webhook.secret {
            lines.append("secret    \(secret)")
            lines.append("          It is shown this once: give it to whoever receives, and keep it nowhere else.")
        }
        for line in lines { console.out(TextWidth.printable(line)) }
    }
}

/// The command `tongban webhook list`.
struct WebhookListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists all webhooks of a node.")

    @OptionGroup var options: NodeOptions

    func run() async throws {
        let console = Console.current
        let answer = try await options.client().get("/v1/webhooks")
        guard !options.json else { return console.out(answer.text) }
        var table = Table("ID>", "STATE", "THROUGH>", "WAITING>", "DEAD>", "URL", "EVENTS", "NOTE")
        for webhook in try answer.decode(WebhookAnswer.List.self).webhooks {
            table.add(
                "\(webhook.id)",
                webhook.state,
                "\(webhook.through)",
                "\(webhook.waiting)",
                "\(webhook.dead)",
                webhook.url,
                webhook.filter.text,
                webhook.note ?? ""
            )
        }
        table.write(to: console, whenEmpty: "no webhooks")
    }
}

/// The command `tongban webhook show`.
struct WebhookShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Shows one webhook.")

    @Argument(help: "The webhook's number.")
    var id: Int64

    @OptionGroup var options: NodeOptions

    func run() async throws {
        try WebhookCommand.show(try await options.client().get("/v1/webhooks/\(id)"), options)
    }
}

/// The command `tongban webhook test`.
struct WebhookTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Sends a test delivery now and tells what came of it.",
        discussion: "Ends with status 1 where the target did not take it."
    )

    @Argument(help: "The webhook's number.")
    var id: Int64

    @OptionGroup var options: NodeOptions

    func run() async throws {
        let answer = try await options.client().post("/v1/webhooks/\(id)/test", json: nil)
        let result = try answer.decode(WebhookTestAnswer.self)
        if options.json {
            Console.current.out(answer.text)
        } else {
            let status = result.status.map { " (\($0))" } ?? ""
            let text = result.delivered ? "taken\(status)" : "not taken\(status): \(result.failure ?? "")"
            Console.current.out(TextWidth.printable(text))
        }
        guard result.delivered else { throw ExitCode(CommandStatus.refused.rawValue) }
    }
}
