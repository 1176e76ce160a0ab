import Foundation
import Testing

@testable import tongban

/// The catalogue from the command line.
@Suite struct CatalogueCommandTests {
    private static let shipped = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "../../Config/catalogue").standardizedFileURL.path

    private func run(_ arguments: String...) async -> Outcome {
        await Commands.run(["catalogue"] + arguments)
    }

    @Test func aRightFolderIsCounted() async throws {
        let people = await run("check", Self.shipped)
        #expect(people.status == .done, "\(people.text)")
        #expect(people.out.first == "ok, 101 items (15 in national systems alone), 404 guides")
        let counts = try await run("check", Self.shipped, "--json").json
        #expect(counts["items"] as? Int == 101 && counts["guides"] as? Int == 404)
        #expect((counts["guidesByCity"] as? [String: Int])?["341000"] == 101)
    }

    @Test func everyMistakeIsNamed() async throws {
        let folder = try Folder()
        let items = folder.path + "/items"
        try FileManager.default.createDirectory(atPath: items, withIntermediateDirectories: false)
        try Data("field: 商事登记\nitems:\n  - code: \"1\"\n    colour: red\n".utf8).write(
            to: URL(filePath: items + "/a.yaml")
        )
        let people = await run("check", folder.path)
        #expect(people.status == .badConfiguration)
        #expect(people.err.first == "tongban: the catalogue is wrong")
        #expect(people.text.contains("a.yaml:4: the key 'colour' is unknown here"), "\(people.text)")
        #expect(people.text.contains("a.yaml:3: 'name' is missing"), "\(people.text)")
        let json = await run("check", folder.path, "--json")
        #expect(json.status == .badConfiguration)
        let errors = try json.json["errors"] as? [[String: Any]]
        #expect(errors?.count == people.err.count - 1)
        #expect(errors?.contains { $0["line"] as? Int == 4 } == true)
        let missing = await run("check", folder.path + "/none")
        #expect(missing.status == .badConfiguration && missing.text.contains("no items"))
    }

    @Test func itemsAreFound() async throws {
        let found = await run("search", "gssl", "--folder", Self.shipped, "--city", "341000", "--on", "2026-07-01")
        #expect(found.status == .done, "\(found.text)")
        #expect(found.out.count == 2 && found.out[1].hasPrefix("SAMPLE00K123"), "\(found.text)")
        let joint = try await run(
            "search",
            "转移",
            "--folder",
            Self.shipped,
            "--mode",
            "多地联办",
            "--field",
            "社会保险与就业",
            "--applicant",
            "natural",
            "--limit",
            "2",
            "--on",
            "2026-07-01",
            "--json"
        ).json
        #expect((joint["hits"] as? [[String: Any]])?.count == 2)
        let next = try #require(joint["next"] as? String)
        let more = await run("search", "转移", "--folder", Self.shipped, "--limit", "2", "--cursor", next)
        #expect(more.status == .done && more.out.count >= 2)
        let nothing = await run("search", "黄山市", "--folder", Self.shipped)
        #expect(nothing.out == ["no items"])
        for wrong in [
            ["--limit", "0"], ["--mode", "walk"], ["--city", "黄山"], ["--on", "today"], ["--cursor", "x"],
        ] {
            let outcome = await Commands.run(["catalogue", "search", "登记", "--folder", Self.shipped] + wrong)
            #expect(outcome.status == .usage, "\(wrong): \(outcome.text)")
        }
    }

    @Test func aGuideIsShown() async throws {
        let arguments = ["catalogue", "show", "SAMPLE00K123", "--folder", Self.shipped, "--on", "2026-07-01", "--city"]
        let shown = await Commands.run(arguments + ["341000"])
        #expect(shown.status == .done, "\(shown.text)")
        for part in ["内资企业及分支机构设立登记", "by law     3 working days", "黄山市市场监督管理局", "寄递", "free"] {
            #expect(shown.text.contains(part), "\(part)")
        }
        let json = try await Commands.run(arguments + ["341000", "--json"]).json
        #expect((json["guide"] as? [String: Any])?["city"] as? String == "341000")
        let other = await Commands.run(arguments + ["310112"])
        #expect(other.status == .notFound && other.text.contains("330800, 341000, 350700, 361100"), "\(other.text)")
        let unknown = await run("show", "nothing", "--folder", Self.shipped, "--city", "341000")
        #expect(unknown.status == .notFound)
    }
}
