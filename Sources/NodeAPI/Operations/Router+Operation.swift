import HTTPTypes
import Hummingbird

extension Router<APIContext> {
    /// Serves an operation at its route.
    func on(
        _ operation: Operation,
        use handler: @escaping @Sendable (Request, APIContext) async throws -> some ResponseGenerator
    ) {
        let route = operation.route
        on(RouterPath(route.path), method: route.method, use: handler)
    }
}
