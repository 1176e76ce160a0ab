import ArgumentParser

/// The command `tongban webhook add`.
struct WebhookAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Tells an address of events from now on, and shows the secret that signs them.",
        discussion: """
            Example:
              tongban webhook add https://hooks.city.example/tongban --kind accepted --kind decided --side collecting
            """
    )

    @Argument(help: "Where events are sent to.")
    var url: String

    @Option(help: "What it is for.")
    var note: String?

    @Option(help: "Begin after this event instead of with what comes.")
    var after: Int64?

    @OptionGroup var filter: FilterOptions
    @OptionGroup var write: WriteOptions
    @OptionGroup var options: NodeOptions

    func run() async throws {
        var body: [String: Any] = ["url": url]
        if let note { body["note"] = note }
        if let after { body["after"] = after }
        if !filter.isEmpty { body["filter"] = filter.json }
        try WebhookCommand.show(try await write.send(body, to: "/v1/webhooks", with: options.client()), options)
    }
}

/// The command `tongban webhook change`.
struct WebhookChangeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change",
        abstract: "Changes a webhook; what is not given stays.",
        discussion: "A filter replaces the one before as a whole; --everything takes it away."
    )

    @Argument(help: "The webhook's number.")
    var id: Int64

    @Option(help: "Where events are sent to.")
    var url: String?

    @Option(help: "What it is for.")
    var note: String?

    @Option(help: "active or paused.")
    var state: String?

    @Flag(help: "Send every event.")
    var everything = false

    @OptionGroup var filter: FilterOptions
    @OptionGroup var write: WriteOptions
    @OptionGroup var options: NodeOptions

    func validate() throws {
        if everything, !filter.isEmpty { throw ValidationError("Give --everything or a filter, not both.") }
        if !everything, filter.isEmpty, url == nil, note == nil, state == nil {
            throw ValidationError("Say what to change: --url, --note, --state, a filter or --everything.")
        }
    }

    func run() async throws {
        var body: [String: Any] = [:]
        for (name, value) in [("url", url), ("note", note), ("state", state)] where value != nil { body[name] = value }
        if everything || !filter.isEmpty { body["filter"] = filter.json }
        let answer = try await write.send(body, to: "/v1/webhooks/\(id)", with: options.client(), method: .PATCH)
        try WebhookCommand.show(answer, options)
    }
}

/// The command `tongban webhook remove`.
struct WebhookRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Removes a webhook with everything that waits for it."
    )

    @Argument(help: "The webhook's number.")
    var id: Int64

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: NodeOptions

    func run() async throws {
        let answer = try await write.send(nil, to: "/v1/webhooks/\(id)", with: options.client(), method: .DELETE)
        Console.current.out(options.json ? answer.text : "webhook \(id) is removed")
    }
}

/// The command `tongban webhook rotate`.
struct WebhookRotateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Gives a webhook a new secret; the one before signs too for a day."
    )

    @Argument(help: "The webhook's number.")
    var id: Int64

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: NodeOptions

    func run() async throws {
        try WebhookCommand.show(
            try await write.send(nil, to: "/v1/webhooks/\(id)/rotate", with: options.client()),
            options
        )
    }
}
