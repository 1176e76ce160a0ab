/// The answer that a request got, for the case that it comes again.
package struct StoredAnswer: Hashable, Sendable {
    /// The request's digest: another request under the same key is an error of the caller.
    package var request: [UInt8]
    /// The answer's bytes.
    package var answer: [UInt8]
    /// The case it was about.
    package var caseID: CaseID
    /// When it was given, in milliseconds since 1970-01-01T00:00:00Z.
    package var at: Int64
}
