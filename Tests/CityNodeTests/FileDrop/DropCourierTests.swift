import CaseModel
import CaseStore
import Foundation
import Synchronization
import Testing

@testable import CityNode

/// Answers what a test tells it to, and counts.
private final class EchoHandler: DropHandler {
    let seen = Mutex<[String]>([])
    let isBusy = Mutex(false)

    func handle(_ package: DropPackage) async -> DropOutcome {
        seen.withLock { $0.append(package.name) }
        if isBusy.withLock({ $0 }) { return .later("busy") }
        return package.document.isEmpty ? .failed(Array("empty".utf8)) : .done(package.document)
    }

    func problem(_ fault: DropFault, of name: String) -> [UInt8] { Array(fault.message.utf8) }

    func events(after: EntryID, limit: Int) async throws -> (events: [(id: Int64, bytes: [UInt8])], through: EntryID) {
        guard after.rawValue < 2 else { return ([], after) }
        return ([(after.rawValue + 1, Array("event".utf8))], EntryID(rawValue: after.rawValue + 1))
    }
}

@Suite("The file drop", .serialized)
struct DropCourierTests {
    private let town: Town
    private let root: String
    private let handler = EchoHandler()
    private let courier: DropCourier

    init() async throws {
        town = try Town([Sample.quzhou, Sample.nanping])
        root = town.folder.path + "/drop"
        try town.configure(
            Sample.quzhou,
            adding: "file-drop: {folder: ../drop, office: 社保中心, roles: [reviewer], size-max: 1 KiB}"
        )
        let node = try town.start(Sample.quzhou)
        let settings = try #require(node.configuration.fileDrop)
        #expect(settings.folder == root && settings.officer == "社保中心" && settings.roles == [.reviewer])
        courier = DropCourier(node: node, settings: settings, handler: handler)
        await courier.round()
    }

    private func write(_ text: String, _ path: String) throws {
        let file = URL(filePath: "\(root)/\(path)")
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    private func read(_ path: String) -> String? { try? String(contentsOfFile: "\(root)/\(path)", encoding: .utf8) }

    private func names(_ path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(path)").sorted()
    }

    @Test("A package is answered and moved; half-written ones are left alone")
    func moves() async throws {
        try write("{}", "in/a/package.json")
        try write("one", "in/b.json")
        for name in [".c", "d.part", "e.TMP"] { try write("", "in/\(name)") }
        await courier.round()
        #expect(handler.seen.withLock { $0 } == ["a", "b"])
        #expect(read("out/answers/a.json") == "{}" && read("out/answers/b.json") == "one")
        #expect(try names("done") == ["a", "b.json"])
        #expect(try names("in") == [".c", "d.part", "e.TMP"])
        try write("{}", "in/a/package.json")
        await courier.round()
        #expect(try names("done") == ["a", "a-2", "b.json"])
        #expect(try names("out/answers") == ["a.json", "b.json"])
    }

    @Test("What breaks the folder's rules is refused and never opened")
    func refusals() async throws {
        try write("secret", "secret")
        try write("{}", "in/large/package.json")
        try write(String(repeating: "x", count: 1_100), "in/large/scan.pdf")
        try write("x", "in/stray.pdf")
        try write("x", "in/empty/form.txt")
        try write("{}", "in/名.json")
        try write("{}", "in/linked/package.json")
        for (link, target) in [("in/linked/key", "secret"), ("in/link.json", "secret")] {
            try FileManager.default.createSymbolicLink(
                atPath: "\(root)/\(link)",
                withDestinationPath: "\(root)/\(target)"
            )
        }
        try write("{}", "in/many/package.json")
        for index in 0...DropLimits.filesMax { try write("", "in/many/\(index)") }
        await courier.round()
        #expect(handler.seen.withLock { $0 }.isEmpty)
        #expect(try names("in").isEmpty)
        let failed = try names("failed").filter { $0.hasSuffix(".problem.json") }
        #expect(
            Set(failed)
                == Set(
                    ["large", "stray.pdf", "empty", "名.json", "linked", "link.json", "many"].map {
                        "\($0).problem.json"
                    }
                )
        )
        #expect(read("failed/large.problem.json") == DropFault.tooLarge(limit: 1_024).message)
        #expect(read("failed/linked.problem.json") == DropFault.notPlain("key").message)
        #expect(read("failed/empty.problem.json") == DropFault.noDocument.message)
        #expect(read("secret") == "secret")
    }

    @Test("A file is named without a path")
    func paths() async throws {
        try write("{}", "in/p/package.json")
        try write("x", "in/p/form.txt")
        let package = try DropPackage("p", in: try DropFolder(root: root), bytesMax: 100)
        let (descriptor, size) = try package.open("form.txt")
        close(descriptor)
        #expect(size == 1)
        for name in ["", "..", ".", "../p/form.txt", "/etc/passwd", "none", "package.json", "a/b"] {
            #expect(throws: DropFault.noFile(name)) { _ = try package.open(name) }
        }
    }

    @Test("What cannot be taken now stays and is tried again")
    func later() async throws {
        handler.isBusy.withLock { $0 = true }
        try write("{}", "in/p.json")
        await courier.round()
        await courier.round()
        #expect(handler.seen.withLock { $0 }.count == 1, "it waits a while")
        #expect(try names("in") == ["p.json"])
        #expect(try names("out/answers").isEmpty)
    }

    @Test("Events are files, delivered once behind a bookmark, and a folder that cannot be used is an alarm")
    func events() async throws {
        let node = town[Sample.quzhou]
        try await node.pipeline.run { try $0.writer.setBookmark(DropCourier.bookmark, .start) }
        await courier.round()
        #expect(try names("out/events") == ["000000000001.json", "000000000002.json"])
        #expect(try await node.store.read { try $0.bookmark(DropCourier.bookmark) } == EntryID(rawValue: 2))
        try FileManager.default.removeItem(atPath: root)
        try Data().write(to: URL(filePath: root))
        await courier.round()
        #expect(node.alarms.list.contains { $0.code.rawValue == "file-drop" })
        try FileManager.default.removeItem(atPath: root)
        await courier.round()
        #expect(!node.alarms.list.contains { $0.code.rawValue == "file-drop" })
    }
}
