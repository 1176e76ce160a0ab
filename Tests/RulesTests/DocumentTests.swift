import Foundation
import Testing

/// The commands, files and links that the documents name are there.
@Suite struct DocumentTests {
    private static let documents = ["README.md", "README.zh-CN.md", "CHANGELOG.md", "Deploy/README.md"]

    @Test(arguments: documents)
    func everyLinkLeadsSomewhere(path: String) throws {
        let text = try Repository.text(of: path)
        let folder = (path as NSString).deletingLastPathComponent
        for match in text.matches(of: #/\]\(([^)#\s]+)(?:#[^)]*)?\)/#) {
            let target = String(match.1)
            guard !target.contains("://") else { continue }
            let place = folder.isEmpty ? target : folder + "/" + target
            #expect(Repository.exists(place), "\(path) links to \(target), which is not there")
        }
    }

    @Test(arguments: documents)
    func everyNamedFileIsThere(path: String) throws {
        for code in Self.code(in: try Repository.text(of: path)) {
            for word in code.split(whereSeparator: \.isWhitespace) {
                guard word.contains(#/^(?:Sources|Tests|Deploy|Config|\.ci)\/[\w.\/\-]+$/#) else { continue }
                #expect(Repository.exists(String(word)), "\(path) names \(word), which is not there")
            }
        }
    }

    @Test(arguments: documents)
    func everyNamedCommandIsThere(path: String) throws {
        let known = try Self.commands()
        #expect(!known.isEmpty)
        for code in Self.code(in: try Repository.text(of: path)) {
            for line in code.split(separator: "\n") {
                for named in Self.subcommands(in: line) {
                    #expect(known.contains(named), "\(path) names `tongban \(named)`, which is no command")
                }
            }
        }
    }

    @Test func bothLanguagesShowTheSameCommands() throws {
        let english = Self.fences(in: try Repository.text(of: "README.md")).map(Self.withoutComments)
        let chinese = Self.fences(in: try Repository.text(of: "README.zh-CN.md")).map(Self.withoutComments)
        #expect(english == chinese, "the two READMEs show different commands")
    }

    /// Inline code and the lines of fenced blocks.
    private static func code(in text: String) -> [String] {
        let outside = text.replacing(#/(?s)```.*?```/#, with: "")
        return fences(in: text) + outside.matches(of: #/`([^`\n]+)`/#).map { String($0.1) }
    }

    /// The text of fenced blocks that hold commands.
    private static func fences(in text: String) -> [String] {
        text.matches(of: #/(?s)```(?:sh|console|bash)\n(.*?)```/#).map { String($0.1) }
    }

    private static func withoutComments(_ block: String) -> [String] {
        block.split(separator: "\n").map { line in
            String(line.prefix { $0 != "#" }).trimmingCharacters(in: .whitespaces)
        }
    }

    /// The subcommand after each `tongban` that stands as a command's name.
    private static func subcommands(in line: Substring) -> [String] {
        line.matches(of: #/(?:^|[\s\/])tongban ([a-z][a-z\-]*)/#).map { String($0.1) }
    }

    /// Every command's name in the command line tool, as its sources give it.
    private static func commands() throws -> Set<String> {
        var names: Set<String> = ["help"]
        for file in try Repository.files(in: ["Sources/tongban"], ending: [".swift"]) {
            for match in file.text.matches(of: #/commandName:\s*"([^"]+)"/#) {
                names.insert(String(match.1))
            }
            for match in file.text.matches(of: #/struct (\w+):[^{]*ParsableCommand/#) {
                names.insert(kebab(match.1))
            }
        }
        return names
    }

    /// The name that a command gets from its type: `KeysNew` becomes `keys-new`.
    private static func kebab(_ name: Substring) -> String {
        var result = ""
        for character in name {
            if character.isUppercase, !result.isEmpty { result.append("-") }
            result.append(contentsOf: character.lowercased())
        }
        return result
    }
}
