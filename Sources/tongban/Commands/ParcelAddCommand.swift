import ArgumentParser
import CaseModel

/// The command `tongban parcel add`.
struct ParcelAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Lists a parcel that this city sends, and pays for.",
        discussion: """
            Give the parcel as a JSON file, as the API takes it (- is the standard input), or with options; options go \
            before what the file says. Without --to-office it goes to the applicant at home.

            Directions: materials 材料寄送 (by the collecting city), results 结果寄送 and originals 原件退还 (by the handling
            city). Carriers: ems 邮政, courier 快递 (with --courier), confidential 机要, by-hand 专人送取.

            Example:
              tongban parcel add --id QZ-2026-0042 --case 330800-20261123-7K2M9QX4RT --direction materials \\
                --office 跨省通办窗口 --to 350700 --to-office 南平市社保中心 --carrier ems --item 失业登记证:original
            """
    )

    @Option(help: "A JSON file with the parcel; - is the standard input.", completion: .file(extensions: ["json"]))
    var file: String?

    @Option(help: "The parcel's own name: letters, digits and hyphens.")
    var id: String?

    @Option(help: "A case whose papers it holds; may be given again.")
    var `case`: [String] = []

    @Option(help: "materials, results or originals.", transform: CatalogueArgument.choice)
    var direction: ParcelDirection?

    @Option(help: "The office that sends.")
    var office: String?

    @Option(help: "The city that it goes to.")
    var to: String?

    @Option(help: "The office that gets it.")
    var toOffice: String?

    @Option(help: "ems, courier, confidential or by-hand.", transform: CatalogueArgument.choice)
    var carrier: Carrier?

    @Option(help: "The courier's name.")
    var courier: String?

    @Option(help: "The carrier's number.")
    var trackingNumber: String?

    @Option(help: "What is in it, name[:original|copy[:count]]; may be given again.")
    var item: [ItemArgument] = []

    @Option(help: "What the carrier answers for, in fen.")
    var declaredValueFen: Int64?

    @Option(help: "What the carrier asks, in fen.")
    var costFen: Int64?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: NodeOptions

    func validate() throws {
        guard file == nil else { return }
        let missing = [
            ("--id", id == nil), ("--case", `case`.isEmpty), ("--direction", direction == nil),
            ("--office", office == nil), ("--to", to == nil), ("--carrier", carrier == nil), ("--item", item.isEmpty),
        ].filter(\.1).map(\.0)
        guard missing.isEmpty else {
            throw ValidationError("Give \(missing.joined(separator: ", ")), or a JSON file with --file.")
        }
    }

    func run() async throws {
        var body = try file.map { try JSONFile.read($0, of: "a parcel", as: "POST /v1/parcels") } ?? [:]
        let texts = [
            ("id", id), ("direction", direction?.rawValue), ("carrier", carrier?.rawValue), ("courier", courier),
            ("trackingNumber", trackingNumber),
        ]
        for (name, value) in texts where value != nil { body[name] = value }
        for (name, value) in [("declaredValueFen", declaredValueFen), ("costFen", costFen)] where value != nil {
            body[name] = value
        }
        if !`case`.isEmpty { body["cases"] = `case` }
        if !item.isEmpty { body["items"] = item.map(\.json) }
        if let office { body["sender"] = ["office": office] }
        var receiver = body["receiver"] as? [String: Any] ?? [:]
        for (name, value) in [("city", to), ("office", toOffice)] where value != nil { receiver[name] = value }
        if !receiver.isEmpty { body["receiver"] = receiver }
        try await write.change(body, at: "/v1/parcels", with: options)
    }
}
