import Foundation
import Testing

/// What must not stand in the tree.
///
/// The words are put together here, so that this file does not hold them.
@Suite struct WordingTests {
    private static let marks = ["TO" + "DO", "FIX" + "ME", "X" + "XX", "HA" + "CK"]
    private static let hollow = ["not implemented", "unimplemented", "not-implemented"]
    private static let foreign = [
        "the session " + "that", "sub" + "agent", "steering " + "repo", "issue " + "#", "DEVELOPERS" + ".md",
        "../" + "shared",
        "/work/" + "main", "/work/" + "lab", "/work/" + "brief", "/work/" + "shared", "language " + "model",
    ]
    private static let everything = [
        "Sources", "Tests", "Deploy", "Config", "README.md", "README.zh-CN.md", "CHANGELOG.md", "Package.swift",
    ]

    @Test func nothingIsLeftForLater() throws {
        for file in try Repository.files(in: Self.everything) where !file.isGenerated {
            for mark in Self.marks {
                #expect(!Self.holds(file.text, word: mark), "\(file) leaves something for later: \(mark)")
            }
        }
    }

    @Test func nothingPretendsToBeThere() throws {
        let call = "fatal" + "Error("
        for file in try Repository.files(in: ["Sources"]) where file.text.contains(call) {
            for line in file.lines where line.contains(call) {
                let pretends = Self.hollow.contains { line.range(of: $0, options: .caseInsensitive) != nil }
                #expect(!pretends, "\(file) pretends to do something: \(line)")
            }
        }
    }

    @Test func theRepositorySpeaksOfTheProductAlone() throws {
        for file in try Repository.files(in: Self.everything) {
            for word in Self.foreign {
                let found = file.text.range(of: word, options: .caseInsensitive) != nil
                #expect(!found, "\(file) speaks of something else than the product: \(word)")
            }
        }
    }

    @Test func findsWholeWordsOnly() {
        let mark = Self.marks[0]
        #expect(Self.holds("// \(mark): later", word: mark))
        #expect(Self.holds(mark, word: mark))
        #expect(!Self.holds("MAS\(mark)NT \(mark)S", word: mark))
    }

    /// Whether a text holds a word with nothing that belongs to a word on either side.
    private static func holds(_ text: String, word: String) -> Bool {
        var rest = text[...]
        while let found = rest.range(of: word) {
            let before = found.lowerBound == text.startIndex ? nil : text[text.index(before: found.lowerBound)]
            let after = found.upperBound == text.endIndex ? nil : text[found.upperBound]
            if !isWordPart(before), !isWordPart(after) { return true }
            rest = text[found.upperBound...]
        }
        return false
    }

    private static func isWordPart(_ character: Character?) -> Bool {
        character.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false
    }
}
