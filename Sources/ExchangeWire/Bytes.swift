import ExchangeCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension [UInt8] {
    /// The bytes in place, with the closure's error kept in its type.
    func withRawBytes<R>(_ read: (UnsafeRawBufferPointer) throws(WireError) -> R) throws(WireError) -> R {
        try withUnsafeBufferPointer { (buffer) throws(WireError) -> R in try read(UnsafeRawBufferPointer(buffer)) }
    }
}

extension Data {
    /// Copies the bytes out.
    var copied: [UInt8] { [UInt8](self) }
}

extension Digest {
    /// Copies a field of the generated code; `nil` when it has not 32 bytes.
    init?(_ data: Data) {
        guard let digest = data.withUnsafeBytes({ Digest($0) }) else { return nil }
        self = digest
    }

    /// The 32 bytes as a field of the generated code.
    var data: Data { Data(bytes) }
}

/// Reads and writes keys as text.
enum Base64 {
    /// The standard alphabet with padding.
    static func text(_ bytes: some Sequence<UInt8>) -> String { Data(bytes).base64EncodedString() }

    /// Takes the standard alphabet with padding and nothing else; anything else is `nil`.
    static func bytes(_ text: String) -> [UInt8]? {
        guard let data = Data(base64Encoded: text) else { return nil }
        return [UInt8](data)
    }
}
