extension OperationDescription {
    static let listAlerts = OperationDescription(
        tag: .operating,
        summary: "Lists alarms and channels (告警)",
        text: """
            Lists what stands, with its level and what to do, and the channels through which people are told of it. The \
            runbook has every code with cause and remedy.
            """,
        answers: [.json(.alerts)]
    )

    static let testAlerts = OperationDescription(
        tag: .operating,
        summary: "Sends a test message through the channels",
        text: """
            Sends a test message now, through one channel or through all of them at once, and tells what each answered, or \
            what went wrong and what to do.
            """,
        parameters: [.query("channel", .channelName, "only through this channel")],
        answers: [.json(.alertTest)],
        problems: [.notFound]
    )
}
