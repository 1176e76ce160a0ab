import ArgumentParser
import Foundation
import Testing

@testable import tongban

/// Arguments, help, exit statuses.
@Suite struct ArgumentTests {
    @Test(arguments: [
        ["nothing"], ["status"], ["status", "--node", "x", "--config", "y"], ["status", "--node", "ftp://x:1"],
        ["status", "--node", "http://127.0.0.1"], ["case", "show", "--node", "127.0.0.1:1"],
        ["case", "submit", "--node", "127.0.0.1:1"], ["case", "submit", "--material", "a:b:scan"],
        ["case", "act", "n", "sing"], ["case", "act", "n", "accept", "--office", "o"],
        ["case", "act", "n", "accept", "--office", "o", "--officer", "p", "--reason", "r"],
        ["case", "act", "n", "correct", "--office", "o", "--officer", "p", "--defect", "one:two"],
        ["case", "act", "n", "supplement", "--officer", "p", "--field", "=x"],
        ["case", "act", "n", "decide", "--office", "o", "--officer", "p", "--outcome", "maybe"],
        ["case", "watch", "n", "--until", "never"], ["case", "list", "--side", "left"],
        ["resume", "350700", "--lane", "case"], ["quarantine", "replay", "x"], ["quarantine", "discard", "1"],
        ["simulate", "--seeds", "0"], ["simulate", "--nodes", "1"], ["reconcile", "--peer", "1"],
        ["parcel", "show", "QZ-1"], ["parcel", "show", "x/QZ-1"], ["parcel", "list", "--state", "open"],
        ["parcel", "add"], ["parcel", "add", "--item", "a:scan"], ["parcel", "label", "330800/QZ-1"],
        ["parcel", "custody", "330800/QZ-1", "eaten", "--officer", "p"],
        ["parcel", "custody", "330800/QZ-1", "packed", "--officer", "p", "--at", "2026-11-31 10:00"],
        ["parcel", "custody", "330800/QZ-1", "opened-differing", "--officer", "p", "--difference", "0:missing"],
        ["parcel", "settlement"], ["parcel", "settlement", "--from", "2026"],
        ["parcel", "settlement", "--from", "2026-11", "--csv", "--json"],
        ["evaluation", "add", "n", "--office", "o", "--place", "window", "--channel", "qr"],
        ["evaluation", "add", "n", "--score", "beauty:1"], ["evaluation", "step", "330800/V", "sing"],
        ["video", "record", "n"], ["video", "record", "n", "--session", "s", "--participant", "a:b"],
        ["document", "get", "n"], ["contacts", "show", "--department", "D1"], ["contacts", "show", "--item", "x"],
        ["lab", "init"], ["lab", "init", "x", "--city", "Quzhou"], ["bench", "parts", "disks"],
        ["bench", "parts", "--seconds", "0"], ["bench", "parts", "--seconds", "nan"],
        ["bench", "forward", "--cases", "0"],
    ])
    func wrongArgumentsAreUsage(arguments: [String]) async {
        let outcome = await Commands.run(arguments)
        #expect(outcome.status == .usage, "\(outcome.text)")
        #expect(!outcome.err.isEmpty)
        #expect(outcome.out.isEmpty)
    }

    @Test func theHelpTellsEveryStatus() async {
        let outcome = await Commands.run(["--help"])
        #expect(outcome.status == .done)
        for status in CommandStatus.allCases { #expect(outcome.text.contains(status.meaning)) }
        #expect(
            CommandStatus.allCases.map(\.rawValue) == [0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 64, 65, 66, 73, 78],
            "they never change"
        )
    }

    @Test func everySubcommandHasHelp() async {
        for arguments in Self.leaves(of: Tongban.self, path: []) {
            let outcome = await Commands.run(arguments + ["--help"])
            #expect(outcome.status == .done, "\(arguments)")
            #expect(outcome.text.contains("USAGE: tongban \(arguments.joined(separator: " "))"), "\(arguments)")
            #expect(outcome.text.contains("OVERVIEW: "), "\(arguments)")
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"]) func completionIsMade(shell: String) async {
        let outcome = await Commands.run(["--generate-completion-script", shell])
        #expect(outcome.status == .done)
        #expect(outcome.text.contains("quarantine"))
    }

    @Test func versionIsTold() async {
        let outcome = await Commands.run(["--version"])
        #expect(outcome.status == .done)
        #expect(outcome.out == [Tongban.configuration.version])
    }

    @Test func nodesAreReadInAllTheirForms() {
        #expect(NodeAddress("http://127.0.0.1:7480/")?.base == "http://127.0.0.1:7480")
        #expect(NodeAddress("localhost:7480")?.base == "http://localhost:7480")
        #expect(NodeAddress("https://h:1/")?.base == "https://h:1" && NodeAddress("https://h:1/a") == nil)
        #expect(NodeAddress("http://[::1]:7480")?.base == "http://[::1]:7480")
        #expect(NodeAddress("/a b")?.base == "http+unix://%2F%61%20%62")
        #expect(NodeAddress("data/api.sock")?.base == "http+unix://%64%61%74%61%2F%61%70%69%2E%73%6F%63%6B")
        #expect(NodeAddress("unix:/a")?.base == NodeAddress("/a")?.base)
        #expect(NodeAddress("http+unix://%2Fa")?.base == "http+unix://%2Fa")
        for text in [
            "", "http://", "127.0.0.1", "http://h:1/path", "http://u@h:1", "http+unix://", "h:x",
        ] {
            #expect(NodeAddress(text) == nil, "\(text)")
        }
    }

    @Test func documentsAreReadInAllTheirForms() throws {
        let plain = try #require(MaterialArgument(argument: "scans/id.JPG"))
        #expect(plain.path == "scans/id.JPG")
        #expect(plain.name == "id")
        #expect(plain.form == "electronic")
        #expect(plain.mediaType == "image/jpeg")
        let full = try #require(MaterialArgument(argument: "a.pdf:营业执照:original"))
        #expect(full.name == "营业执照")
        #expect(full.form == "original")
        #expect(MaterialArgument(argument: "a.pdf::copy")?.name == "a")
        #expect(MaterialArgument(argument: "a.bin")?.mediaType == "application/octet-stream")
        #expect(MaterialArgument(argument: ":x") == nil)
        let folder = try Folder()
        let odd = try folder.file("a:b.pdf", Data([1]))
        #expect(MaterialArgument(argument: odd)?.path == odd)
    }

    @Test func simulationRunsAndRepeats() async {
        let first = await Commands.run(["simulate", "--seeds", "2", "--seed", "5", "--steps", "60"])
        #expect(first.status == .done, "\(first.text)")
        let again = await Commands.run(["simulate", "--seeds", "2", "--seed", "5", "--steps", "60"])
        #expect(first.out == again.out)
        #expect(first.out.last?.hasPrefix("2 seeds from 5: all ok") == true)
    }

    private static func leaves(of command: any ParsableCommand.Type, path: [String]) -> [[String]] {
        // A command that helps another and is not shown needs no overview.
        guard command.configuration.shouldDisplay else { return [] }
        let children = command.configuration.subcommands
        if children.isEmpty { return [path] }
        return children.flatMap { leaves(of: $0, path: path + [$0.configuration.commandName ?? ""]) }
    }
}
