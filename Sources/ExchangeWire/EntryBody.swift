import ExchangeCore
import SwiftProtobuf

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A message that is the body of one kind of entry.
///
/// All of them begin with a salt.
package protocol EntryBody: SwiftProtobuf.Message, Sendable {
    /// The kind of entry whose body this is.
    static var kind: EntryKind { get }
    /// 16 random bytes, so that the body's digest does not betray what is in it.
    var salt: Data { get set }
}

extension EntryBody {
    /// Puts a fresh salt in and writes the body's bytes.
    ///
    /// The generator must be a cryptographic one outside tests.
    ///
    /// - Throws: `bodyTooLarge` when they are more than `WireLimits.bodyBytesMax`.
    package func salted(using generator: inout some RandomNumberGenerator) throws(WireError) -> [UInt8] {
        var body = self
        var salt = Data(capacity: WireLimits.saltBytes)
        for _ in 0..<2 {
            withUnsafeBytes(of: generator.next().littleEndian) { salt.append(contentsOf: $0) }
        }
        body.salt = salt
        let bytes = body.written
        guard bytes.count <= WireLimits.bodyBytesMax else { throw .bodyTooLarge(bytes: bytes.count) }
        return bytes
    }

    /// Puts a fresh salt from the system in and makes a draft of an entry.
    ///
    /// - Throws: `bodyTooLarge`, `caseNumberWrong` or `timeWrong`.
    package func draft(caseNumber: String?, at: Instant) throws(WireError) -> EntryDraft {
        var generator = SystemRandomNumberGenerator()
        return try draft(caseNumber: caseNumber, at: at, using: &generator)
    }

    /// Puts a fresh salt in and makes a draft of an entry.
    ///
    /// - Throws: `bodyTooLarge`, `caseNumberWrong` or `timeWrong`.
    package func draft(
        caseNumber: String?,
        at: Instant,
        using generator: inout some RandomNumberGenerator
    ) throws(WireError) -> EntryDraft {
        try EntryDraft(kind: Self.kind, caseNumber: caseNumber, at: at, body: try salted(using: &generator))
    }

    /// Reads a body's bytes.
    ///
    /// What its fields say is for the case's rules; here it only has to be this message.
    ///
    /// - Throws: `bodyTooLarge`, `bodyUnreadable` or `saltWrong`.
    package static func read(_ bytes: [UInt8]) throws(WireError) -> Self {
        guard bytes.count <= WireLimits.bodyBytesMax else { throw .bodyTooLarge(bytes: bytes.count) }
        guard let body = try? Self(serializedBytes: bytes) else { throw .bodyUnreadable(kind) }
        guard body.salt.count == WireLimits.saltBytes else { throw .saltWrong(kind) }
        return body
    }
}
