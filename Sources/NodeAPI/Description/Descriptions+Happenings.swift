import CaseModel

extension OperationDescription {
    static let listReminders = OperationDescription(
        tag: .happenings,
        summary: "Lists reminders (督办)",
        text: """
            Lists whom the node reminded of what is slow, newest first. A reminder is about a stage or about a clock, so one \
            of the two may be given.
            """,
        parameters: [
            .query("state", .names(of: ReminderFilter.State.self), "whether it still holds", fallback: "open"),
            .query("role", .role, "only reminders to this role", example: "liaison"),
            .ofCase,
            .query("stage", .stage, "only reminders about this stage"),
            .query("clock", .clockKind, "only reminders about this clock"),
            .cursor, .limit,
        ],
        answers: [.json(.reminderPage)]
    )

    static let reportStatistics = OperationDescription(
        tag: .happenings,
        summary: "Counts cases (统计)",
        text: """
            Counts the cases that were registered from one day through another, by period, city, office and end. It is \
            counted when it is asked for. Rates are of a thousand, times in office minutes.
            """,
        parameters: [
            .query("by", .names(of: ReportPeriod.Length.self), "how long a period is", fallback: "month"),
            .query("from", .day, "the first day", example: "2026-01-01"),
            .query("to", .day, "the last day", example: "2026-12-31"),
            format, .accept,
        ],
        answers: [table(.statistics)]
    )

    static let followEvents = OperationDescription(
        tag: .happenings,
        summary: "Follows the event feed",
        text: """
            Sends every entry of this node's journal as a server-sent event, in that order, with the journal's number as its \
            id. The `data` of each is an `Event`.

            A follower that lost its connection goes on after the last id that it has seen, with `Last-Event-ID` or `after`. \
            Without either it hears only what is new; `after=0` begins at the beginning. A comment says through where the \
            journal was read: after what was there at the beginning, and when nothing else came for a while. The feed ends \
            when the node stops.

            Filters leave out the rest, and all that are given must hold. What passes depends on nothing that comes later, so \
            resuming under the same filter misses nothing and tells nothing twice.
            """,
        parameters: [
            .query("after", .whole(0...Int64.max, example: 0), "the last event that was seen"),
            .query("case", .list(.caseNumber, 1...EventFilter.valuesMax), "only events of these cases"),
            .query("item", .list(.itemCode, 1...EventFilter.valuesMax), "only of cases about these items"),
            .query(
                "office",
                .list(.office, 1...EventFilter.valuesMax),
                "only of cases that these offices handed in or had acted on by then"
            ),
            .query("kind", .list(.feedKind, 1...EventFilter.valuesMax), "only of these kinds"),
            .query("side", .names(of: Side.self), "only of cases of which this node is on that side"),
            .header(
                "Last-Event-ID",
                .whole(0...Int64.max, example: 1_042, about: "the last event that was seen; goes before `after`")
            ),
        ],
        answers: [
            Answer(
                status: 200,
                about: "the feed, until the caller leaves or the node stops",
                content: [.init(mediaType: "text/event-stream")],
                headers: [.cacheControl]
            )
        ],
        problems: [.tooManyFollowers]
    )
}
