import Foundation

/// Where a webhook's events go: an address that is looked at before anything is sent there.
struct TargetAddress: Hashable, Sendable {
    /// The address, with its host in small letters.
    let url: String
    /// The host, without brackets.
    let host: String
    /// Whether it is encrypted.
    let isSecure: Bool

    /// Why an address can't be a target.
    struct Objection: Error, Hashable {
        /// What is wrong and what to do.
        var text: String
    }

    /// Reads an address; plain HTTP is for hosts that an operator has allowed by name.
    init(_ text: String, allowedHosts: Set<String>) throws(Objection) {
        guard text.utf8.count <= WebhookLimits.urlBytesMax, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            var parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            let host = parts.encodedHost?.lowercased(), !host.isEmpty, !host.contains("%")
        else {
            throw Objection(
                text:
                    "it is an address like https://host.example/path of at most \(WebhookLimits.urlBytesMax) characters"
            )
        }
        guard parts.user == nil, parts.password == nil, parts.fragment == nil else {
            throw Objection(text: "it holds no user, password or fragment: deliveries are signed instead")
        }
        guard parts.port.map({ (1...65_535).contains($0) }) ?? true else {
            throw Objection(text: "its port is a number from 1 to 65535")
        }
        let plain = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        guard scheme == "https" || (scheme == "http" && allowedHosts.contains(plain)) else {
            throw Objection(
                text: "it begins with https://; http:// is for hosts under webhooks: allow-hosts in the configuration"
            )
        }
        parts.scheme = scheme
        parts.encodedHost = host
        guard let url = parts.string else { throw Objection(text: "it can't be read as an address") }
        self.url = url
        self.host = plain
        isSecure = scheme == "https"
    }
}
