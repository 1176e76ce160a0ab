/// A node's public CURVE key: 32 bytes that may be shown to anyone.
package struct CurvePublicKey: Hashable, Sendable {
    /// The length of every CURVE key.
    package static let byteCount = 32

    /// The 32 bytes.
    package let bytes: [UInt8]

    /// Takes the key's 32 bytes.
    package init(bytes: [UInt8]) throws(CurveKeyError) {
        guard bytes.count == Self.byteCount else { throw .byteCount(bytes.count) }
        self.bytes = bytes
    }

    /// Reads the key's 40 characters of Z85.
    package init(z85: String) throws(CurveKeyError) {
        try self.init(bytes: CurveKeyText.read(z85))
    }

    /// The key as 40 characters of Z85.
    package var z85: String { CurveKeyText.write(bytes) }
}

extension CurvePublicKey: CustomStringConvertible {
    /// The key as Z85.
    package var description: String { z85 }
}

/// A node's secret CURVE key: 32 bytes that never reach a log.
package struct CurveSecretKey: Sendable {
    /// The 32 bytes.
    package let bytes: [UInt8]

    /// Takes the key's 32 bytes.
    package init(bytes: [UInt8]) throws(CurveKeyError) {
        guard bytes.count == CurvePublicKey.byteCount else { throw .byteCount(bytes.count) }
        self.bytes = bytes
    }

    /// Reads the key's 40 characters of Z85.
    package init(z85: String) throws(CurveKeyError) {
        try self.init(bytes: CurveKeyText.read(z85))
    }

    /// The key as 40 characters of Z85, for its file and for nothing else.
    package var z85: String { CurveKeyText.write(bytes) }
}

extension CurveSecretKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Says that there is a key, not which.
    package var description: String { "CurveSecretKey(hidden)" }
    /// Says that there is a key, not which.
    package var debugDescription: String { description }
    /// Shows no children, so that `dump` hides the key too.
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// The text form that both kinds of key share.
enum CurveKeyText {
    static let characterCount = 40

    static func read(_ text: String) throws(CurveKeyError) -> [UInt8] {
        guard text.utf8.count == characterCount else { throw .characterCount(text.utf8.count) }
        do {
            return try Z85.decode(text)
        } catch {
            throw .notZ85(error)
        }
    }

    static func write(_ bytes: [UInt8]) -> String {
        guard let text = try? Z85.encode(bytes) else { preconditionFailure("A key of \(bytes.count) bytes exists.") }
        return text
    }
}
