/// Why a command ends early: what is wrong, what to do next, and the exit status.
struct CommandFailure: Error, Hashable {
    /// The exit status.
    var status: CommandStatus
    /// The lines for people, the first one what is wrong.
    var lines: [String]
    /// What goes to the standard output instead, when JSON was asked for.
    var json: String?

    /// Makes a failure.
    init(_ status: CommandStatus, _ lines: String..., json: String? = nil) {
        self.status = status
        self.lines = lines.filter { !$0.isEmpty }
        self.json = json
    }

    /// Tells it.
    func say(to console: Console) {
        if let json {
            console.out(json)
            return
        }
        for (index, line) in lines.enumerated() { console.err(index == 0 ? "tongban: \(line)" : "  \(line)") }
    }
}
