import HTTPTypes
import Hummingbird

extension Router<APIContext> {
    /// Serves an operation at its route; a parameter of the query that its description does not name is refused first.
    func on(
        _ operation: Operation,
        use handler: @escaping @Sendable (Request, APIContext) async throws -> some ResponseGenerator
    ) {
        let route = operation.route
        on(RouterPath(route.path), method: route.method) { request, context in
            var context = context
            context.query = try RequestQuery(request, of: operation)
            return try await handler(request, context)
        }
    }
}
