import ArgumentParser

/// The command `tongban parcel label`.
struct ParcelLabelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "label",
        abstract: "Tells the carrier's number and price of a parcel that this city sends (面单).",
        discussion: "The number stays once the parcel was handed over; the price may come later."
    )

    @Argument(help: "The parcel, as lists show it: 330800/QZ-2026-0042.")
    var parcel: RecordArgument

    @Option(help: "The carrier's number.")
    var trackingNumber: String?

    @Option(help: "What the carrier asks, in fen.")
    var costFen: Int64?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: NodeOptions

    func validate() throws {
        guard trackingNumber != nil || costFen != nil else {
            throw ValidationError("Give --tracking-number, --cost-fen, or both.")
        }
    }

    func run() async throws {
        try await write.change(
            ["trackingNumber": trackingNumber, "costFen": costFen],
            at: "/v1/parcels/\(try parcel.path)/label",
            with: options
        )
    }
}
