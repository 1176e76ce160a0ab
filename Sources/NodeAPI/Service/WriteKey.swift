import CaseModel

/// What makes a write repeatable: the caller's `Idempotency-Key` and the request that it was given with.
package struct WriteKey: Hashable, Sendable {
    /// The caller's key: 1 to `APILimits.idempotencyKeyBytesMax` visible ASCII characters, after the number of the caller's
    /// account and a space where callers sign in.
    package var key: String
    /// The bytes that identify the request (method, path, expected version, body); keep only a digest of them.
    package var request: [UInt8]

    /// Makes a write key.
    package init(key: String, request: [UInt8]) {
        self.key = key
        self.request = request
    }
}

/// What a write came to.
///
/// It is stored with the key, so that a repetition gives the same status and the same bytes.
package struct WriteAnswer: Hashable, Sendable, Codable {
    /// The case.
    package var number: String
    /// Its state after the write, as in `CaseState`.
    package var state: String
    /// Its version after the write.
    package var version: Int
    /// What was written, as in `HistoryItem`: `submitted`, `accepted`, `supplementOffered` and so on.
    package var kind: String
    /// Whether the case has changed, or the handling city was asked and has yet to answer.
    package var effect: Effect
    /// When it was written, in milliseconds since 1970-01-01T00:00:00Z.
    package var at: Int64
    /// Whether this is a stored answer given again; not part of what is stored.
    package var replayed = false

    private enum CodingKeys: String, CodingKey { case number, state, version, kind, effect, at }

    /// What a write did.
    package enum Effect: String, Hashable, Sendable, Codable {
        /// The case has changed.
        case applied
        /// The handling city's node was asked and will answer.
        case requested
    }

    /// Makes an answer.
    package init(
        number: CaseNumber,
        state: CaseState,
        version: Int,
        kind: FeedKind,
        effect: Effect,
        at: Int64,
        replayed: Bool = false
    ) {
        self.number = "\(number)"
        self.state = state.rawValue
        self.version = version
        self.kind = kind.rawValue
        self.effect = effect
        self.at = at
        self.replayed = replayed
    }
}
