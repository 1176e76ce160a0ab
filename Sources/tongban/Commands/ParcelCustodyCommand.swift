import ArgumentParser
import CaseModel

/// The command `tongban parcel custody`.
struct ParcelCustodyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "custody",
        abstract: "Says what happened to a parcel: a link of its chain of custody (交接记录).",
        discussion: """
            Events: \(CustodyEvent.Kind.allCases.map { "\($0.rawValue) \($0.chineseTerm)" }.joined(separator: ", ")).
            `tongban parcel show` tells which of them may come next, and which city says so.
            """
    )

    /// How the seal was found.
    enum Seal: String, ExpressibleByArgument, CaseIterable {
        case whole, broken
    }

    @Argument(help: "The parcel, as lists show it: 330800/QZ-2026-0042.")
    var parcel: RecordArgument

    @Argument(help: "What happened; see above.", transform: CatalogueArgument.choice)
    var event: CustodyEvent.Kind

    @Option(help: "Who says so.")
    var officer: String

    @Option(help: "When, such as \"2026-11-26 10:15\"; now where nothing is said.")
    var at: MomentArgument?

    @Option(help: "A word.")
    var note: String?

    @Option(help: "whole or broken; said when it is received.")
    var seal: Seal?

    @Option(help: "What differs from the list, line:missing|damaged|wrong[:count[:note]]; may be given again.")
    var difference: [DifferenceArgument] = []

    @Option(help: "The parcel that replaces this one.")
    var replacement: String?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: NodeOptions

    func run() async throws {
        try await write.change(
            [
                "kind": event.rawValue, "officer": officer, "at": at?.milliseconds, "note": note,
                "isSealIntact": seal.map { $0 == .whole },
                "differences": difference.isEmpty ? nil : difference.map(\.json), "replacement": replacement,
            ],
            at: "/v1/parcels/\(try parcel.path)/custody",
            with: options
        )
    }
}
