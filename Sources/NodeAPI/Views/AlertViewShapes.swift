import CaseModel

extension JSONShape {
    /// An alarm.
    static let alarm = answer(
        "Alarm",
        "something to look at",
        [
            required("code", .text(example: "disk-low", about: "what it is about; the runbook has every code")),
            required("name", .text(example: "磁盘空间不足", about: "the same in Chinese")),
            required("level", alertLevel),
            required("since", .moment, "since when"),
            sometimes("peer", .city, "with which peer"),
            required("text", .text(example: "the disk is nearly full", about: "what is wrong and what to do")),
        ]
    )

    /// What stands, and the channels.
    static let alerts = answer(
        "Alerts",
        "what stands, and the channels through which it is told",
        [
            required("alarms", .list(alarm), "what an operator should look at, the oldest first"),
            required("channels", .list(channel), "the channels, in the order of the configuration"),
        ]
    )

    /// What came of a test.
    static let alertTest = answer(
        "AlertTest",
        "what came of a test message",
        [
            required(
                "results",
                .list(
                    answer(
                        "AlertTestResult",
                        "what came of it at one channel",
                        [
                            required("channel", channelName), required("kind", channelKind),
                            required("delivered", .flag, "whether the other side took it"),
                            required(
                                "answer",
                                .text(example: "it answered 204", about: "what it answered, or what went wrong")
                            ),
                            sometimes("remedy", .text(example: "see to the system there", about: "what to do")),
                        ]
                    )
                )
            )
        ]
    )

    /// The name of a channel.
    static let channelName = text(example: "duty-mail", about: "what the operators call the channel")
    private static let channelKind = names(of: AlertKind.self, "what the channel leads to")
    private static let alertLevel = names(of: AlertLevel.self, "how urgent it is (告警级别)")

    private static let channel = answer(
        "AlertChannel",
        "a channel as the configuration has it, and how it stands",
        [
            required("name", channelName), required("kind", channelKind),
            required("level", names(of: AlertLevel.self, "the lowest level that is told")),
            sometimes(
                "codes",
                .list(.text(example: "halted", about: "a code")),
                "the codes that are told; all where this is left out"
            ),
            required("repeatHours", .count, "after how many hours what still stands is told again; 0 tells it once"),
            required("tellsCleared", .flag, "whether the end of an alarm is told"),
            required("standSeconds", .count, "for how many seconds an alarm stands before it is told"),
            sometimes("lastSentAt", .moment, "when the last message was taken since the start"),
            sometimes(
                "failure",
                .text(example: "nothing answered in time", about: "why the last attempt failed, if it did")
            ),
        ]
    )
}
