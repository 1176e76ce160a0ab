extension OperationDescription {
    static let health = OperationDescription(
        tag: .node,
        summary: "Says `ok` while the node answers",
        text: "For supervisors: it asks the node, so that a node that hangs is not called healthy.",
        answers: [
            Answer(
                status: 200,
                about: "the node answers",
                content: [.init(mediaType: "text/plain")],
                headers: [.cacheControl]
            )
        ]
    )

    static let ready = OperationDescription(
        tag: .node,
        summary: "Says `ready` while the node takes work",
        text: """
            For whoever sends work: a problem of 503 lists under `reasons` why the node takes none now. A peer that is away is \
            no reason, since what is said to it waits.
            """,
        answers: [
            Answer(
                status: 200,
                about: "the node takes work",
                content: [.init(mediaType: "text/plain")],
                headers: [.cacheControl]
            )
        ],
        problems: [.notReady]
    )

    static let metrics = OperationDescription(
        tag: .node,
        summary: "Gives measurements to programs that watch",
        text: """
            Gives everything that the node measures in Prometheus' text format 0.0.4. What each metric means, and what to do \
            about it, is in the runbook.
            """,
        answers: [
            Answer(
                status: 200,
                about: "the measurements",
                content: [.init(mediaType: "text/plain")],
                headers: [.cacheControl]
            )
        ]
    )

    static let status = OperationDescription(
        tag: .node,
        summary: "Tells how the node does",
        text: "Tells the node's counts, its alarms, its peers in one word each, and strangers that knocked.",
        answers: [.json(.status)]
    )

    static let describe = OperationDescription(
        tag: .node,
        summary: "Describes this API",
        text: "Gives this description in OpenAPI 3.1, for programs that make clients or tests of it.",
        parameters: [.ifNoneMatch],
        answers: published(APIDescription.mediaType, "the description")
    )

    static let showReference = OperationDescription(
        tag: .node,
        summary: "Shows this API to people",
        text: "Gives the same as a page to read.",
        parameters: [.ifNoneMatch],
        answers: published("text/html", "the page")
    )

    /// What is the same until the node is another version, and may be kept.
    private static func published(_ mediaType: String, _ about: String) -> [Answer] {
        [
            Answer(
                status: 200,
                about: about,
                content: [.init(mediaType: mediaType)],
                headers: [.eTag, .cacheControl]
            ),
            Answer(status: 304, about: "the caller holds it already", headers: [.eTag, .cacheControl]),
        ]
    }
}
