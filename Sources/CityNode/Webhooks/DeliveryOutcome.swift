/// What became of one attempt to deliver an event.
enum DeliveryOutcome: Hashable, Sendable {
    /// The target took it (2xx).
    case delivered(status: Int)
    /// The target wants nothing more (410).
    case gone
    /// The target did not take it, or was not reached.
    case failed(Failure)

    /// Why an event was not taken.
    struct Failure: Hashable, Sendable {
        /// The HTTP status; `nil` where there was no answer.
        var status: Int?
        /// What happened, in a few words.
        var text: String
        /// How long the target asked to wait, in milliseconds.
        var retryAfter: Int64 = 0
    }

    /// What an answer means.
    ///
    /// - Parameters:
    ///   - status: the HTTP status; a redirect is no delivery and is not followed.
    ///   - retryAfter: the header of that name; only seconds are understood, and no more than
    ///     ``WebhookLimits/retryAfterMilliseconds`` are waited.
    init(status: Int, retryAfter: String?) {
        switch status {
        case 200..<300: self = .delivered(status: status)
        case 410: self = .gone
        default:
            let longest = WebhookLimits.retryAfterMilliseconds
            let seconds = retryAfter.flatMap { Int64($0) }.map { min(max($0, 0), longest / 1_000) } ?? 0
            self = .failed(
                Failure(
                    status: status,
                    text: (300..<400).contains(status) ? "a redirect, which is not followed" : "answered \(status)",
                    retryAfter: seconds * 1_000
                )
            )
        }
    }

    /// An attempt without an answer.
    init(failure: String) {
        self = .failed(Failure(status: nil, text: String(failure.prefix(WebhookLimits.failureCharactersMax))))
    }
}
