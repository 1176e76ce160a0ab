import ArgumentParser
import CityNode
import Foundation

/// The command `tongban doctor`.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Examines a node on its own machine, and says what to do for each finding (体检).",
        discussion: """
            Looked at are configuration, keys and permissions, the disk and how long a sync takes, the clock, the database \
            with its journal and audit trail, the files of materials, the running node with its alarms, and every peer by \
            an entry that goes there and is receipted. Nothing is changed but that the journal holds this entry. Run it as \
            the node's user, or as root.

            Ends with status 10 where something does not work or is damaged, and with 11 where something only needs \
            attention.
            """
    )

    @Option(help: "The node's configuration file.", completion: .file(extensions: ["yaml"]))
    var config: String

    @Flag(help: "Look at every entry and every file, not at a sample: reads all that the node holds.")
    var full = false

    @Flag(help: "Do not ask the running node, nor its peers.")
    var offline = false

    @Option(help: "How many seconds each peer has to receipt the entry, 1 to 60.")
    var wait = 10

    @Flag(help: "Print the findings as JSON.")
    var json = false

    @OptionGroup var visit: VisitOptions
    @OptionGroup var options: CredentialOptions

    func validate() throws {
        guard (1...60).contains(wait) else { throw ValidationError("--wait is from 1 to 60 seconds.") }
    }

    func run() async throws {
        let console = Console.current
        let prints = !json
        let findings = await Credentials.$current.withValue(options.credentials) {
            await Self.findings(
                config,
                depth: full ? .full : .sample,
                visit: offline ? nil : visit,
                waitSeconds: wait
            ) { finding in if prints { Self.print(finding, console) } }
        }
        let worst = findings.map(\.level).max() ?? .good
        if json {
            console.out(try Report(worst: worst, findings: findings).text)
        } else {
            console.out(Self.summary(findings))
        }
        switch worst {
        case .fault: throw ExitCode(CommandStatus.faultFound.rawValue)
        case .warning: throw ExitCode(CommandStatus.warningFound.rawValue)
        case .good, .note: break
        }
    }

    /// Everything that is found out about a node, in the order in which it was.
    static func findings(
        _ file: String,
        depth: Doctor.Depth,
        visit: VisitOptions?,
        waitSeconds: Int,
        tell: (Finding) -> Void = { _ in }
    ) async -> [Finding] {
        var findings: [Finding] = []
        let note = { (finding: Finding) in
            findings.append(finding)
            tell(finding)
        }
        let configuration = await Doctor(file: file, depth: depth).examine(note)
        if let configuration, let visit {
            await NodeVisit(configuration: configuration, options: visit, waitSeconds: waitSeconds).run(note)
        }
        return findings
    }

    private static func print(_ finding: Finding, _ console: Console) {
        let mark = [.good: "ok     ", .note: "note   ", .warning: "WARNING", .fault: "FAULT  "][finding.level] ?? ""
        console.out(TextWidth.printable("\(mark)  \(finding.subject): \(finding.text)"))
        if let remedy = finding.remedy { console.out(TextWidth.printable("         -> \(remedy)")) }
    }

    private static func summary(_ findings: [Finding]) -> String {
        let (faults, warnings) = (findings.count { $0.level == .fault }, findings.count { $0.level == .warning })
        return faults + warnings == 0 ? "nothing to do" : "\(faults) faults, \(warnings) warnings"
    }

    /// The findings for programs.
    struct Report: Encodable {
        var worst: Finding.Level
        var findings: [Finding]

        var text: String {
            get throws {
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
                return String(decoding: try encoder.encode(self), as: UTF8.self)
            }
        }
    }
}
