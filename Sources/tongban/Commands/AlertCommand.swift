import ArgumentParser

/// The command `tongban alert`.
struct AlertCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alert",
        abstract: "Alarms, and the channels through which people are told of them (告警).",
        subcommands: [AlertListCommand.self, AlertTestCommand.self]
    )
}

/// The command `tongban alert list`.
struct AlertListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists what stands and what to do about it, and the channels.",
        discussion: "Deploy/README.md has every code with cause and remedy."
    )

    @OptionGroup var options: NodeOptions

    func run() async throws {
        let console = Console.current
        let answer = try await options.client().get("/v1/alerts")
        guard !options.json else { return console.out(answer.text) }
        let report = try answer.decode(AlertReportAnswer.self)
        if report.alarms.isEmpty { console.out("nothing is wrong") }
        for alarm in report.alarms { console.out(alarm.line) }
        guard !report.channels.isEmpty else {
            return console.out("no channels: nobody is told; name some under alerts: in the configuration")
        }
        console.out("")
        var table = Table("CHANNEL", "KIND", "FROM LEVEL", "CODES", "AFTER", "AGAIN", "LAST TOLD", "FAILURE")
        for channel in report.channels {
            table.add(
                channel.name,
                channel.kind,
                channel.level,
                channel.codes.map { $0.joined(separator: ",") } ?? "all",
                "\(channel.standSeconds) s",
                channel.repeatHours == 0 ? "never" : "\(channel.repeatHours) h",
                Words.time(channel.lastSentAt),
                channel.failure ?? ""
            )
        }
        table.write(to: console, whenEmpty: "no channels")
    }
}

/// The command `tongban alert test`.
struct AlertTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Sends a test message through one channel or all, and tells what each answered.",
        discussion: "The running node sends it. Ends with status 1 where a channel did not take it, or there is none."
    )

    @Argument(help: "The channel; all of them where none is named.")
    var channel: String?

    @OptionGroup var options: NodeOptions

    func run() async throws {
        let console = Console.current
        let query = Query([("channel", channel)])
        let answer = try await options.client().post("/v1/alerts/test" + query.text, json: nil)
        let results = try answer.decode(AlertTestAnswer.self).results
        if options.json {
            console.out(answer.text)
        } else {
            if results.isEmpty { console.err("tongban: no channels; name some under alerts: in the configuration") }
            for result in results {
                let word = result.delivered ? "taken" : "NOT TAKEN"
                console.out(TextWidth.printable("\(result.channel) (\(result.kind))  \(word): \(result.answer)"))
                if let remedy = result.remedy { console.out(TextWidth.printable("    \(remedy)")) }
            }
        }
        guard !results.isEmpty, results.allSatisfy(\.delivered) else {
            throw ExitCode(CommandStatus.refused.rawValue)
        }
    }
}

extension StatusAnswer.Alarm {
    /// The alarm in a line.
    var line: String {
        TextWidth.printable(
            "ALARM       \(level) \(code)\(peer.map { " \($0)" } ?? "") \(name), since \(Words.time(since)): \(text)"
        )
    }
}
