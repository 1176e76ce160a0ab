import ExchangeCore

/// Says that a body was erased by law or by the retention rule.
package struct Erasure: Hashable, Sendable {
    /// When, or `nil` where whoever passed the entry on did not say.
    package var at: Instant?
    /// Why, for people; may be empty.
    package var why: String

    /// Says when and why.
    package init(at: Instant? = nil, why: String = "") {
        self.at = at
        self.why = why
    }

    /// Reads a field of an entry.
    init(reading bytes: UnsafeRawBufferPointer) throws(WireError) {
        let message: WireErased = try .read(bytes, part: .erasure)
        guard message.why.utf8.count <= WireLimits.reasonBytesMax else {
            throw .textTooLong(.erasureReason, bytes: message.why.utf8.count)
        }
        at = message.atMs == 0 ? nil : try Instant(wire: message.atMs)
        why = message.why
    }
}
