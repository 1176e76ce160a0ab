import Hummingbird
import HummingbirdCore
import HummingbirdTesting
import NIOPosix
import Testing

@testable import NodeAPI

/// On which threads requests are served.
@Suite struct LoopChannelTests {
    /// Where the caller runs: on the thread of an event loop, or elsewhere.
    private static var place: String { MultiThreadedEventLoopGroup.currentEventLoop == nil ? "pool" : "loop" }

    /// Where an operation's handler runs at its begin, after a pause, aside and after that, and where its answer is written.
    private func places(_ operation: Operation) async throws -> String {
        let router = Router(context: APIContext.self)
        router.on(operation) { _, _ in
            var places = [Self.place]
            await Task.yield()
            places.append(Self.place)
            places.append(await aside { Self.place })
            places.append(Self.place)
            return Response(
                status: .ok,
                body: ResponseBody { [places] writer in
                    try await writer.write(ByteBuffer(string: (places + [Self.place]).joined(separator: " ")))
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
        #expect(!Operation.health.isLong)
        #expect(try await places(.health) == "loop loop pool loop loop")
    }

    @Test func whatIsLongKeepsNoConnectionWaiting() async throws {
        #expect(Operation.describe.isLong)
        #expect(try await places(.describe) == "pool pool pool pool loop")
    }

    /// Whatever takes a file; the lines of bulk requests are no file.
    @Test func filesAreLong() {
        let files = Operation.allCases.filter { operation in
            guard let body = operation.description.body else { return false }
            return body.shape == nil && operation != .submitBulk
        }
        #expect(files.count >= 4 && files.allSatisfy(\.isLong))
    }
}
