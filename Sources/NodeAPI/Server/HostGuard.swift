import HTTPTypes
import Hummingbird

/// Refuses requests over TCP that do not call this machine by a loopback name.
///
/// A web page that a user of this machine visits could otherwise have its own name point to 127.0.0.1 and read the API
/// through the user's browser.
struct HostGuard<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard let authority = request.head.authority, Self.isLocal(authority) else {
            throw Problem(
                .misdirected,
                "This API answers only to loopback names. Call it as 127.0.0.1 or localhost, from this machine.",
                field: "Host",
                allowed: ["127.0.0.1", "localhost", "[::1]"]
            )
        }
        return try await next(request, context)
    }

    static func isLocal(_ authority: String) -> Bool {
        var host = authority[...]
        if host.hasPrefix("[") {
            guard let end = host.firstIndex(of: "]") else { return false }
            host = host[host.index(after: host.startIndex)..<end]
        } else if let colon = host.lastIndex(of: ":") {
            host = host[..<colon]
        }
        return host.lowercased() == "localhost" || ListenAddress.isLoopback(String(host))
    }
}
