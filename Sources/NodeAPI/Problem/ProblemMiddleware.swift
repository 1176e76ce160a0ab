import HTTPTypes
import Hummingbird
import Logging

/// Makes a problem of every error and of every route that does not exist.
struct ProblemMiddleware<Context: RequestContext>: RouterMiddleware {
    /// Which methods a path has, to tell a wrong method from a wrong path.
    let methods: @Sendable (String) -> [HTTPRequest.Method]

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await answer(request, context, next)
        } catch {
            let answer = problem(error, request, context).response()
            // A body after the head of an answer to HEAD would be taken for the next answer.
            return request.method == .head ? answer.createHeadResponse() : answer
        }
    }

    private func answer(
        _ request: Request,
        _ context: Context,
        _ next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard request.uri.string.utf8.count <= APILimits.targetBytesMax else {
            throw Problem(
                .targetTooLong,
                "Path and query have at most \(APILimits.targetBytesMax) bytes. Shorten the query."
            )
        }
        return try await next(request, context)
    }

    private func problem(_ error: any Error, _ request: Request, _ context: Context) -> Problem {
        switch error {
        case let problem as Problem: return problem
        case let error as ServiceError:
            if case .fault(let text) = error {
                context.logger.error("request failed", metadata: ["fault": "\(text)", "route": route(context)])
            }
            return Problem(error)
        case let error as HTTPError where error.status == .notFound: return noRoute(request)
        case is CancellationError: return Problem(ServiceError.stopping)
        default:
            // The type only: an error's text may hold what the caller sent.
            context.logger.error(
                "request failed",
                metadata: ["error": "\(type(of: error))", "route": route(context)]
            )
            return Problem(ServiceError.fault("unexpected error"))
        }
    }

    private func route(_ context: Context) -> Logger.MetadataValue { "\(context.endpointPath ?? "none")" }

    private func noRoute(_ request: Request) -> Problem {
        let methods = methods(request.uri.path).map(\.rawValue).sorted()
        guard !methods.isEmpty else {
            return Problem(
                .unknownRoute,
                "\(request.uri.path) is no route of this API. It begins with /v1, see the documentation."
            )
        }
        var problem = Problem(
            .methodNotAllowed,
            "\(request.method.rawValue) does not go with \(request.uri.path).",
            allowed: methods
        )
        problem.headers[.allow] = methods.joined(separator: ", ")
        return problem
    }
}
