import CaseModel

/// An alarm as the API writes it.
struct AlarmJSON: Encodable {
    var code: String
    var name: String
    var level: String
    var since: Timestamp
    var peer: CityCode?
    var text: String

    init(_ alarm: NodeStatus.Alarm) {
        code = alarm.code
        name = alarm.name
        level = alarm.level.rawValue
        since = Timestamp(alarm.since)
        peer = alarm.peer
        text = alarm.text
    }
}

/// What stands, and the channels.
struct AlertReportJSON: Encodable {
    var alarms: [AlarmJSON]
    var channels: [Channel]

    init(_ report: AlertReport) {
        alarms = report.alarms.map(AlarmJSON.init)
        channels = report.channels.map { channel in
            Channel(
                name: channel.name,
                kind: channel.kind.rawValue,
                level: channel.level.rawValue,
                codes: channel.codes,
                repeatHours: channel.repeatHours,
                tellsCleared: channel.tellsCleared,
                standSeconds: channel.standSeconds,
                lastSentAt: channel.lastSentAt.map { Timestamp($0) },
                failure: channel.failure
            )
        }
    }

    /// A channel.
    struct Channel: Encodable {
        var name: String
        var kind: String
        var level: String
        var codes: [String]?
        var repeatHours: Int
        var tellsCleared: Bool
        var standSeconds: Int
        var lastSentAt: Timestamp?
        var failure: String?
    }
}

/// What came of a test.
struct AlertTestJSON: Encodable {
    var results: [Result]

    init(_ results: [AlertTest]) {
        self.results = results.map { result in
            Result(
                channel: result.channel,
                kind: result.kind.rawValue,
                delivered: result.isDelivered,
                answer: result.answer,
                remedy: result.remedy
            )
        }
    }

    /// One channel's.
    struct Result: Encodable {
        var channel: String
        var kind: String
        var delivered: Bool
        var answer: String
        var remedy: String?
    }
}
