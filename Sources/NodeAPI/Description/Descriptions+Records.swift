import CaseModel

extension OperationDescription {
    /// What a write to a shared record answers: its owner does it, anybody else asks for it.
    static func sharedAnswers(beginning: Bool) -> [Answer] {
        let headers: [AnswerHeader] = [.location, .eTag, .replayed]
        return [
            .json(
                beginning ? 201 : 200,
                .sharedAnswer,
                beginning ? "the record is on disk" : "it is on disk",
                headers: headers
            ),
            .json(
                202,
                .sharedAnswer,
                "the record's owner, another city, was asked",
                headers: [.location, .replayed]
            ),
        ]
    }

    static let recordVideo = OperationDescription(
        tag: .records,
        summary: "Records a session by video (视频联合受理)",
        text: """
            Records a session when it begins, and once more in full when it has ended, by one of the case's cities. The \
            answer holds its `link`, where this node's configuration says how addresses are made.
            """,
        parameters: [.number, .idempotencyKey],
        body: .json(.video, .init(name: "ended", value: videoExample)),
        answers: [
            .json(200, .sharedAnswer, "it is on disk", headers: [.location, .eTag, .replayed])
        ] + sharedAnswers(beginning: true),
        problems: ProblemKind.ofRules + [.notFound, .backlogFull]
    )

    static let listVideos = OperationDescription(
        tag: .records,
        summary: "Lists a case's sessions by video",
        text: "Lists the sessions of a case, newest first, with personal data masked.",
        parameters: [.number, .cursor, .limit],
        answers: [.json(.videoPage)],
        problems: [.notFound]
    )

    static let listDocuments = OperationDescription(
        tag: .records,
        summary: "Lists a case's documents (文书)",
        text: "Lists the documents that the cities issued in a case, newest first, each with the `link` of its file.",
        parameters: [.number, .cursor, .limit],
        answers: [.json(.documentPage)],
        problems: [.notFound]
    )

    static let addEvaluation = OperationDescription(
        tag: .evaluations,
        summary: "Takes an evaluation of a visit (好差评)",
        text: """
            Takes what an applicant says of a visit, with nothing but what the applicant chose. Levels 4 and 5 open a ticket \
            (差评整改) with a last day.
            """,
        parameters: [.number, .idempotencyKey],
        body: .json(.evaluation, .init(name: "bad", value: evaluationExample)),
        answers: sharedAnswers(beginning: true),
        problems: ProblemKind.ofRules + [.notFound, .backlogFull]
    )

    static let listEvaluations = OperationDescription(
        tag: .evaluations,
        summary: "Lists evaluations",
        text: "Lists evaluations, newest first.",
        parameters: [
            .query("city", .city, "only evaluations of this city's offices", example: "350700"),
            states(of: .visit, example: "open"), .ofCase, .cursor, .limit,
        ],
        answers: [.json(.evaluationPage)]
    )

    static let showEvaluation = OperationDescription(
        tag: .evaluations,
        summary: "Shows an evaluation with its ticket",
        text: "Shows an evaluation with the ticket that a bad one opens (差评整改), and what can be done next.",
        parameters: [.evaluated, .visit],
        answers: [.json(.evaluationView, headers: [.eTag])],
        problems: [.notFound]
    )

    static let stepEvaluation = OperationDescription(
        tag: .evaluations,
        summary: "Takes a step of a ticket (差评整改)",
        text: "Takes a step by the evaluated office, or by a reviewer, which is any other office of either city.",
        parameters: [.evaluated, .visit, .idempotencyKey],
        body: .json(.rectification, .init(name: "answer", value: stepExample)),
        answers: sharedAnswers(beginning: false),
        problems: ProblemKind.ofRules + [.notFound, .backlogFull]
    )

    /// Which states a list of a kind of record may be asked for.
    static func states(of kind: SharedKind, example: JSONValue) -> Parameter {
        .query(
            "state",
            .list(.oneOf(SharedRecord.states(of: kind)).saying("a state", example: example), 1...Int.max),
            "only records in one of these states"
        )
    }

    private static let videoExample: JSONValue = [
        "session": "QZ-7", "startedAt": 1_795_446_000_000, "endedAt": 1_795_446_600_000, "outcome": "confirmed",
        "participants": [
            ["name": "钱七", "city": "350700", "office": "南平市社保中心", "part": "officer"],
            ["name": "李四", "city": "330800", "office": "衢州市跨省通办窗口", "part": "officer"],
            ["name": "张三", "city": "330800", "part": "applicant"],
        ],
        "questions": [["question": "是否本人自愿申请？", "answer": "是"]],
        "recording": ["reference": "REC-20261123-7", "keptUntil": "20271231"],
    ]

    private static let evaluationExample: JSONValue = [
        "id": "V-1", "office": "衢州市跨省通办窗口", "place": "window", "channel": "hall-tablet", "level": 4, "text": "等了很久",
    ]

    private static let stepExample: JSONValue = [
        "kind": "answer", "by": ["office": "衢州市跨省通办窗口"], "officer": "李四", "text": "已电话致歉",
    ]
}
