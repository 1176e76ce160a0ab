import CaseModel
import Foundation
import TestChance
import Testing

@testable import CityNode

/// What clerks edit is read, or refused with the file and what to do, whatever stands in it; nothing ends the process.
@Suite("Catalogue, calendar and contacts with bytes changed by chance")
struct TradeFileMutationTests {
    private static let words =
        ConfigurationMutationTests.words + [
            "个工作日", "个自然日", "即办", "2026-02-30", "2026-01-01..9999-12-31", "like: ", "T123", "1-7 00:00-24:00", "是",
        ]

    @Test("Every folder of items and guides is read or refused", arguments: 1...2 as ClosedRange<UInt64>)
    func catalogue(_ seed: UInt64) throws {
        let folder = try TemporaryFolder()
        let names = CatalogueFolderTests.files.keys.sorted()
        let sound = names.map { Array(CatalogueFolderTests.files[$0, default: ""].utf8) }
        for (name, bytes) in zip(names, sound) {
            let file = URL(filePath: folder.path).appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(bytes).write(to: file)
        }
        let loop = MutationLoop(
            "catalogue",
            sound: sound,
            kept: try ConfigurationMutationTests.kept(),
            words: Self.words
        )
        var loaded = 0
        for input in loop.inputs(seed: seed, rounds: 60) {
            let which = input.origin ?? input.round % names.count
            let file = URL(filePath: folder.path).appending(path: names[which])
            try Data(input.bytes).write(to: file)
            do throws(ConfigurationErrors) {
                _ = try CatalogueFolder.load(path: folder.path)
                loaded += 1
            } catch {
                #expect(!error.errors.isEmpty && input.round >= sound.count, "\(input)")
                for error in error.errors { ConfigurationMutationTests.expectWhole(error, input) }
            }
            try Data(sound[which]).write(to: file)
        }
        #expect(loaded >= sound.count)
    }

    @Test("Every calendar is read or refused", arguments: 1...2 as ClosedRange<UInt64>)
    func calendar(_ seed: UInt64) throws {
        let shipped = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Config/catalogue/calendar.yaml")
        let loop = MutationLoop(
            "calendar",
            sound: [Array(try Data(contentsOf: shipped))],
            kept: try ConfigurationMutationTests.kept(),
            words: Self.words
        )
        var loaded = 0
        for input in loop.inputs(seed: seed, rounds: 80) {
            do throws(ConfigurationError) {
                let text = String(decoding: input.bytes, as: UTF8.self)
                let calendar = try CalendarFile.parse(text, file: "calendar.yaml")
                _ = calendar.adding(workingDays: 20, to: calendar.publishedThrough)
                loaded += 1
            } catch {
                ConfigurationMutationTests.expectWhole(error, input)
            }
        }
        #expect(loaded > 1)
    }

    @Test("Every list of contacts is read or refused", arguments: 1...2 as ClosedRange<UInt64>)
    func contacts(_ seed: UInt64) throws {
        let folder = try TemporaryFolder()
        let loop = MutationLoop(
            "contacts",
            sound: [Array(ContactsFileTests.text.utf8)],
            kept: try ConfigurationMutationTests.kept(),
            words: Self.words
        )
        let city = Sample.city(Sample.quzhou)
        let file = folder.path + "/330800.yaml"
        var loaded = 0
        for input in loop.inputs(seed: seed, rounds: 150) {
            try Data(input.bytes).write(to: URL(filePath: file))
            do throws(ConfigurationError) {
                _ = try ContactsFile.load(file: file, city: city, departments: ["ITEM-1": "Q-1"])
                loaded += 1
            } catch {
                ConfigurationMutationTests.expectWhole(error, input)
            }
        }
        #expect(loaded > 1)
    }
}
