import CaseModel

extension JSONShape {
    /// The limits that a case is held to.
    static let terms = answer(
        "Terms",
        "the limits that the case is held to",
        [
            required("promised", limit, "what the department promises, from acceptance (承诺时限)"),
            required("statutory", limit, "what the law gives, from acceptance (法定时限)"),
            required("correction", limit, "how long the applicant may take for a correction (补正期限)"),
        ]
    )

    /// A clock of a case.
    static let clock = answer(
        "Clock",
        "a clock of a case (时限)",
        [
            required("kind", clockKind),
            required("startedAt", .moment, "when it began"),
            required("limitDays", days),
            required("unit", unit),
            required("isPaused", .flag, "whether it stands still", example: false),
            sometimes("pausedFor", pauseReason),
            required(
                "pauses",
                .list(
                    answer(
                        "Pause",
                        "a time that does not count",
                        [
                            required("reason", pauseReason),
                            required("note", .text(example: "须鉴定劳动能力", about: "a note")),
                            required("begin", .moment, "when it began"),
                            sometimes("end", .moment, "when it ended; left out while it lasts"),
                        ]
                    )
                ),
                "every time in which it stood still, oldest first"
            ),
            sometimes(
                "extension",
                answer(
                    "ClockExtension",
                    "days that were added (延长)",
                    [
                        required("days", days),
                        required("approvedBy", .text(example: "郑主任", about: "who approved it")),
                        required("reason", reason),
                        required("notice", .text(example: "延期告知〔2026〕1号", about: "the notice to the applicant")),
                        required("at", .moment, "when"),
                    ]
                )
            ),
            sometimes("stoppedAt", .moment, "when it stopped"),
            sometimes("deadline", .day, "the last day, where the node has a calendar and the clock runs"),
            sometimes(
                "isProvisional",
                .flag,
                "whether the last day lies beyond the published calendar",
                example: false
            ),
            sometimes("isOverdue", .flag, "whether the last day is over", example: false),
            sometimes(
                "remainingDays",
                .whole(Int64.min...Int64.max, example: 12, about: "days that are left, negative when overdue")
            ),
        ]
    )

    /// A leg of a joint case.
    static let leg = answer(
        "Leg",
        "a leg of a joint case (联办环节)",
        [
            required("key", .text(example: "out", about: "its key")),
            required("name", .text(example: "转出", about: "its name")),
            required("office", .text(example: "衢州市社保中心", about: "whose it is")),
            required("side", side, "in which city"),
            required("after", .list(.text(example: "in", about: "a leg's key")), "the legs that come before it"),
            required("limit", limit),
            required("state", .oneOf(["waiting", "running", "concluded", "abandoned"]), "how far it is"),
            sometimes("startedAt", .moment, "when it began"),
            sometimes("stoppedAt", .moment, "when it was concluded, or the case ended without it"),
        ]
    )

    /// A reminder.
    static let reminder = answer(
        "Reminder",
        "whom the node reminded of what is slow (督办)",
        [
            required("id", .whole(1...Int64.max, example: 17, about: "its number")),
            required("number", .caseNumber),
            sometimes("stage", stage),
            sometimes("round", .whole(1...Int64.max, example: 1, about: "the round of the stage")),
            sometimes("level", .whole(1...Int64.max, example: 1, about: "the level of the step")),
            sometimes("clock", clockKind),
            sometimes("lastDay", .day, "the clock's last day"),
            sometimes("notice", names(of: Reminder.ClockNotice.self, "whether that is near or over")),
            required("role", role, "who hears of it", example: "liaison"),
            required("roleName", .text(example: "部门联络员", about: "the role's Chinese name")),
            required("text", .text(example: "the applicant waits at the counter; answer now", about: "what to do")),
            required("dueAt", .moment, "since when it holds"),
            required("toldAt", .moment, "when it was told"),
            sometimes("settledAt", .moment, "when it ceased to hold; left out while it holds"),
        ]
    )

    /// A page of reminders.
    static let reminderPage = answer(
        "ReminderPage",
        "a page of reminders, newest first",
        [
            required("reminders", .list(reminder)), sometimes("next", .cursor),
        ]
    )

    /// A stage between the windows.
    static let stage = names(of: Stage.self, "a step between the windows")
    /// What a clock counts.
    static let clockKind = names(of: ClockKind.self, "what the clock counts")

    private static let pauseReason = names(of: ClockPause.Reason.self, "why it stands still")
    private static let days = whole(0...Int64(TimeLimit.daysMax), example: 20, about: "days")
    private static let unit = oneOf(TimeLimit.Unit.allCases.map { "\($0)" }).saying("working days or calendar days")
    private static let limit = JSONShape(
        kind: .object([required("days", days), required("unit", unit)], isOpen: true),
        about: "a number of days"
    )
}
