import CaseModel

/// Alarms, and how people are told of them.
package protocol AlertService: Sendable {
    /// What stands, and the channels through which it is told.
    func alerts() async throws(ServiceError) -> AlertReport

    /// Sends a test message now through one channel or all, and tells what came of each; throws `.notFound` where there is
    /// no such channel.
    func testAlerts(_ channel: String?) async throws(ServiceError) -> [AlertTest]
}

/// How urgent an alarm is (告警级别).
package enum AlertLevel: String, CaseIterable, Sendable {
    /// To be known (提示).
    case info
    /// To be looked at on the same working day (警告).
    case warning
    /// To be looked at now, also at night (严重).
    case critical
}

/// What a channel leads to.
package enum AlertKind: String, CaseIterable, Sendable {
    /// Mail by SMTP.
    case mail
    /// A robot in a group of DingTalk (钉钉机器人).
    case dingtalk
    /// A system that takes JSON.
    case webhook
}

/// What stands, and the channels.
package struct AlertReport: Hashable, Sendable {
    /// What stands, the oldest first.
    package var alarms: [NodeStatus.Alarm]
    /// The channels, in the order of the configuration.
    package var channels: [AlertChannelStatus]

    /// Makes a report.
    package init(alarms: [NodeStatus.Alarm], channels: [AlertChannelStatus]) {
        self.alarms = alarms
        self.channels = channels
    }
}

/// A channel as the configuration has it, and how it stands.
package struct AlertChannelStatus: Hashable, Sendable {
    /// What the operators call it.
    package var name: String
    /// What it leads to.
    package var kind: AlertKind
    /// The lowest level that is told.
    package var level: AlertLevel
    /// The codes that are told; `nil` for all.
    package var codes: [String]?
    /// After how many hours what still stands is told again; 0 tells it once.
    package var repeatHours: Int
    /// Whether the end of an alarm is told.
    package var tellsCleared: Bool
    /// For how many seconds an alarm stands before it is told.
    package var standSeconds: Int
    /// When the last message was taken since the start, in milliseconds since 1970-01-01T00:00:00Z.
    package var lastSentAt: Int64?
    /// Why the last attempt failed, if it did.
    package var failure: String?

    /// Makes a line.
    package init(
        name: String,
        kind: AlertKind,
        level: AlertLevel,
        codes: [String]?,
        repeatHours: Int,
        tellsCleared: Bool,
        standSeconds: Int,
        lastSentAt: Int64?,
        failure: String?
    ) {
        self.name = name
        self.kind = kind
        self.level = level
        self.codes = codes
        self.repeatHours = repeatHours
        self.tellsCleared = tellsCleared
        self.standSeconds = standSeconds
        self.lastSentAt = lastSentAt
        self.failure = failure
    }
}

/// What came of a test message.
package struct AlertTest: Hashable, Sendable {
    /// The channel.
    package var channel: String
    /// What it leads to.
    package var kind: AlertKind
    /// Whether the other side took it.
    package var isDelivered: Bool
    /// What the other side answered, or what went wrong.
    package var answer: String
    /// What to do where it was not taken.
    package var remedy: String?

    /// Makes a line.
    package init(channel: String, kind: AlertKind, isDelivered: Bool, answer: String, remedy: String?) {
        self.channel = channel
        self.kind = kind
        self.isDelivered = isDelivered
        self.answer = answer
        self.remedy = remedy
    }
}
