import Crypto
import Foundation

/// The secret that a webhook's deliveries are signed with, in the form of Standard Webhooks: `whsec_` and base64.
struct WebhookSecret: Hashable, Sendable {
    /// The bytes, 24 to 64.
    let bytes: [UInt8]

    private static let prefix = "whsec_"
    private static let bytesCount = 32

    /// Makes a secret from the system's random numbers.
    init() {
        var random = SystemRandomNumberGenerator()
        bytes = (0..<Self.bytesCount).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    }

    /// Takes bytes that were kept.
    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Reads a secret as its receiver has it; `nil` for anything else than 24 to 64 bytes in that form.
    init?(text: String) {
        guard text.hasPrefix(Self.prefix), let data = Data(base64Encoded: String(text.dropFirst(Self.prefix.count))),
            (24...64).contains(data.count)
        else { return nil }
        bytes = Array(data)
    }

    /// The secret as its receiver wants it.
    var text: String { Self.prefix + Data(bytes).base64EncodedString() }

    /// Signs a delivery: `v1,` and the HMAC-SHA-256 over id, time in seconds and body, in base64.
    func signature(id: String, seconds: Int64, body: [UInt8]) -> String {
        var code = HMAC<SHA256>(key: SymmetricKey(data: bytes))
        code.update(data: Array("\(id).\(seconds).".utf8))
        code.update(data: body)
        return "v1," + Data(code.finalize()).base64EncodedString()
    }
}
