import ExchangeCore

/// An entry that has no place in a stream yet.
package struct EntryDraft: Hashable, Sendable {
    /// What kind of entry it is.
    package let kind: EntryKind
    /// The case that it is about, or `nil`.
    package let caseNumber: String?
    /// When it was written.
    package let at: Instant
    /// The body's bytes.
    package let body: [UInt8]

    /// Makes a draft that is sure to become an entry which every peer reads.
    ///
    /// - Throws: `bodyTooLarge`, `caseNumberWrong`, `timeWrong`, or `saltWrong` for a body without salt.
    package init(kind: EntryKind, caseNumber: String?, at: Instant, body: [UInt8]) throws(WireError) {
        guard body.count <= WireLimits.bodyBytesMax else { throw .bodyTooLarge(bytes: body.count) }
        // A salt as field 1: the tag 0x0A, the length 16, the bytes.
        guard body.count >= 2 + WireLimits.saltBytes, body[0] == 0x0A, body[1] == UInt8(WireLimits.saltBytes) else {
            throw .saltWrong(kind)
        }
        if let caseNumber, caseNumber.isEmpty || !CaseNumberText.isPlausible(caseNumber) { throw .caseNumberWrong }
        self.kind = kind
        self.caseNumber = caseNumber
        self.at = try Instant(wire: at.milliseconds)
        self.body = body
    }
}
