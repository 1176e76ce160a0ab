import CaseModel
import Foundation
import MemoryNode
import Synchronization
import Testing

@testable import NodeAPI

/// The event feed over a real socket.
@Suite struct EventRouteTests {
    @Test func eventsComeAsTheyHappenAndResumeAfterTheLastSeen() async throws {
        let harness = ServerHarness()
        let submissions = (0..<5).map { Samples.submission(random: UInt64($0)) }
        try await harness.run { server in
            for submission in submissions.prefix(3) { try harness.node.receive(submission) }
            let first = try await server.follow("/v1/events?after=0") { $0 != "id: 2" }
            #expect(Self.ids(first) == [1, 2])
            let rest = try await server.follow("/v1/events?after=0", headers: [("Last-Event-ID", "2")]) { line in
                if line == "id: 3" { try harness.node.receive(submissions[3]) }
                if line == "id: 4" { try harness.node.receive(submissions[4]) }
                return line != "id: 5"
            }
            #expect(Self.ids(rest) == [3, 4, 5])
        }
    }

    @Test func anEventSaysWhatAndWho() async throws {
        let harness = ServerHarness()
        let submission = Samples.submission()
        try await harness.run { server in
            try harness.node.receive(submission)
            let lines = try await server.follow("/v1/events?after=0") { !$0.hasPrefix("data:") }
            #expect(lines.contains("event: submitted"))
            let data = try #require(lines.last?.dropFirst(6))
            let json = try #require(
                try JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any]
            )
            #expect(json["cases"] as? [String] == ["\(submission.number)"])
            #expect(json["city"] as? String == "350700")
            #expect(json["id"] as? Int == 1)
        }
    }

    @Test func withoutAPlaceOnlyNewEventsCome() async throws {
        let harness = ServerHarness()
        try await harness.run { server in
            for index in 0..<3 { try harness.node.receive(Samples.submission(random: UInt64(index))) }
            let lines = try await server.follow("/v1/events") { line in
                if line.hasPrefix("retry:") { try harness.node.receive(Samples.submission(random: 9)) }
                return !line.hasPrefix("id:")
            }
            #expect(Self.ids(lines) == [4])
        }
    }

    @Test func oneCaseCanBeFollowed() async throws {
        let harness = ServerHarness()
        let (mine, other) = (Samples.submission(random: 1), Samples.submission(random: 2))
        try await harness.run { server in
            try harness.node.receive(other)
            try harness.node.receive(mine)
            try harness.node.hear(.registered, on: other.number)
            try harness.node.hear(.registered, on: mine.number)
            let lines = try await server.follow("/v1/events?after=0&case=\(mine.number)") { $0 != "id: 4" }
            #expect(Self.ids(lines) == [2, 4])
        }
    }

    @Test func manyEventsAreAllThereInOrder() async throws {
        let harness = ServerHarness()
        let count = 3 * APILimits.feedSliceEventsMax + 7
        try await harness.run { server in
            for index in 0..<count { try harness.node.receive(Samples.submission(random: UInt64(index))) }
            let lines = try await server.follow("/v1/events?after=0") { $0 != "id: \(count)" }
            #expect(Self.ids(lines) == Array(1...count))
        }
    }

    @Test func silenceIsBrokenByComments() async throws {
        try await ServerHarness().run { server in
            let lines = try await server.follow("/v1/events?after=0") { !$0.hasPrefix(":") }
            #expect(lines.last == ": through 0")
        }
    }

    @Test func aFollowerThatLeavesFreesItsSeat() async throws {
        var harness = ServerHarness()
        harness.settings.followersMax = 1
        try await harness.run { server in
            for _ in 0..<3 {
                _ = try await server.follow("/v1/events") { line in
                    if line.hasPrefix("retry:") {
                        let second = try await server.execute(server.request("/v1/events"))
                        #expect(second.status == .serviceUnavailable)
                        #expect(second.headers.first(name: "retry-after") == "10")
                    }
                    return false
                }
            }
        }
    }

    @Test func theFeedEndsWithTheNode() async throws {
        let harness = ServerHarness()
        try await harness.run { server in
            let lines = try await server.follow("/v1/events") { line in
                if line.hasPrefix("retry:") { harness.node.end() }
                return true
            }
            #expect(lines.first == "retry: 2000")
        }
    }

    @Test func placesThatAreNoneAreRefused() async throws {
        try await ServerHarness().run { server in
            var request = server.request("/v1/events")
            request.headers.add(name: "Last-Event-ID", value: "x")
            let refused = try await server.execute(request)
            #expect(refused.status == .badRequest)
            for query in ["after=-1", "after=x", "case=12", "colour=red"] {
                let response = try await server.execute(server.request("/v1/events?" + query))
                #expect(response.status == .badRequest)
            }
        }
    }

    private static func ids(_ lines: [String]) -> [Int] {
        lines.filter { $0.hasPrefix("id: ") }.compactMap { Int($0.dropFirst(4)) }
    }
}
