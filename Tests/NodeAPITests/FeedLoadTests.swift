import AsyncHTTPClient
import CaseModel
import MemoryNode
import NIOCore
import Testing

@testable import NodeAPI

/// Many follow the feed, and one of them does not read.
@Suite struct FeedLoadTests {
    private static let followers = 200
    private static let large = 1_000
    private static let small = 20

    @Test func oneWhoDoesNotReadHoldsUpNobodyAndMissesNothing() async throws {
        let harness = ServerHarness()
        let node = harness.node
        try await harness.run { server in
            let slow = try await server.execute(server.request("/v1/events?after=0"))
            #expect(slow.status == .ok)
            try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 1..<Self.followers {
                    group.addTask {
                        try await server.follow("/v1/events?after=0&kind=submitted") { line in
                            line != "id: \(Self.large + Self.small)"
                        }
                    }
                }
                try await eventually { node.followerCount == Self.followers }
                let last = try Self.fill(node)
                for try await lines in group {
                    let ids = lines.filter { $0.hasPrefix("id: ") }
                    #expect(ids.count == Self.small && ids.last == "id: \(last)")
                }
            }
            // A connection and a slice hold far less than all of it.
            #expect(node.asked(EventFilter()) < Int64(Self.large) * 9 / 10, "it is read for only as it reads")
            var rest = ""
            var count = 0
            for try await chunk in slow.body {
                rest += String(buffer: chunk)
                count += rest.split(separator: "\n", omittingEmptySubsequences: false).dropLast().count {
                    $0.hasPrefix("id: ")
                }
                rest = rest.lastIndex(of: "\n").map { String(rest[rest.index(after: $0)...]) } ?? rest
                if count == Self.large + Self.small { break }
            }
            #expect(count == Self.large + Self.small)
        }
    }

    /// The events of which most are far too large for what a connection holds by itself; the last one's id.
    private static func fill(_ node: MemoryNode) throws -> Int {
        let numbers = (0..<1_000).map { Samples.submission(random: UInt64($0) + 1_000).number }
        for index in 0..<small {
            for _ in 0..<(large / small) { node.register(numbers) }
            try node.receive(Samples.submission(random: UInt64(index)))
        }
        return large + small
    }
}
