/// Sends messages through one channel.
protocol AlertSender: Sendable {
    /// Sends once.
    ///
    /// - Returns: what the other side answered, in a few words.
    /// - Throws: `AlertFailure`.
    func send(_ message: AlertMessage) async throws(AlertFailure) -> String

    /// Lets go of connections.
    func close() async
}

/// Why a message was not taken, and what to do; holds no secret.
struct AlertFailure: Error, Hashable, Sendable {
    /// What happened.
    var text: String
    /// What to do.
    var remedy: String
    /// For how long nothing more is to be sent, in milliseconds; 0 for the usual time.
    var pauseMilliseconds: Int64 = 0

    init(_ text: String, remedy: String, pauseMilliseconds: Int64 = 0) {
        self.text = String(text.prefix(Self.charactersMax))
        self.remedy = remedy
        self.pauseMilliseconds = pauseMilliseconds
    }

    private static let charactersMax = 300
}

extension AlertChannel.Target {
    /// Makes what sends to it.
    var sender: any AlertSender {
        switch self {
        case .mail(let settings): MailSender(settings)
        case .dingTalk(let settings): DingTalkSender(settings)
        case .webhook(let settings): AlertWebhookSender(settings)
        }
    }

    /// How many messages it takes in a minute; DingTalk mutes a robot for ten minutes that says more.
    var messagesPerMinute: Int {
        switch self {
        case .dingTalk: 20
        case .mail, .webhook: 60
        }
    }
}

/// Bounds of telling.
enum AlertLimits {
    /// How long one message may take from the first byte to the last.
    static let sendSeconds: Int64 = 30
    /// How long a connection may take.
    static let connectSeconds: Int64 = 10
    /// How often a channel looks at what stands.
    static let lookMilliseconds: Int64 = 500
    /// The wait after a first failure; it doubles with each further one.
    static let retryMilliseconds: Int64 = 5_000
    /// The longest wait after a failure.
    static let retryMillisecondsMax: Int64 = 300_000
    /// Failures in a row after which that is an alarm itself, told through the other channels.
    static let failuresMax = 3
    /// Bytes of an answer that are read.
    static let answerBytesMax = 16_384
    /// The most channels.
    static let channelsMax = 20
}
