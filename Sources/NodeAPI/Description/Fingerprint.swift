import Crypto
import FoundationEssentials

/// The SHA-256 of a text.
enum Fingerprint {
    /// In hexadecimal digits.
    static func hex(of text: String) -> String {
        SHA256.hash(data: Data(text.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }.joined()
    }

    /// In Base64, as a content security policy names what it allows.
    static func base64(of text: String) -> String { Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString() }
}
