import HTTPTypes
import Synchronization

/// Every route by path, to tell a wrong method from a wrong path.
final class RouteTable: Sendable {
    /// A path with `{name}` parts, and a method.
    struct Route: Hashable, Sendable {
        var path: String
        var method: HTTPRequest.Method
    }

    private let routes = Mutex<[Route]>([])

    /// Takes the routes once they are all known.
    func fill(_ all: [Route]) { routes.withLock { $0 = all } }

    /// The methods that a path has.
    func methods(at path: String) -> [HTTPRequest.Method] {
        let parts = path.split(separator: "/")
        return routes.withLock { $0 }.filter { route in
            let pattern = route.path.split(separator: "/")
            return pattern.count == parts.count
                && zip(pattern, parts).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
        }.map(\.method)
    }
}
