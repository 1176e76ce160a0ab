/// Alarms and channels as a node tells them.
struct AlertReportAnswer: Decodable {
    var alarms: [StatusAnswer.Alarm]
    var channels: [Channel]

    /// A channel.
    struct Channel: Decodable {
        var name: String
        var kind: String
        var level: String
        var codes: [String]?
        var repeatHours: Int
        var tellsCleared: Bool
        var standSeconds: Int
        var lastSentAt: String?
        var failure: String?
    }
}

/// What came of a test message.
struct AlertTestAnswer: Decodable {
    var results: [Result]

    /// One channel's.
    struct Result: Decodable {
        var channel: String
        var kind: String
        var delivered: Bool
        var answer: String
        var remedy: String?
    }
}
