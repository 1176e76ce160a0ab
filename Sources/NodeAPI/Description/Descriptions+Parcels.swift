import CaseModel

extension OperationDescription {
    static let addParcel = OperationDescription(
        tag: .parcels,
        summary: "Lists a parcel that this city sends (邮寄件)",
        text: """
            Begins a parcel with its list of contents. Sending city and payer are this node's own. What is confidential goes \
            by the carrier `confidential` (机要).
            """,
        parameters: [.idempotencyKey],
        body: .json(.parcel, .init(name: "originals", value: parcelExample)),
        answers: sharedAnswers(beginning: true),
        problems: ProblemKind.ofRules + [.notFound, .backlogFull]
    )

    static let listParcels = OperationDescription(
        tag: .parcels,
        summary: "Lists parcels",
        text: "Lists parcels, newest first, without their contents.",
        parameters: [
            .query("sender", .city, "only parcels that this city sends"),
            states(of: .parcel, example: "underway"), .ofCase, .cursor, .limit,
        ],
        answers: [.json(.parcelPage)]
    )

    static let settleParcels = OperationDescription(
        tag: .parcels,
        summary: "Tells what the post costs (邮寄费用结算单)",
        text: "Sums up the parcels of some months by payer, direction and carrier, as JSON or as a table.",
        parameters: [
            .query("from", sixDigits, "the first month, as six digits", isRequired: true),
            .query("to", sixDigits, "the last month; the first one unless given"),
            format, .accept,
        ],
        answers: [table(.settlement, headers: [AnswerHeader.disposition.sometimes])],
        problems: ProblemKind.ofRules
    )

    static let showParcel = OperationDescription(
        tag: .parcels,
        summary: "Shows a parcel with its chain of custody",
        text: "Shows a parcel with its contents, its chain of custody (交接记录), its alarms, and what may happen next.",
        parameters: [.sender, .parcel],
        answers: [.json(.parcelView, headers: [.eTag])],
        problems: [.notFound]
    )

    static let addCustody = OperationDescription(
        tag: .parcels,
        summary: "Adds a link to a chain of custody (交接记录)",
        text:
            "Says what happened to a parcel: packed, handed over, scanned, delivered, received, opened, lost or replaced.",
        parameters: [.sender, .parcel, .idempotencyKey],
        body: .json(.custody, .init(name: "packed", value: ["kind": "packed", "officer": "李四"])),
        answers: sharedAnswers(beginning: false),
        problems: ProblemKind.ofRules + [.notFound, .backlogFull]
    )

    static let labelParcel = OperationDescription(
        tag: .parcels,
        summary: "Tells a parcel's number and price (面单)",
        text: "Tells the carrier's number and the price of a parcel, together or one after the other.",
        parameters: [.sender, .parcel, .idempotencyKey],
        body: .json(.label, .init(name: "both", value: ["trackingNumber": "EA123456789CN", "costFen": 2_200])),
        answers: sharedAnswers(beginning: false),
        problems: ProblemKind.ofRules + [.notFound, .backlogFull]
    )

    /// JSON or a table, as the caller wants it.
    static func table(_ shape: JSONShape, headers: [AnswerHeader] = []) -> Answer {
        Answer(
            status: 200,
            about: shape.about,
            content: [.init(mediaType: "application/json", shape: shape), .init(mediaType: "text/csv")],
            headers: headers + [.cacheControl]
        )
    }

    /// How a report is written.
    static let format = Parameter.query(
        "format",
        .names(of: ReportFormat.self),
        "`json`, or `csv` for a table; what `Accept` says unless given"
    )

    private static let sixDigits = JSONShape.text(pattern: "^[0-9]{6}$", example: "202611")

    private static let parcelExample: JSONValue = [
        "id": "QZ-2026-0042", "cases": ["330800-20261123-7K2M9QX4RT"],
        "items": [
            ["name": "失业登记证", "form": "original"], ["name": "申请表", "form": "copy", "count": 2],
        ],
        "direction": "materials", "carrier": "ems", "sender": ["office": "衢州市跨省通办窗口"],
        "receiver": ["office": "南平市社保中心", "city": "350700"],
    ]
}
