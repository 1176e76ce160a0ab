import CaseModel
import HTTPTypes
import Hummingbird
import ServiceLifecycle

/// The event feed as server-sent events.
struct EventRoutes {
    let service: any EventService
    let seats: FollowerSeats
    let heartbeatMilliseconds: Int64

    func add(to router: Router<APIContext>) {
        router.on(.followEvents, use: follow)
    }

    @Sendable private func follow(_ request: Request, _ context: APIContext) async throws -> Response {
        let query = context.query
        let filter = try EventFilter(query)
        let after = try await start(request, query)
        guard let seat = seats.take() else {
            throw Problem(
                .tooManyFollowers,
                "At most \(seats.count) follow the feed at once. Close one, or ask /v1/cases from time to time.",
                retryAfterSeconds: 10
            )
        }
        let follower = EventFollower(
            service: service,
            after: after,
            filter: filter,
            heartbeatMilliseconds: heartbeatMilliseconds
        )
        let body = ResponseBody { writer in
            try await withExtendedSeat(seat) {
                try await request.body.consumeWithInboundCloseHandler { _ in
                    try await aside { try await follower.run(&writer) }
                } onInboundClosed: {
                    follower.stop()
                }
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store",
                .connection: "close",
            ],
            body: body
        )
    }

    /// Where to start: the last event that the follower has seen, else the parameter, else now.
    private func start(_ request: Request, _ query: RequestQuery) async throws -> Int64 {
        if let text = request.headers[.lastEventID], !text.isEmpty {
            guard let id = Int64(text), id >= 0 else {
                throw Problem(
                    .badHeader,
                    "Last-Event-ID is the id of an event, a whole number.",
                    field: "Last-Event-ID"
                )
            }
            return id
        }
        if let id = try query.number("after", in: 0...Int64.max) { return id }
        return try await service.newestEvent()
    }

    private func withExtendedSeat<Value>(
        _ seat: FollowerSeats.Seat,
        _ body: () async throws -> Value
    ) async rethrows -> Value {
        let value = try await body()
        withExtendedLifetime(seat) {}
        return value
    }
}
