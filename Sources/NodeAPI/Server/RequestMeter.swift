import Hummingbird
import NodeMetrics
import Synchronization

/// Counts every answer, and how long it took until it began.
///
/// Stands outside all others, so that it sees the status that the caller sees.
struct RequestMeter: RouterMiddleware {
    let meter: APIMeter

    func handle(
        _ request: Request,
        context: APIContext,
        next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        let watch = Stopwatch()
        let response = try await next(request, context)
        meter.note(context.mark.place, status: response.status.code, nanoseconds: watch.nanoseconds)
        return response
    }
}

/// Where the operation of one request is noted for who stands outside the router.
final class OperationMark: Sendable {
    private let noted = Atomic(Int.max)

    /// The operation's place among all; beyond them until one is noted.
    var place: Int { noted.load(ordering: .relaxed) }

    /// Notes the operation.
    func note(_ place: Int) { noted.store(place, ordering: .relaxed) }
}
