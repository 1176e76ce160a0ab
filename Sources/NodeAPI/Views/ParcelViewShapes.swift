import CaseModel

extension JSONShape {
    /// A parcel in full.
    static let parcelView = answer(
        "Parcel",
        "a parcel (邮寄件) with its chain of custody",
        parcelLine + [
            required("items", .list(parcelItem), "the list of contents (清单)"),
            required("events", .list(custodyEvent), "the chain of custody, oldest first (交接记录)"),
            required("next", .list(parcelNext), "what can happen next, and which cities may say so"),
            sometimes("replacement", replacement),
        ]
    )

    /// A page of parcels.
    static let parcelPage = answer(
        "ParcelPage",
        "a page of parcels, newest first",
        [
            required("parcels", .list(answer("ParcelLine", "a parcel (邮寄件) as lists show it", parcelLine))),
            sometimes("next", .cursor),
        ]
    )

    /// What the post of some months costs.
    static let settlement = answer(
        "Settlement",
        "what the post of some months costs (邮寄费用结算单)",
        [
            required(
                "lines",
                .list(
                    answer(
                        "SettlementLine",
                        "what one way of sending costs",
                        [
                            required(
                                "key",
                                answer(
                                    "SettlementKey",
                                    "who pays what for which way of sending",
                                    [
                                        required("payer", .city, "which city pays (付费方)"),
                                        required("month", month),
                                        required("direction", names(of: ParcelDirection.self, "what travels")),
                                        required("carrier", names(of: Carrier.self, "who carries it")),
                                    ]
                                )
                            ),
                            required("sum", sum),
                        ]
                    )
                ),
                "by payer, month, direction and carrier"
            ),
            required(
                "totals",
                .list(
                    answer(
                        "SettlementTotal",
                        "what one city pays in one month",
                        [
                            required("payer", .city, "which city pays (付费方)"), required("month", month),
                            required("sum", sum),
                        ]
                    )
                ),
                "by payer and month"
            ),
        ]
    )

    /// A month.
    static let month = text(pattern: #"^\d{4}-\d{2}$"#, example: "2026-11", about: "a month")

    private static let sum = JSONShape(
        kind: .object(
            [
                required("parcels", .count, "how many parcels"),
                required("unpriced", .count, "of how many the price is not told yet"),
                required(
                    "costFen",
                    .whole(0...Int64.max, example: 2_200, about: "what the others cost together, in fen")
                ),
            ],
            isOpen: true
        ),
        about: "a sum"
    )

    private static let parcelLine: [Member] = [
        required("id", recordID),
        required("sender", officeName, "which office sends it (寄件方)"),
        required(
            "receiver",
            JSONShape(
                kind: .object(
                    [
                        sometimes("office", .text(example: "南平市社保中心", about: "the office; left out for the applicant")),
                        required("city", .city, "its city", example: "350700"),
                    ],
                    isOpen: true
                ),
                about: "who receives it (收件方)"
            )
        ),
        required("cases", .list(caseNumber), "whose papers are in it"),
        required("direction", names(of: ParcelDirection.self, "what travels (邮寄方向)")),
        required("directionName", .text(example: "材料寄送", about: "the direction's Chinese name")),
        required("carrier", names(of: Carrier.self, "who carries it (承运方)")),
        sometimes("courier", .text(example: "顺丰", about: "the firm")),
        sometimes("trackingNumber", trackingNumber),
        required("payer", .city, "which city pays (付费方)"),
        required(
            "declaredValueFen",
            .whole(0...PostLimits.declaredValueFenMax, example: 0, about: "its value in fen (声明价值)")
        ),
        sometimes("costFen", .fen, "its price in fen (邮费)"),
        required("state", parcelState),
        required("stateName", .text(example: "已登记", about: "the state's Chinese name")),
        required("version", .version),
        required("changedAt", .moment, "when it last changed"),
        required(
            "alarms",
            .list(
                answer(
                    "ParcelAlarm",
                    "something that a person should look at",
                    [
                        required("kind", names(of: ParcelAlarm.Kind.self, "what is the matter")),
                        required("kindName", .text(example: "未揽收", about: "its Chinese name")),
                        required("since", .moment, "since when"),
                    ]
                )
            ),
            "what is the matter with it now"
        ),
    ]

    /// What a parcel is in.
    static let parcelState = names(of: ParcelState.self, "what the parcel is in")
    /// An office with its city.
    static let officeName = JSONShape(
        kind: .object([required("office", office), required("city", .city)], isOpen: true),
        about: "an office"
    )

    private static let custodyKind = names(of: CustodyEvent.Kind.self, "what happened (交接环节)")

    private static let parcelItem = answer(
        "ParcelItem",
        "a line of the list of contents",
        [
            required("name", .text(example: "失业登记证", about: "what paper it is")),
            required("form", names(of: ParcelItem.Form.self, "whether it is the original")),
            required("count", .count, "how many pieces"),
            sometimes("caseNumber", .caseNumber, "whose it is"),
            sometimes("photo", .digest, "a photograph of it"),
            required("isConfidential", .flag, "whether it goes by confidential mail (机要)", example: false),
        ]
    )

    private static let custodyEvent = answer(
        "Custody",
        "a link of the chain of custody",
        [
            required("kind", custodyKind),
            required("kindName", .text(example: "封装", about: "its Chinese name")),
            required("at", .moment, "when"),
            required("city", .city, "which city says it"),
            required("officer", officer),
            required("note", note),
            sometimes("isSealIntact", .flag, "whether the seal was whole"),
            required(
                "differences",
                .list(
                    answer(
                        "Difference",
                        "something that differs from the list",
                        [
                            required(
                                "item",
                                .whole(
                                    0...Int64(PostLimits.itemsMax - 1),
                                    example: 0,
                                    about: "the line of the list, from 0"
                                )
                            ),
                            required("kind", names(of: ContentDifference.Kind.self, "what is the matter")),
                            required("count", .count, "how many pieces"),
                            required("note", note),
                        ]
                    )
                ),
                "what differed from the list"
            ),
            sometimes("replacement", .text(example: "QZ-2026-0043", about: "the parcel that stands for it")),
        ]
    )

    private static let parcelNext = answer(
        "ParcelNext",
        "something that can happen",
        [
            required("kind", custodyKind),
            required("kindName", .text(example: "交寄", about: "its Chinese name")),
            required("state", parcelState, "what the parcel is in then"),
            required("cities", .list(.city), "which cities may say so"),
        ]
    )

    private static let replacement = answer(
        "Replacement",
        "what to do where a parcel is lost or differs from its list",
        [
            required("parcel", .text(example: "QZ-2026-0042", about: "the parcel")),
            required("responsible", names(of: Custodian.self, "who had it")),
            required("bears", .city, "which city bears the cost"),
            required(
                "affected",
                .list(
                    answer(
                        "AffectedItem",
                        "papers that are missing",
                        [
                            required(
                                "item",
                                .whole(
                                    0...Int64(PostLimits.itemsMax - 1),
                                    example: 0,
                                    about: "the line of the list, from 0"
                                )
                            ),
                            required("count", .count, "how many pieces"),
                        ]
                    )
                ),
                "what is missing"
            ),
            required("steps", .list(names(of: ParcelReplacement.Step.self, "a step")), "what to do, in this order"),
        ]
    )
}
