import CaseModel

extension OperationDescription {
    static let submitBulk = OperationDescription(
        tag: .cases,
        summary: "Submits cases and acts on cases, line by line (批量)",
        text: """
            Takes lines of JSON (NDJSON), at most \(APILimits.bulkLinesMax) of at most \(APILimits.jsonBodyBytesMax) bytes. \
            A line is the body of the single request with a `key` beside, which stands for `Idempotency-Key`; an action has \
            `case` too, and `version` where `If-Match` would be.

            Every line has its answer, in order, on a line of its own: a `BulkAnswer`. One that is refused hurts no other. \
            Lines are done in their order. The answers come after the last line. After \
            a fault the same lines are sent again: what was done before is answered as it was then.
            """,
        body: Body(mediaType: BulkRoutes.mediaType, shape: nil),
        answers: [
            Answer(
                status: 200,
                about: "an answer for every line",
                content: [.init(mediaType: BulkRoutes.mediaType)],
                headers: [.cacheControl]
            )
        ],
        problems: [.unsupportedMediaType, .uploadBroken]
    )

    static let extractCases = OperationDescription(
        tag: .happenings,
        summary: "Hands over a table of cases (数据归集)",
        text: """
            Streams cases as they stand, without personal data, in the order in which they came: lines of JSON (NDJSON), or \
            comma-separated values. Columns keep their names, order and codes, which are those of GB/T 39046 where it has \
            them; new ones come at the end.

            \(columns(CaseExtract.table))
            """,
        parameters: [
            .query(
                "by",
                .names(of: ExtractQuery.Basis.self),
                "whether the days are those of the registration or of the last change",
                fallback: "registered"
            )
        ] + span,
        answers: [rows]
    )

    static let extractEvents = OperationDescription(
        tag: .happenings,
        summary: "Hands over a table of what was said of cases (数据归集)",
        text: """
            Streams what was said of cases, without personal data, in the order of this node's journal: lines of JSON \
            (NDJSON), or comma-separated values.

            \(columns(EventExtract.table))
            """,
        parameters: span,
        answers: [rows]
    )

    private static let span: [Parameter] = [
        .query("from", .day, "the first day", example: "2026-11-01"),
        .query("to", .day, "the last day", example: "2026-11-30"),
        .query("after", .whole(0...Int64.max, example: 1_042), "the `sequence` of the last row that is there already"),
        .query("format", .names(of: ExtractFormat.self), "what `Accept` says unless given"),
        .accept,
    ]

    private static let rows = Answer(
        status: 200,
        about: "the rows, until there are no more",
        content: [.init(mediaType: BulkRoutes.mediaType), .init(mediaType: "text/csv")],
        headers: [.cacheControl, .disposition]
    )

    private static func columns<Row>(_ table: ExtractTable<Row>) -> String {
        "Columns: " + table.columns.map { "`\($0.name)` \($0.title)" }.joined(separator: ", ") + "."
    }
}
