import ArgumentParser
import CaseModel
import CityNode
import Foundation

/// The command `tongban catalogue`.
struct CatalogueCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalogue",
        abstract: "Items and guides (事项目录与办事指南), read from a folder; no node is asked.",
        subcommands: [CatalogueCheckCommand.self, CatalogueSearchCommand.self, CatalogueShowCommand.self]
    )

    /// Reads a folder, or ends with everything that is wrong in it.
    static func load(_ folder: String, json: Bool) throws -> Catalogue {
        do throws(ConfigurationErrors) {
            return try CatalogueFolder.load(path: folder)
        } catch {
            var failure = CommandFailure(.badConfiguration, "the catalogue is wrong")
            failure.lines += error.errors.map(\.description)
            if json { failure.json = try text(of: Faults(errors: error.errors.map(Faults.Fault.init))) }
            throw failure
        }
    }

    /// A value as JSON for people and programs.
    static func text(of value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// What is wrong in a folder.
    private struct Faults: Encodable {
        struct Fault: Encodable {
            var file: String
            var line: Int?
            var problem: String
            var expected: String

            init(_ error: ConfigurationError) {
                file = error.file
                line = error.line
                problem = error.problem
                expected = error.expected
            }
        }

        var errors: [Fault]
    }
}

/// Reads the arguments that the catalogue's commands share.
enum CatalogueArgument {
    /// A city.
    static func city(_ text: String) throws -> CityCode {
        guard let city = CityCode(text) else { throw ValidationError("'\(text)' is no city: give six digits.") }
        return city
    }

    /// A day as `yyyy-mm-dd`.
    static func day(_ text: String) throws -> LocalDay {
        guard let day = CatalogueWords.day(text) else {
            throw ValidationError("'\(text)' is no day: give one such as 2026-01-01.")
        }
        return day
    }

    /// A choice, by its Chinese or its English word.
    static func choice<Choice: ChineseTerm>(_ text: String) throws -> Choice {
        guard let choice = Choice(word: text) else {
            let words = Choice.allCases.map { "\($0.rawValue) (\($0.chineseTerm))" }.joined(separator: ", ")
            throw ValidationError("'\(text)' is none of \(words).")
        }
        return choice
    }

    /// Today in China.
    static var today: LocalDay { LocalDay(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) }
}
