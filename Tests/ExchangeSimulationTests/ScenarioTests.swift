import ExchangeSimulation
import Foundation
import Testing

/// The stories in `Scenarios/*.txt`, played and compared with what is written there.
///
/// To write what really comes into the files, run the tests with REWRITE=1 in the environment, and read the difference
/// before you keep it: a transcript is changed only by someone who can explain why.
@Suite("Scenarios: the protocol told in text files")
struct ScenarioTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Scenarios")

    static let files: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".txt") }.sorted()
    }()

    @Test("There are scenarios") func exist() { #expect(Self.files.count >= 13) }

    @Test("Plays as written", arguments: files)
    func plays(file: String) throws {
        let url = Self.folder.appending(path: file)
        let text = try String(contentsOf: url, encoding: .utf8)
        let played = try Scenario(text).run()
        if ProcessInfo.processInfo.environment["REWRITE"] == "1" {
            if played != text { try Data(played.utf8).write(to: url) }
            return
        }
        let expected = text.split(separator: "\n", omittingEmptySubsequences: false)
        let got = played.split(separator: "\n", omittingEmptySubsequences: false)
        for (number, (wanted, line)) in zip(expected, got).enumerated() where wanted != line {
            Issue.record("\(file), line \(number + 1): expected '\(wanted)', got '\(line)'; REWRITE=1 writes what came")
            return
        }
        #expect(expected.count == got.count, "\(file): \(expected.count) lines expected, \(got.count) came")
    }

    @Test("A mistake in a scenario names the line and what would be right")
    func mistakes() {
        func mistake(_ text: String) -> String {
            do throws(Scenario.Mistake) {
                return try Scenario(text).run()
            } catch {
                return error.description
            }
        }
        #expect(mistake("# a\nstart wenzhou").hasPrefix("line 2, 'start wenzhou': no such node; there are quzhou"))
        #expect(mistake("dance").contains("no such command; there are: start NODE"))
        #expect(mistake("start quzhou\nstart quzhou").contains("runs already"))
        #expect(mistake("say quzhou nanping case case").contains("does not run"))
        #expect(mistake("start quzhou\nsay quzhou nanping post case").contains("a lane is case"))
        #expect(mistake("start quzhou\nsay quzhou").contains("a word is missing"))
        #expect(mistake("wait soon").contains("a number above 0"))
    }
}
