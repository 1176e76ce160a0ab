import ArgumentParser
import CaseModel

/// The command `tongban parcel show`.
struct ParcelShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows one parcel with its list, its chain of custody, and what may happen next."
    )

    @Argument(help: "The parcel, as lists show it: 330800/QZ-2026-0042.")
    var parcel: RecordArgument

    @OptionGroup var options: NodeOptions

    func run() async throws {
        let console = Console.current
        let answer = try await options.client().get("/v1/parcels/\(try parcel.path)")
        guard !options.json else { return console.out(answer.text) }
        for line in try Self.lines(answer.decode(ParcelAnswer.self)) { console.out(line) }
    }

    /// The parcel for people.
    static func lines(_ parcel: ParcelAnswer) -> [String] {
        var lines = [
            "parcel     \(parcel.sender.city)/\(parcel.id), \(parcel.direction) \(parcel.directionName)",
            "cases      \(parcel.cases.joined(separator: ", "))",
            "from       \(Words.receiver(parcel.sender))",
            "to         \(Words.receiver(parcel.receiver))",
            "carrier    \(Words.term(parcel.carrier, of: Carrier.self))\(parcel.courier.map { " \($0)" } ?? ""), "
                + "tracking number \(parcel.trackingNumber ?? "not known")",
            "price      \(parcel.costFen.map(Words.yuan) ?? "not known"), \(parcel.payer) pays; declared value "
                + Words.yuan(parcel.declaredValueFen),
            "state      \(Words.state(parcel.state, parcel.stateName)), version \(parcel.version)",
        ]
        lines += parcel.alarms.map { "ALARM      \($0.kind) \($0.kindName), since \(Words.time($0.since))" }
        for next in parcel.next ?? [] {
            lines.append("next       \(next.kind) \(next.kindName): \(next.cities.joined(separator: " or "))")
        }
        if let replacement = parcel.replacement {
            let steps = replacement.steps.map { Words.term($0, of: ParcelReplacement.Step.self) }
            lines.append(
                "replace    \(Words.term(replacement.responsible, of: Custodian.self)) answers, \(replacement.bears) bears "
                    + "the cost: \(steps.joined(separator: ", "))"
            )
        }
        lines = lines.map(TextWidth.printable)
        var items = Table("LINE>", "WHAT", "FORM", "PIECES>", "CASE", "CONFIDENTIAL")
        for (index, item) in (parcel.items ?? []).enumerated() {
            items.add(
                "\(index + 1)",
                item.name,
                item.form,
                "\(item.count)",
                item.caseNumber ?? "",
                item.isConfidential ? "机要" : ""
            )
        }
        var events = Table("WHEN", "CITY", "WHAT", "WHO", "TEXT")
        for event in parcel.events ?? [] {
            events.add(Words.time(event.at), event.city, "\(event.kind) \(event.kindName)", event.officer, text(event))
        }
        for table in [items, events] where !table.isEmpty { lines += [""] + table.lines }
        return lines
    }

    private static func text(_ event: ParcelAnswer.Event) -> String {
        var parts: [String] = []
        if let isSealIntact = event.isSealIntact { parts.append(isSealIntact ? "seal whole" : "seal broken") }
        parts += event.differences.map { difference in
            "line \(difference.item + 1): \(difference.count) \(difference.kind)"
                + (difference.note.isEmpty ? "" : ", \(difference.note)")
        }
        if let replacement = event.replacement { parts.append("replaced by \(replacement)") }
        if !event.note.isEmpty { parts.append(event.note) }
        return parts.joined(separator: "; ")
    }
}
