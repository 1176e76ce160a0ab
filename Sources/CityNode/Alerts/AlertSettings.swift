/// How people are told of alarms (告警), as the configuration says.
package struct AlertSettings: Hashable, Sendable {
    /// From when on something is an alarm.
    package var thresholds = AlarmThresholds()
    /// Where alarms are told; none unless the configuration names some.
    package var channels: [AlertChannel] = []
}

/// One way by which people are told (告警通道).
package struct AlertChannel: Hashable, Sendable {
    /// What the operators call it.
    package var name: String
    /// Where it leads.
    package var target: Target
    /// What is told there, and when.
    package var rules = AlertRules()

    /// Where alerts go.
    package enum Target: Hashable, Sendable {
        /// Mail by SMTP.
        case mail(MailSettings)
        /// A robot in a group of DingTalk (钉钉机器人).
        case dingTalk(DingTalkSettings)
        /// A system that takes JSON.
        case webhook(AlertWebhookSettings)

        /// What it is.
        package var kind: Kind {
            switch self {
            case .mail: .mail
            case .dingTalk: .dingTalk
            case .webhook: .webhook
            }
        }
    }

    /// What a channel leads to.
    package enum Kind: Hashable, Sendable {
        case mail, dingTalk, webhook
    }
}

/// What one channel tells, and when.
package struct AlertRules: Hashable, Sendable {
    /// The lowest level that is told.
    package var level = AlarmLevel.warning
    /// The codes that are told; `nil` for all.
    package var codes: Set<AlarmCode>?
    /// After how many hours what still stands is told again; 0 tells it once.
    package var repeatHours = 4
    /// Whether the end of what was told is told.
    package var tellsCleared = true
    /// For how many seconds an alarm stands before it is told, and is gone before that is told.
    package var standSeconds = 30
    /// For how many seconds more is gathered before one message tells all of it.
    package var groupSeconds = 10

    /// Whether an alarm is one of those that are told here.
    func include(_ alarm: AlarmBoard.Alarm) -> Bool {
        alarm.level >= level && codes.map { $0.contains(alarm.code) } ?? true
    }
}

/// A mail server and who gets mail from it.
package struct MailSettings: Hashable, Sendable {
    /// The server.
    package var server: Endpoint
    /// How the connection is encrypted.
    package var security = Security.startTLS
    /// Who the mail is from.
    package var from: String
    /// Who gets it.
    package var to: [String]
    /// Who signs in, if somebody does.
    package var login: Login?
    /// The file of the certificates that the server's must be signed by; `nil` for the system's.
    package var authorities: String?

    /// How a connection is encrypted.
    package enum Security: String, CaseIterable, Sendable {
        /// Begins in the clear and goes on only with TLS (RFC 3207).
        case startTLS = "starttls"
        /// TLS from the first byte (RFC 8314).
        case implicit
        /// None; no password is ever sent then.
        case none
    }

    /// A user and the password.
    package struct Login: Hashable, Sendable {
        package var user: String
        package var password: String
    }
}

/// A robot in a group of DingTalk.
package struct DingTalkSettings: Hashable, Sendable {
    /// Where robots are spoken to.
    package var url: String
    /// Which robot it is, a secret.
    package var token: String
    /// What signs its messages, where the robot wants that (加签).
    package var secret: String?
    /// Whether a critical alarm calls everybody in the group (@所有人).
    package var callsAll = false

    /// Where DingTalk itself takes messages.
    static let usualURL = "https://oapi.dingtalk.com/robot/send"
}

/// A system that takes alerts as JSON.
package struct AlertWebhookSettings: Hashable, Sendable {
    /// Where it takes them.
    package var url: String
    /// What signs them.
    package var secret: [UInt8]
    /// The file of the certificates that the server's must be signed by; `nil` for the system's.
    package var authorities: String?
}
