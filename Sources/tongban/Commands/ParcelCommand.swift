import ArgumentParser

/// The command `tongban parcel`.
struct ParcelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parcel",
        abstract: "Parcels between cities (邮寄件): list, follow, settle.",
        subcommands: [
            ParcelListCommand.self, ParcelShowCommand.self, ParcelAddCommand.self, ParcelCustodyCommand.self,
            ParcelLabelCommand.self, ParcelSettlementCommand.self,
        ]
    )
}
