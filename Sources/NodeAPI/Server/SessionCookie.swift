import HTTPTypes
import Hummingbird

/// The cookies with which browsers sign in: a session, and what ties an answer of the provider to who asked.
enum SessionCookie: String {
    /// Holds a session.
    case session = "tongban"
    /// Holds the state of an attempt to sign in.
    case attempt = "tongban-sign-in"

    /// For how long an attempt's cookie is kept, in seconds.
    private static let attemptSeconds = 600

    /// The name; under TLS no other host and no plain connection can set it.
    private func name(isSecure: Bool) -> String { isSecure ? "__Host-\(rawValue)" : rawValue }

    /// The value that a browser sends; `nil` where it sends none, or the cookie twice.
    func read(_ headers: HTTPFields, isSecure: Bool) -> String? {
        let name = name(isSecure: isSecure) + "="
        let found = headers[values: .cookie].flatMap { $0.split(separator: ";") }
            .map { $0.trimming { $0 == " " } }.filter { $0.hasPrefix(name) }
        guard found.count == 1, let value = found.first?.dropFirst(name.count), !value.isEmpty else { return nil }
        return String(value)
    }

    /// Has a browser keep a value where no script can read it, and send it from this node's own pages alone.
    func set(_ value: String, isSecure: Bool) -> String {
        let age = self == .attempt ? "; Max-Age=\(Self.attemptSeconds)" : ""
        return "\(name(isSecure: isSecure))=\(value); Path=/; HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")\(age)"
    }

    /// Has a browser forget it.
    func clear(isSecure: Bool) -> String {
        "\(name(isSecure: isSecure))=; Path=/; HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : ""); Max-Age=0"
    }
}
