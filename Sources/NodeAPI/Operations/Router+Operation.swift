import HTTPTypes
import Hummingbird

extension Router<APIContext> {
    /// Serves an operation at its route, to whom it may be served.
    ///
    /// The only way to a route: what is said of the operation in ``Operation/access`` holds before the handler runs, and a
    /// parameter of the query that its description does not name is refused.
    func on(
        _ operation: Operation,
        use handler: @escaping @Sendable (Request, APIContext) async throws -> some ResponseGenerator
    ) {
        let route = operation.route
        let (access, isLong) = (operation.access, operation.isLong)
        let parameters = operation.description.query
        let place = Operation.allCases.firstIndex(of: operation) ?? Operation.allCases.count
        on(RouterPath(route.path), method: route.method) { request, context in
            context.mark.note(place)
            try access.check(context.caller)
            var context = context
            context.query = try RequestQuery(request, known: parameters)
            guard isLong else { return try await handler(request, context) }
            return try await aside { try await handler(request, context) }
        }
    }
}
