import Foundation
import Testing

@testable import tongban

/// The measurement of a node's parts.
@Suite struct BenchPartsTests {
    /// The names, which programs go by.
    private static let names = [
        "entries/body-write", "entries/body-read", "entries/seal", "entries/hash", "entries/sign", "entries/verify",
        "entries/frame-write", "entries/frame-read", "core/step", "core/entry", "store/commit-1", "store/commit-16",
        "store/commit-64", "store/commit-256", "store/commit-1024", "store/commit-4096", "api/case-write",
        "api/submission-read", "numbers/case-number-read", "numbers/case-number-write", "numbers/citizen-id",
        "numbers/credit-code",
    ]

    @Test func everyPartIsMeasured() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tongban-parts-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let outcome = await Commands.run(["bench", "parts", "--seconds", "0.002", "--json", "--folder", folder.path])
        #expect(outcome.status == .done, "\(outcome.text)")
        #expect(try outcome.json["seconds"] as? Double == 0.002)
        let parts = try #require(try outcome.json["parts"] as? [[String: Any]])
        #expect(parts.compactMap { $0["part"] as? String } == Self.names)
        for part in parts {
            for (key, value) in part where !["part", "operation"].contains(key) {
                #expect((value as? Double ?? 0) > 0, "\(part["part"] ?? ""): \(key) is \(value)")
            }
            #expect(part.count == 10)
            let (half, most) = (part["p50Nanoseconds"] as? Double ?? 1, part["p99Nanoseconds"] as? Double ?? 0)
            #expect(half <= most)
        }
        // Batches of the store are commits of so many entries.
        for size in [1, 16, 64, 256, 1_024, 4_096] {
            let part = parts.first { $0["part"] as? String == "store/commit-\(size)" }
            #expect(part?["operationsPerBatch"] as? Double == Double(size))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func aTableShowsTheGroupsThatAreNamed() async {
        let outcome = await Commands.run(["bench", "parts", "numbers", "core", "--seconds", "0.001"])
        #expect(outcome.status == .done, "\(outcome.text)")
        #expect(outcome.out.first?.hasPrefix("PART") == true)
        #expect(
            outcome.out.dropFirst().map { $0.prefix { $0 != " " } }
                == Self.names.filter { $0.hasPrefix("core") || $0.hasPrefix("numbers") }.map { $0[...] }
        )
    }

    @Test func aFolderThatIsNotThereIsTold() async {
        let outcome = await Commands.run(["bench", "parts", "numbers", "--folder", "/nowhere"])
        #expect(outcome.status == .cannotWrite)
        #expect(outcome.text.contains("--folder"))
    }
}
