import Foundation
import Testing

/// The bytes that the documentation shows are those of the fixtures.
@Suite struct DocumentationTests {
    @Test func bytesOfThePageAreThoseOfTheFixtures() throws {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().resolvingSymlinksInPath()
        let page = tests.appendingPathComponent("../../Sources/ExchangeWire/ExchangeWire.docc/ExchangeWire.md")
        let text = try String(contentsOf: page.standardizedFileURL, encoding: .utf8)
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
