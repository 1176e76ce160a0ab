import ExchangeWire
import Foundation
import Testing

/// The bytes that the documentation shows are those of the fixtures, and its table of kinds is the code's.
@Suite struct DocumentationTests {
    private static func page(_ name: String) throws -> String {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().resolvingSymlinksInPath()
        let page = tests.appendingPathComponent("../../Sources/ExchangeWire/ExchangeWire.docc/\(name).md")
        return try String(contentsOf: page.standardizedFileURL, encoding: .utf8)
    }

    @Test func thePageListsEveryKindOnItsLane() throws {
        let rows = try Self.page("Entries").matches(of: #/(?m)^\| (\d+) \| `(\w+)` \| (\w+) \| /#)
            .map { [$0.1, $0.2, $0.3].map(String.init) }
        #expect(rows == EntryKind.known.map { ["\($0.rawValue)", "\($0)", "\($0.lane)"] })
    }

    @Test func bytesOfThePageAreThoseOfTheFixtures() throws {
        let text = try Self.page("ExchangeWire")
        let files = try FileManager.default.contentsOfDirectory(atPath: Fixture.folder.path)
        let fixtures = try files.filter { $0.hasSuffix(".hex") }.map {
            Fixture.hex(try Fixture.read(String($0.dropLast(4))))
        }
        var shown = 0
        for match in text.matches(of: #/\b(?:[0-9a-f]{2}){8,}\b/#) {
            shown += 1
            #expect(fixtures.contains { $0.contains(match.output) }, "\(match.output)")
        }
        #expect(shown > 10)
    }
}
