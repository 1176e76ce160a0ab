import Foundation
import MemoryNode
import Testing

@testable import tongban

/// Files of many writes.
@Suite struct BulkCommandTests {
    private func file(_ lines: [String]) throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "bulk-\(UUID().uuidString).ndjson").path
        try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: path))
        return path
    }

    private func draft(_ key: Int, name: String = "张三") -> String {
        #"{"key":"k\#(key)","#
            + Samples.draft(name: name).dropFirst().replacingOccurrences(of: "\n", with: " ")
    }

    @Test func whatIsRefusedIsToldByItsLine() async throws {
        let path = try file([draft(1), "", draft(2, name: ""), draft(3)])
        defer { try? FileManager.default.removeItem(atPath: path) }
        let harness = NodeHarness()
        try await harness.run { url in
            let first = await Commands.run(["bulk", path, "--node", url])
            #expect(first.status == .refused, "\(first.text)")
            #expect(first.out.last == "2 done, 0 done before, 1 refused")
            #expect(first.out.first?.hasPrefix("line 2 (applicant.name): ") == true)
            let again = await Commands.run(["bulk", path, "--node", url, "--json"])
            #expect(again.out.count == 3 && again.out[0].contains(#""replayed":true"#), "\(again.text)")
            #expect(harness.node.caseCount == 2)
        }
    }

    @Test func aLongFileGoesInSeveralRequests() async throws {
        let path = try file((0..<10_003).map { _ in "{}" } + [draft(1)])
        defer { try? FileManager.default.removeItem(atPath: path) }
        let harness = NodeHarness()
        try await harness.run { url in
            let outcome = await Commands.run(["bulk", path, "--node", url])
            #expect(outcome.out.last == "1 done, 0 done before, 10003 refused")
            #expect(outcome.out.dropLast().last?.hasPrefix("line 10003 (key): ") == true)
        }
    }

    @Test func aFileThatIsNotThereIsTold() async {
        let outcome = await Commands.run(["bulk", "/does/not/exist", "--node", "http://127.0.0.1:1"])
        #expect(outcome.status == .noInput)
    }

    @Test(arguments: [1, 2, 3, 7, 1_000])
    func linesAreTakenInPieces(count: Int) throws {
        let path = try file(["a", "", "b\r", "  ", "cc", "d"])
        defer { try? FileManager.default.removeItem(atPath: path) }
        var lines = try FileLines(path)
        var all: [UInt8] = []
        var sum = 0
        while let some = try lines.next(atMost: count, bytes: 1_000) {
            #expect(some.count <= count)
            all += some.bytes
            sum += some.count
        }
        #expect(sum == 4 && String(decoding: all, as: UTF8.self) == "a\nb\r\ncc\nd\n")
    }
}
