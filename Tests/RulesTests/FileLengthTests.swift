import Testing

/// Small files, one noun each: over 400 lines needs a reason here, over 700 is never right.
@Suite struct FileLengthTests {
    private static let linesWithoutReasonMax = 400
    private static let linesMax = 700

    /// Files that are allowed to be long, and why.
    private static let reasons: [String: String] = [:]

    private static func sources() throws -> [Repository.File] {
        try Repository.files(in: ["Sources", "Tests", "Deploy"], ending: [".swift", ".py", ".sh", ".proto"])
            .filter { !$0.isGenerated }
    }

    @Test func noFileIsTooLong() throws {
        for file in try Self.sources() {
            let count = file.lines.count
            #expect(count <= Self.linesMax, "\(file) has \(count) lines: split it")
            if count > Self.linesWithoutReasonMax {
                #expect(Self.reasons[file.path] != nil, "\(file) has \(count) lines: split it, or give the reason here")
            }
        }
    }

    @Test func everyReasonIsStillNeeded() throws {
        let long = try Self.sources().filter { $0.lines.count > Self.linesWithoutReasonMax }.map(\.path)
        for path in Self.reasons.keys {
            #expect(long.contains(path), "\(path) is not long any more: remove its reason")
        }
    }

    // The formatter looks after the lines of Swift.
    @Test func noLineOfAScriptIsWiderThanThePage() throws {
        for file in try Self.sources() where file.path.hasSuffix(".py") || file.path.hasSuffix(".sh") {
            for (index, line) in file.lines.enumerated() where line.count > 120 {
                Issue.record("\(file):\(index + 1) has \(line.count) columns; 120 are the limit")
            }
        }
    }
}
