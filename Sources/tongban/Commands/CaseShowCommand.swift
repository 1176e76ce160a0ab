import ArgumentParser
import CaseModel

/// The command `tongban case show`.
struct CaseShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows one case with its history and documents."
    )

    @Argument(help: "The case's number.")
    var number: String

    @OptionGroup var options: NodeOptions

    func run() async throws {
        let console = Console.current
        let answer = try await options.client().get("/v1/cases/\(try PathPart.of(number))")
        guard !options.json else { return console.out(answer.text) }
        for line in try Self.lines(answer.decode(CaseAnswer.self)) { console.out(line) }
    }

    /// The case for people.
    static func lines(_ item: CaseAnswer) -> [String] {
        var lines = [
            "case       \(item.number)",
            "item       \(item.itemName) (\(item.itemCode))",
            "way        \(item.collecting) collects, \(item.handling) handles; this node is \(item.side)",
            "state      \(Words.state(item.state))\(item.endingName.map { ", \($0)" } ?? ""), version \(item.version)",
            "mode       \(Words.mode(item.mode)), guide version \(item.guideVersion)",
            "transport  \(item.transport.map(transport) ?? "this node said nothing yet")",
            "possible   \(item.actions.isEmpty ? "nothing at this node" : item.actions.joined(separator: ", "))",
        ]
        for (role, actions) in (item.actionsByRole ?? [:]).sorted(by: { $0.key < $1.key }) {
            lines.append("           \(Words.role(role)): \(actions.joined(separator: ", "))")
        }
        if let submission = item.submission {
            let applicant = submission.applicant
            lines.append(
                "applicant  \(applicant.name) (\(applicant.kind)), \(applicant.idType) \(applicant.idNumber)"
                    + (applicant.phone.map { ", phone \($0)" } ?? "")
            )
            lines.append("collected  \(submission.office), \(submission.officer)")
            lines += submission.fields.map { "field      \($0.name): \($0.value)" }
        }
        if let erased = item.erased { lines.append("erased     \(Words.time(erased.at)): \(erased.reason)") }
        lines = lines.map(TextWidth.printable)
        var clocks = Table("CLOCK", "LIMIT>", "UNIT", "LAST DAY", "LEFT>", "STANDS")
        for clock in item.clocks ?? [] {
            clocks.add(
                clock.kind,
                "\(clock.limitDays)",
                clock.unit,
                (clock.deadline ?? "-") + (clock.isProvisional == true ? " provisional" : ""),
                clock.remainingDays.map(String.init) ?? "-",
                standing(clock)
            )
        }
        var legs = Table("LEG", "WHAT", "OFFICE", "CITY", "STATE")
        for leg in item.legs ?? [] { legs.add(leg.key, leg.name, leg.office, leg.side, leg.state) }
        var materials = Table("MATERIAL", "FORM", "SIZE>", "HERE>", "WITH", "DIGEST")
        for material in item.materials ?? [] {
            materials.add(
                material.name,
                material.form,
                Words.bytes(material.size),
                share(material),
                material.origin,
                material.digest
            )
        }
        var records = Table("RECORD", "WHAT", "STATE", "CHANGED", "ALARM")
        for record in item.records ?? [] {
            records.add(
                "\(record.owner)/\(record.id)",
                Words.term(record.kind, of: SharedKind.self),
                Words.state(record.state, record.stateName),
                Words.time(record.changedAt),
                record.alarms.map { Words.term($0, of: ParcelAlarm.Kind.self) }.joined(separator: ", ")
            )
        }
        var history = Table("WHEN", "CITY", "WHAT", "WHO", "WAY", "TEXT")
        for said in item.history ?? [] {
            history.add(
                Words.time(said.at),
                said.city,
                Words.kind(said.kind),
                [said.office, said.officer].compactMap { $0 }.joined(separator: " "),
                said.transport ?? "",
                said.text
            )
        }
        var reminders = Table("REMINDED", "OF", "TOLD", "SETTLED", "TEXT")
        for reminder in item.reminders ?? [] {
            reminders.add(
                Words.role(reminder.role),
                RemindersCommand.subject(reminder),
                Words.time(reminder.toldAt),
                Words.time(reminder.settledAt),
                reminder.text
            )
        }
        for table in [clocks, legs, materials, records, history, reminders] where !table.isEmpty {
            lines += [""] + table.lines
        }
        return lines
    }

    private static func standing(_ clock: CaseAnswer.Clock) -> String {
        if clock.stoppedAt != nil { return clock.isOverdue == true ? "stopped late" : "stopped" }
        if clock.isPaused { return "paused" }
        return clock.isOverdue == true ? "OVERDUE" : "running"
    }

    private static func transport(_ level: String) -> String {
        switch level {
        case "waiting": "waiting on this node's disk"
        case "sent": "sent, no receipt yet"
        case "received": "received: on the other city's disk"
        default: level
        }
    }

    private static func share(_ material: CaseAnswer.Material) -> String {
        guard material.size > 0, material.heldBytes < material.size else { return "all" }
        return "\(material.heldBytes * 100 / material.size) %"
    }
}
