import ArgumentParser

/// The command `tongban webhook deliveries`.
struct WebhookDeliveriesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deliveries",
        abstract: "Lists events that a target has not taken, newest first."
    )

    @Argument(help: "The webhook's number.")
    var id: Int64

    @Option(help: "waiting or dead; both where it is left out.")
    var state: String?

    @OptionGroup var paging: PageOptions
    @OptionGroup var options: NodeOptions

    func run() async throws {
        let console = Console.current
        let query = Query([("state", state)] + paging.parts)
        let answer = try await options.client().get("/v1/webhooks/\(id)/deliveries" + query.text)
        guard !options.json else { return console.out(answer.text) }
        let page = try answer.decode(DeliveryAnswer.Page.self)
        var table = Table("EVENT>", "KIND", "CASE", "STATE", "SENT>", "LAST", "NEXT", "FAILURE")
        for delivery in page.deliveries {
            table.add(
                "\(delivery.event)",
                delivery.kind,
                delivery.cases.first ?? "",
                delivery.state,
                "\(delivery.attempts)",
                Words.time(delivery.lastAt),
                Words.time(delivery.nextAt),
                delivery.failure ?? ""
            )
        }
        table.write(to: console, whenEmpty: "everything was taken")
        if let next = page.next { console.out("more: --cursor \(next)") }
    }
}

/// The command `tongban webhook replay`.
struct WebhookReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Sends dead events again, one or all."
    )

    @Argument(help: "The webhook's number.")
    var id: Int64

    @Option(help: "The event's id.")
    var event: Int64?

    @Flag(help: "All that are dead.")
    var all = false

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: NodeOptions

    func validate() throws {
        guard all != (event != nil) else { throw ValidationError("Give --event or --all.") }
    }

    func run() async throws {
        let body: [String: Any] = event.map { ["event": $0] } ?? ["all": true]
        let answer = try await write.send(body, to: "/v1/webhooks/\(id)/replay", with: options.client())
        let count = try answer.decode(ReplayedAnswer.self).replayed
        Console.current.out(options.json ? answer.text : "\(count) events are sent again")
    }
}
