import ArgumentParser
import CityNode
import Foundation

/// The command `tongban diagnostics`.
struct DiagnosticsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diagnostics",
        abstract: "Packs what somebody else needs to see what is wrong with a node (诊断包).",
        discussion: """
            The bundle holds the configuration, the member list, the findings of 'tongban doctor', the node's status, peers \
            and metrics, sizes of tables and files, what the system says of the process, and its log. It holds no case, no \
            file of an applicant and no secret: identity and telephone numbers, tokens and the node's keys are taken out of \
            every text. Look through it before you give it away.
            """
    )

    @Option(help: "The node's configuration file.", completion: .file(extensions: ["yaml"]))
    var config: String

    @Option(
        name: .shortAndLong,
        help: "The file to write; without it tongban-diagnostics-CITY-TIME.tar.gz in this folder.",
        completion: .file(extensions: ["tar.gz"])
    )
    var output: String?

    @Option(
        help:
            "A file of the node's log; without it the journal of tongband@NAME, NAME being the configuration file's name.",
        completion: .file()
    )
    var log: String?

    @Option(help: "How many of the newest lines of the log are packed, 0 to 100000.")
    var lines = 5_000

    @OptionGroup var visit: VisitOptions
    @OptionGroup var options: CredentialOptions

    func validate() throws {
        guard (0...100_000).contains(lines) else { throw ValidationError("--lines is from 0 to 100000.") }
    }

    func run() async throws {
        try await Credentials.$current.withValue(options.credentials) { try await pack() }
    }

    private func pack() async throws {
        let console = Console.current
        let node = try? Configuration.load(file: config)
        let file = output ?? Self.name(node)
        guard !FileManager.default.fileExists(atPath: file) else {
            throw CommandFailure(.cannotWrite, "\(file) is there already", "Name another one with --output.")
        }
        let scrub = Scrub(secrets: node.map(Self.secrets) ?? [])
        var bundle = try SupportBundle(scrub: scrub)
        defer { bundle.remove() }
        try bundle.add("about.txt", SystemReport.about)
        try bundle.add("configuration.yaml", SupportBundle.text(of: config))
        if let node {
            try bundle.add("federation.yaml", SupportBundle.text(of: node.federationFile))
            try bundle.add("files.txt", SystemReport.files(below: node.data))
            try bundle.add("tables.txt", SystemReport.tables(of: node))
            try bundle.add("process.txt", SystemReport.process(of: node.data))
        }
        let findings = await DoctorCommand.findings(config, depth: .sample, visit: visit, waitSeconds: 5)
        let worst = findings.map(\.level).max() ?? .good
        try bundle.add("doctor.json", DoctorCommand.Report(worst: worst, findings: findings).text)
        if let client = try? visit.client(config) {
            for (name, path) in [
                ("status.json", "/v1/status"), ("peers.json", "/v1/peers"), ("metrics.txt", "/metrics"),
            ] {
                do { try bundle.add(name, try await client.get(path).text) } catch {
                    try bundle.add(name, "not packed: \(Self.words(of: error))\n")
                }
            }
        }
        try bundle.add("log.txt", try SystemReport.log(file: log, unit: Self.unit(config), lines: lines))
        try bundle.pack(into: file)
        for name in bundle.names { console.out("  \(name)") }
        console.out("packed into \(file); look through it before you give it away: tar -tzf \(file)")
    }

    private static func words(of error: any Error) -> String {
        (error as? CommandFailure)?.lines.joined(separator: " ") ?? "\(error)"
    }

    /// Every secret of the node that could stand in a text.
    private static func secrets(of node: Configuration) -> [String] {
        [node.keys.curve.secretKey.z85, node.keys.signing.text]
    }

    private static func name(_ node: Configuration?) -> String {
        let time = ISO8601DateFormatter().string(from: Date()).replacing(":", with: "").replacing("-", with: "")
        return "tongban-diagnostics-\(node.map { "\($0.node)" } ?? "unknown")-\(time).tar.gz"
    }

    /// The unit that runs the node, after the name of its configuration file.
    private static func unit(_ file: String) -> String {
        "tongband@" + URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    }
}
