import CaseModel

extension OperationDescription {
    static let submitCase = OperationDescription(
        tag: .cases,
        summary: "Submits a case (收件)",
        text: """
            Submits a case from this city to another, or asks the other city's liaison first (即时响应). The papers are \
            uploaded before and named by their digests.

            The answer comes once the case is on this node's disk. With a catalogue the node checks item, mode, materials, \
            applicant and identity against the handling city's guide and holds the case to its version and limits.
            """,
        parameters: [.idempotencyKey, .prefer],
        body: .json(
            .draft,
            .init(name: "online", value: draftExample),
            .init(name: "consultation", value: consultExample)
        ),
        answers: [
            .json(201, .caseAnswer, "the case is on disk", headers: writeHeaders)
        ],
        problems: ProblemKind.ofRules + ProblemKind.ofPapers + [.notMember, .backlogFull]
    )

    static let listCases = OperationDescription(
        tag: .cases,
        summary: "Lists cases",
        text: """
            Lists cases without personal data: newest first, oldest first, or in the order of their first last days, as a \
            work queue wants them. `dueOn` is worked out soon after a case has changed, with the node's calendar.
            """,
        parameters: [
            .query(
                "sort",
                .names(of: CaseQuery.Order.self),
                "the order; `due` leaves out what has no last day",
                fallback: "newest"
            ),
            .query("state", .list(.caseState, 1...Int.max), "only cases in one of these states"),
            .query("side", .side, "only cases of which this node is this side"),
            .query("peer", .city, "only cases with this city", example: "350700"),
            .query("mode", .mode, "only cases that are handled in this way"),
            .query("ending", .ending),
            .query("item", .list(.itemCode, 1...APILimits.itemsOfListMax), "only cases of one of these items"),
            .query("dueBy", .day, "only cases with a last day on this day or before, in that order"),
            .query(
                "cursor",
                .text(pattern: #"^[1-9][0-9]{0,17}(\.-?[0-9]{1,18})?$"#, example: "41"),
                "where the page begins: `next` of the page before, in the same order"
            ),
            .limit,
        ],
        answers: [.json(.casePage)]
    )

    static let showCase = OperationDescription(
        tag: .cases,
        summary: "Shows a case with its history",
        text: """
            Shows a case with its clocks, its legs, its history, what can be done with it by whom, and its materials with \
            how much of each is here. Personal data are masked (脱敏).

            `state` is about the case, and only the handling city changes it; `transport` is about the last thing that this \
            node said of it.
            """,
        parameters: [.number],
        answers: [.json(.caseView, headers: [.eTag])],
        problems: [.notFound]
    )

    static let actOnCase = OperationDescription(
        tag: .cases,
        summary: "Does something to a case",
        text: """
            Does one of the actions of a case's life: accepts (受理), asks for a correction (补正), decides (办结) and the \
            others. The body's `action` says which, and which other keys belong to it.

            At the handling city the action is done. The collecting city asks: the answer is `202`, and the case changes \
            when the handling city's node has answered.
            """,
        parameters: [.number, .idempotencyKey, .ifMatch, .prefer],
        body: .json(
            .action,
            .init(name: "accept", value: acceptExample),
            .init(name: "requestCorrection", value: correctionExample)
        ),
        answers: [
            .json(200, .caseAnswer, "it was done", headers: writeHeaders),
            .json(202, .caseAnswer, "the handling city's node was asked", headers: writeHeaders),
        ],
        problems: ProblemKind.ofRules + ProblemKind.ofPapers + [.notFound, .materialIncomplete, .backlogFull]
    )

    static let revealCase = OperationDescription(
        tag: .cases,
        summary: "Shows personal data of a case whole",
        text: """
            Shows personal data to whom the rules allow it, once the decision is in the audit trail on disk (审计留痕). \
            Shown is all or nothing: one field that is refused refuses the others. A field of which the case has no value \
            is left out.

            It takes no `Idempotency-Key`, since each is a look of its own.
            """,
        parameters: [.number],
        body: .json(.reveal, .init(name: "telephone", value: revealExample)),
        answers: [.json(.revealed)],
        problems: [.revealRefused, .notFound, .storageFull] + ProblemKind.ofRules
    )

    private static let writeHeaders: [AnswerHeader] = [
        .location, .eTag, .replayed, .preferenceApplied, .caseTransport,
    ]
    private static let window: [JSONValue.Pair] = [
        .init("office", "衢州市跨省通办窗口"), .init("officer", "李四"), .init("role", "windowClerk"),
    ]
    private static let department: [JSONValue.Pair] = [
        .init("office", "南平市社保中心"), .init("officer", "钱七"), .init("role", "reviewer"),
    ]

    private static let submitted: [JSONValue.Pair] = [
        .init("handling", "350700"), .init("itemCode", "SB-0412"), .init("itemName", "失业保险关系转移接续"),
        .init(
            "applicant",
            ["kind": "natural", "name": "张三", "idType": "citizenID", "idNumber": "11010519491231002X"]
        ),
        .init("fields", [["name": "转出地", "value": "衢州市"]]),
        .init(
            "materials",
            [
                [
                    "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "name": "居民身份证",
                    "mediaType": "image/jpeg", "size": 4, "form": "original",
                ]
            ]
        ),
    ]

    private static let draftExample = JSONValue.object(submitted + window)
    private static let consultExample = JSONValue.object(
        submitted + [.init("mode", "collected"), .init("consult", true)] + window
    )
    private static let acceptExample = JSONValue.object([.init("action", "accept")] + department)
    private static let correctionExample = JSONValue.object(
        [
            .init("action", "requestCorrection"),
            .init("defects", [["subject": "居民身份证", "problem": "反面缺失", "remedy": "补传反面"]]),
        ] + department
    )
    private static let revealExample = JSONValue.object(
        [
            .init("fields", ["applicantName", "applicantPhone"]), .init("purpose", "contact"),
            .init("reason", "通知申请人补正"),
        ] + window
    )
}
