/// Every bound of webhooks.
package enum WebhookLimits {
    /// Webhooks of a node.
    package static let webhooksMax = 100
    /// The longest address of a target, in bytes.
    package static let urlBytesMax = 2_048
    /// The longest note, in characters.
    package static let noteCharactersMax = 200
    /// For how long a secret that was replaced still signs.
    package static let earlierSecretMilliseconds: Int64 = 24 * 3_600_000
    /// For how long the answer to a change is given again.
    package static let answerMilliseconds: Int64 = 30 * 86_400_000
    /// Deliveries to one target at once.
    static let deliveriesAtOnceMax = 8
    /// Events that are read ahead for one target.
    static let windowMax = 256
    /// Events of one target that wait to be sent again; beyond it nothing new is read for it.
    static let waitingMax = 1_000
    /// Dead deliveries of one target; beyond it the webhook is broken.
    static let deadMax = 10_000
    /// How long a connection may take.
    static let connectMilliseconds: Int64 = 5_000
    /// How long a delivery may take from the first byte to the last.
    static let deliveryMilliseconds: Int64 = 15_000
    /// Bytes of an answer that are read.
    static let answerBytesMax = 4_096
    /// For how long a checked address is used before the name is resolved again.
    static let addressMilliseconds: Int64 = 5_000
    /// The longest `Retry-After` that is honoured.
    static let retryAfterMilliseconds: Int64 = 3_600_000
    /// The longest reason of a failure that is kept, in characters.
    static let failureCharactersMax = 200
    /// After how long progress is written where events were delivered.
    static let progressMilliseconds: Int64 = 1_000
    /// After how long progress is written where events were only passed over.
    static let idleProgressMilliseconds: Int64 = 30_000
}
