import Hummingbird
import NodeMetrics

/// What programs that watch a node ask: whether it takes work, and how much of everything there is.
struct WatchRoutes {
    let service: any WatchService
    let meter: APIMeter

    func add(to router: Router<APIContext>) {
        router.on(.ready, use: ready)
        router.on(.metrics, use: metrics)
    }

    @Sendable private func ready(_ request: Request, _ context: APIContext) async throws -> Response {
        let reasons = await service.obstacles()
        guard reasons.isEmpty else {
            var problem = Problem(
                .notReady,
                reasons.map(\.text).joined(separator: "; ") + ".",
                retryAfterSeconds: APILimits.readinessSeconds
            )
            problem.reasons = reasons
            throw problem
        }
        return Self.text("ready\n", "text/plain; charset=utf-8")
    }

    @Sendable private func metrics(_ request: Request, _ context: APIContext) async throws -> Response {
        var page = try await service.measure()
        meter.measure(&page)
        return Self.text(page.text, MetricsPage.mediaType)
    }

    private static func text(_ text: String, _ mediaType: String) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: mediaType, .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: text))
        )
    }
}
