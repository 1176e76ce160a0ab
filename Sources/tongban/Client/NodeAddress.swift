import Foundation

/// Where a node's API is.
struct NodeAddress: Hashable, Sendable, CustomStringConvertible {
    /// What every route's address begins with, such as `http://127.0.0.1:7480`.
    let base: String
    /// As the caller wrote it.
    let description: String

    /// Reads `http://HOST:PORT`, `https://HOST:PORT`, `HOST:PORT`, `http+unix://...`, `unix:/PATH`, or a path with a slash
    /// in it and no colon; anything else is `nil`.
    init?(_ text: String) {
        description = text
        if text.hasPrefix("/") || (text.contains("/") && !text.contains(":")) {
            base = Self.unix(text)
        } else if text.hasPrefix("unix:/") {
            base = Self.unix(String(text.dropFirst(5)))
        } else if text.hasPrefix("http+unix://"), text.count > 12 {
            base = text.hasSuffix("/") ? String(text.dropLast()) : text
        } else {
            let scheme = text.hasPrefix("https://") ? "https" : "http"
            let rest = text.hasPrefix("\(scheme)://") ? String(text.dropFirst(scheme.count + 3)) : text
            let authority = rest.hasSuffix("/") ? String(rest.dropLast()) : rest
            guard let url = URL(string: "\(scheme)://\(authority)"), let host = url.host, !host.isEmpty,
                url.port != nil,
                url.path.isEmpty, url.query == nil, url.user == nil
            else { return nil }
            base = "\(scheme)://\(authority)"
        }
    }

    private static func unix(_ path: String) -> String {
        "http+unix://"
            + path.utf8.map { byte in
                let digits = String(byte, radix: 16, uppercase: true)
                return "%" + (digits.count == 1 ? "0" + digits : digits)
            }.joined()
    }
}
