import HTTPTypes

extension HTTPField.Name {
    /// The key that makes a write repeatable.
    static let idempotencyKey = known("Idempotency-Key")
    /// Says that a stored answer was given again.
    static let idempotencyReplayed = known("Idempotency-Replayed")
    /// The last event that a follower has seen.
    static let lastEventID = known("Last-Event-ID")
    /// The digest of a body (RFC 9530).
    static let contentDigest = known("Content-Digest")
    /// The digest of a representation (RFC 9530).
    static let reprDigest = known("Repr-Digest")
    /// The digest of a representation (RFC 3230).
    static let digest = known("Digest")
    /// What a caller would like (RFC 7240).
    static let prefer = known("Prefer")
    /// Which of it was done (RFC 7240).
    static let preferenceApplied = known("Preference-Applied")
    /// How far a case has got on its way to the other city.
    static let caseTransport = known("Case-Transport")

    /// Says that a script of the caller's own page asks, and no form of another site.
    static let xRequestedWith = known("X-Requested-With")

    private static func known(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is a header's name") }
        return name
    }
}
