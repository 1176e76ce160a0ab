import Foundation
import MemoryNode
import NodeAPI
import Testing

@testable import tongban

/// Keys, configurations, laboratories.
@Suite struct ConfigurationCommandTests {
    @Test func aLaboratoryIsWrittenAndChecked() async throws {
        let folder = try Folder()
        let lab = folder.path + "/lab"
        let made = await Commands.run(["lab", "init", lab, "--port", "20400"])
        #expect(made.status == .done, "\(made.text)")
        #expect(made.out.count == 4)
        let checked = await Commands.run(["config", "check"] + made.out)
        #expect(checked.status == .done, "\(checked.text)")
        #expect(checked.out.first?.hasSuffix("ok, 330800 衢州市 with 3 peers") == true)
        let again = await Commands.run(["lab", "init", lab])
        #expect(again.status == .badConfiguration)

        let keys = await Commands.run(["keys", "show", lab + "/keys/330800.yaml"])
        #expect(keys.out.count == 2)
        let members = try String(contentsOfFile: lab + "/federation.yaml", encoding: .utf8)
        for line in keys.out { #expect(members.contains(line)) }
    }

    @Test func aConfigurationNamesTheNode() async throws {
        let folder = try Folder()
        let lab = folder.path + "/lab"
        let made = await Commands.run(["lab", "init", lab, "--city", "330800:衢州市", "--port", "20500"])
        let file = try #require(made.out.first)
        let nobody = await Commands.run(["status", "--config", file])
        #expect(nobody.status == .unreachable)
        #expect(nobody.text.contains("127.0.0.1:20600"))
        let missing = await Commands.run(["status", "--config", lab + "/nodes/none.yaml"])
        #expect(missing.status == .badConfiguration)
    }

    @Test func credentialsAreNamedForTheCheckAndNotNeededByCallers() async throws {
        let folder = try Folder()
        let lab = folder.path + "/lab"
        let made = await Commands.run(["lab", "init", lab, "--city", "330800:衢州市", "--port", "20500"])
        let file = try #require(made.out.first)
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try text.replacing("../keys/330800.yaml", with: "credential:keys")
            .write(toFile: file, atomically: true, encoding: .utf8)
        let unnamed = await Commands.run(["config", "check", file])
        #expect(unnamed.status == .badConfiguration && unnamed.text.contains("--credential keys=FILE"))
        let named = await Commands.run(["config", "check", file, "--credential", "keys=\(lab)/keys/330800.yaml"])
        #expect(named.status == .done, "\(named.text)")
        #expect(await Commands.run(["config", "check", file, "--credential", "keys"]).status == .usage)
        #expect(await Commands.run(["status", "--config", file]).status == .unreachable)
    }

    @Test func keysAreNeverOverwritten() async throws {
        let folder = try Folder()
        let file = folder.path + "/keys.yaml"
        let made = await Commands.run(["keys", "new", file, "--json"])
        #expect(made.status == .done, "\(made.text)")
        let before = FileManager.default.contents(atPath: file)
        #expect(await Commands.run(["keys", "new", file]).status == .cannotWrite)
        #expect(FileManager.default.contents(atPath: file) == before)
        let shown = await Commands.run(["keys", "show", file, "--json"])
        #expect(shown.out == made.out)
        #expect((try shown.json["curvePublicKey"] as? String)?.count == 40)
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? NSNumber
        #expect(mode?.intValue == 0o600)
        #expect(!made.text.contains("secret"))
    }

    @Test func aWrongConfigurationSaysWhere() async throws {
        let folder = try Folder()
        let file = try folder.file("node.yaml", Data("node: \"330800\"\ncolour: red\n".utf8))
        let outcome = await Commands.run(["config", "check", file])
        #expect(outcome.status == .badConfiguration)
        #expect(outcome.text.contains("node.yaml:2"), "\(outcome.text)")
    }
}
