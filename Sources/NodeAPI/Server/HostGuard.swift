import HTTPTypes
import Hummingbird

/// Refuses requests over TCP that do not call this node by one of its names: a loopback name, or, with TLS, those of the
/// configuration.
///
/// A web page that a user of this machine visits could otherwise have its own name point to 127.0.0.1 and read the API
/// through the user's browser.
struct HostGuard<Context: RequestContext>: RouterMiddleware {
    /// The node's names, in lower case; `nil` for the loopback names.
    let names: [String]?

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        if let names {
            guard let authority = request.head.authority, names.contains(Self.host(authority)) else {
                throw Problem(
                    .misdirected,
                    "This node is not called that. Call it by a name that its configuration lists under 'names'.",
                    field: "Host",
                    allowed: names
                )
            }
            return try await next(request, context)
        }
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
        let host = host(authority)
        return host == "localhost" || ListenAddress.isLoopback(host)
    }

    /// The host of an authority in lower case, without brackets and port; empty where it has no form.
    private static func host(_ authority: String) -> String {
        var host = authority[...]
        if host.hasPrefix("[") {
            guard let end = host.firstIndex(of: "]") else { return "" }
            host = host[host.index(after: host.startIndex)..<end]
        } else if let colon = host.lastIndex(of: ":") {
            host = host[..<colon]
        }
        return host.lowercased()
    }
}
