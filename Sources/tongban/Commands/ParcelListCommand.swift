import ArgumentParser
import CaseModel

/// The command `tongban parcel list`.
struct ParcelListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists parcels, newest first.",
        discussion: "States: "
            + ParcelState.allCases.map { "\($0.rawValue) \($0.chineseTerm)" }.joined(separator: ", ") + "."
    )

    @Option(help: "Only in this state; may be given again.", transform: CatalogueArgument.choice)
    var state: [ParcelState] = []

    @Option(help: "Only those that this city sends.")
    var sender: String?

    @Option(help: "Only those with papers of this case.")
    var `case`: String?

    @OptionGroup var paging: PageOptions
    @OptionGroup var options: NodeOptions

    func run() async throws {
        let console = Console.current
        let states = state.map(\.rawValue).joined(separator: ",")
        let query = Query(
            [
                ("state", states.isEmpty ? nil : states), ("sender", sender), ("case", `case`),
            ] + paging.parts
        )
        let answer = try await options.client().get("/v1/parcels" + query.text)
        guard !options.json else { return console.out(answer.text) }
        let page = try answer.decode(ParcelAnswer.Page.self)
        var table = Table("PARCEL", "TO", "WHAT", "CARRIER", "TRACKING", "STATE", "CHANGED", "ALARM")
        for parcel in page.parcels {
            table.add(
                "\(parcel.sender.city)/\(parcel.id)",
                Words.receiver(parcel.receiver),
                "\(parcel.direction) \(parcel.directionName)",
                Words.term(parcel.carrier, of: Carrier.self),
                parcel.trackingNumber ?? "-",
                Words.state(parcel.state, parcel.stateName),
                Words.time(parcel.changedAt),
                parcel.alarms.map { "\($0.kind) \($0.kindName)" }.joined(separator: ", ")
            )
        }
        table.write(to: console, whenEmpty: "no parcels")
        if let next = page.next { console.out("more: --cursor \(next)") }
    }
}
