import Hummingbird
import HummingbirdCore
import HummingbirdTesting
import MemoryNode
import Testing

@testable import NodeAPI

/// On which threads requests are served.
@Suite struct LoopChannelTests {
    /// Where an operation's handler runs at its begin, after a pause, aside and after that, and where its answer is written.
    private func places(_ operation: Operation) async throws -> String {
        let router = Router(context: APIContext.self)
        router.on(operation) { _, _ in
            var places = [MemoryNode.place]
            await Task.yield()
            places.append(MemoryNode.place)
            places.append(await aside { MemoryNode.place })
            places.append(MemoryNode.place)
            return Response(
                status: .ok,
                body: ResponseBody { [places] writer in
                    let all = (places + [MemoryNode.place]).map { "\($0)" }.joined(separator: " ")
                    try await writer.write(ByteBuffer(string: all))
                    try await writer.finish(nil)
                }
            )
        }
        let application = Application(
            responder: router.buildResponder(),
            server: HTTPServerBuilder { LoopChannel(base: HTTP1Channel(responder: $0)) },
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            logger: APIHarness.quiet
        )
        return try await application.test(.live) { client in
            try await client.execute(uri: operation.route.path, method: operation.route.method) {
                String(buffer: $0.body)
            }
        }
    }

    @Test func whatIsShortStaysOnTheConnectionsThread() async throws {
        #expect(!Operation.describeUploads.isLong)
        #expect(try await places(.describeUploads) == "loop loop pool loop loop")
    }

    @Test func whatIsLongKeepsNoConnectionWaiting() async throws {
        #expect(Operation.describe.isLong)
        #expect(try await places(.describe) == "pool pool pool pool loop")
    }

    @Test func longAnswersAreMadeOnThePool() async throws {
        let harness = ServerHarness()
        let node = harness.node
        let numbers = (0..<8).map { Samples.submission(random: $0).number }
        for index in 0..<UInt64(numbers.count) { try node.receive(Samples.submission(random: index)) }
        try await harness.run { server in
            var request = server.request("/v1/materials", "POST")
            request.body = .bytes(ByteBuffer(repeating: 7, count: 5_000))
            let kept = try await server.execute(request)
            let digest = try #require(kept.headers.first(name: "location"))
            for path in ["/v1/extracts/cases", "/v1/extracts/events", "/v1/cases", digest] {
                _ = node.takePlaces()
                let answer = try await server.execute(server.request(path))
                _ = try await answer.body.collect(upTo: 1 << 20)
                let places = node.takePlaces()
                #expect(answer.status == .ok, "\(path)")
                #expect(Set(places) == [.pool], "\(path)")
            }
            let answer = try await server.execute(server.request("/v1/cases/\(numbers[0])"))
            #expect(answer.status == .ok)
            #expect(Set(node.takePlaces()) == [.loop])
            // Last, since a feed may be read once more after its follower has left.
            _ = try await server.follow("/v1/events?after=0") { $0 != "id: \(numbers.count)" }
            #expect(Set(node.takePlaces()) == [.pool])
        }
    }

    /// Whatever takes a file, or lines of JSON.
    @Test func bodiesWithoutAShapeAreLong() {
        let taken = Operation.allCases.filter { $0.description.body.map { $0.shape == nil } ?? false }
        #expect(taken.count >= 5 && taken.allSatisfy(\.isLong))
    }
}
