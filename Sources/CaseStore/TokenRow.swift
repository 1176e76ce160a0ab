import CaseModel

/// A token with what its secret is compared to.
package struct TokenRow: Hashable, Sendable {
    /// The token.
    package var record: TokenRecord
    /// SHA-256 over the whole token, 32 bytes.
    package var hash: [UInt8]

    /// Takes a token.
    package init(record: TokenRecord, hash: [UInt8]) {
        self.record = record
        self.hash = hash
    }
}

/// The answer that a request about no case got, for the case that it comes again.
package struct PlainAnswer: Hashable, Sendable {
    /// The request's digest: another request under the same key is an error of the caller.
    package var request: [UInt8]
    /// The answer's bytes.
    package var answer: [UInt8]
    /// When it was given, in milliseconds since 1970-01-01T00:00:00Z.
    package var at: Int64

    /// Takes an answer.
    package init(request: [UInt8], answer: [UInt8], at: Int64) {
        self.request = request
        self.answer = answer
        self.at = at
    }
}
