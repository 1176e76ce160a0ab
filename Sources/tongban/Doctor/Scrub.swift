import Foundation

/// Takes out of a text what may not leave the city: identity numbers, telephone numbers, tokens and given secrets.
///
/// The node writes none of them into its log and its answers here; this is the second lock on the door.
struct Scrub: Sendable {
    /// Texts that are taken out as they are.
    var secrets: [String]

    /// What a text gets in their place.
    static let mark = "[taken out]"

    /// The text without them.
    func callAsFunction(_ text: String) -> String {
        var text = text
        for secret in secrets where !secret.isEmpty { text = text.replacing(secret, with: Self.mark) }
        // A citizen's identity number (GB 11643), also of before 1999; a mobile telephone number of the mainland.
        text = text.replacing(#/(^|[^0-9A-Za-z])[1-9][0-9]{16}[0-9Xx](?![0-9A-Za-z])/#) { $0.1 + Self.mark }
        text = text.replacing(#/(^|[^0-9A-Za-z.+])(?:\+?86[ \-]?)?1[3-9][0-9]{9}(?![0-9A-Za-z])/#) { $0.1 + Self.mark }
        // What follows a word for a secret in YAML, JSON, an address or a header.
        text = text.replacing(
            #/(?i)((?:secret|password|token|authorization|cookie)["']?\s*[:=]\s*["']?(?:bearer |basic )?)[^\s"',}&]{8,}/#
        ) { match in
            // A path names a file, and shows nothing of what is in it.
            let value = match.0.dropFirst(match.1.count)
            return value.contains("/") ? match.0 : match.1 + Self.mark
        }
        return text
    }
}
