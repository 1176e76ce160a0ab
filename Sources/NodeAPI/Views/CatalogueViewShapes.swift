import CaseModel

extension JSONShape {
    /// A page of items.
    static let itemPage = answer(
        "ItemPage",
        "a page of items, best matches first",
        [
            required(
                "items",
                .list(
                    answer(
                        "ItemHit",
                        "an item that was found",
                        [
                            required("item", item),
                            required("match", names(of: CatalogueHit.Match.self, "how well it matches")),
                            required("cities", .list(.city), "which cities handle it"),
                        ]
                    )
                )
            ),
            sometimes(
                "next",
                .text(example: "eyJ", about: "gives the next page as `cursor`; left out on the last one")
            ),
        ]
    )

    /// An item.
    static let itemView = answer(
        "ItemEntry",
        "an item, and which cities handle it",
        [
            required("item", item), required("cities", .list(.city), "which cities handle it"),
        ]
    )

    /// A guide.
    static let guide = answer(
        "Guide",
        "how a city handles an item (办事指南)",
        [
            required("item", itemCode),
            required("city", .city),
            required(
                "version",
                .whole(1...Int64(CatalogueLimits.versionMax), example: 2, about: "the guide's version")
            ),
            required(
                "period",
                answer(
                    "Period",
                    "while it is in force",
                    [
                        required("from", .digits, "the first day, as eight digits"),
                        sometimes("until", .digits, "the last day, as eight digits"),
                    ]
                )
            ),
            required("modes", .list(mode), "how the cities may share the work (办理模式)"),
            required("steps", .list(guideStep), "the steps (办理流程)"),
            required("materials", .list(guideMaterial), "what is needed (申请材料)"),
            required("nothingCollectedReason", .text(example: "", about: "why no paper is needed, where none is")),
            sometimes("statutoryLimit", modelLimit, "what the law gives (法定时限)"),
            required("limitBasis", .text(example: "样例依据", about: "where that stands")),
            sometimes("promisedLimit", modelLimit, "what the department promises (承诺时限)"),
            required("results", .list(guideResult), "what comes of it (办理结果)"),
            required("fees", .list(guideFee), "what it costs (收费)"),
            required("appearances", .list(names(of: Appearance.self, "a way to appear")), "who must appear, and how"),
            required(
                "visits",
                .whole(0...Int64(CatalogueLimits.visitsMax), example: 1, about: "how often one has to appear (到办事现场次数)")
            ),
            required("office", .text(example: "样例部门", about: "the office that handles it")),
            required("body", .text(example: "样例机关", about: "the authority (实施主体)")),
            required("bodyCode", .text(example: "SAMPLE", about: "the authority's code")),
            required("implementationCode", .text(example: "SAMPLE01", about: "the implementation's code (实施编码)")),
            required("phone", phone, "whom to ask (咨询电话)"),
            required("legalBasis", .text(example: "样例依据", about: "on what law it rests (设定依据)")),
            required("legs", .list(guideLeg), "the legs of joint handling (联办环节)"),
            sometimes(
                "retentionYears",
                .whole(1...Int64(CatalogueLimits.retentionYearsMax), example: 10, about: "how long a file is kept")
            ),
            sometimes(
                "correction",
                answer(
                    "CorrectionTerm",
                    "how long a correction may take (补正期限)",
                    [
                        required("limit", modelLimit),
                        required(
                            "remindAfterDays",
                            .whole(
                                0...Int64(TimeLimit.daysMax),
                                example: 3,
                                about: "after how many days the window asks"
                            )
                        ),
                    ]
                )
            ),
        ]
    )

    /// An item's code.
    static let itemCode = text(
        1...CaseLimits.itemCodeCharactersMax,
        example: "SAMPLE00K009",
        about: "an item by any of its codes (事项编码)"
    )

    private static let modelLimit = answer(
        "Limit",
        "a number of days",
        [
            required("days", .whole(0...Int64(TimeLimit.daysMax), example: 20, about: "days, 0 for the same day")),
            required("unit", names(of: TimeLimit.Unit.self, "G: working days (工作日), Z: calendar days (自然日)")),
        ]
    )

    private static let item = answer(
        "Item",
        "an item (事项)",
        [
            required("code", itemCode),
            required("localCodes", .list(.text(example: "SAMPLE00L009", about: "a code")), "further codes"),
            required("name", .text(example: "失业登记", about: "its name")),
            required("englishName", .text(example: "Registration of unemployment", about: "its English name")),
            required("aliases", .list(.text(example: "失业办理", about: "a name")), "further names"),
            required("field", .text(example: "社会保障", about: "its field (领域)")),
            required("department", .text(example: "人力资源和社会保障局", about: "whose it is")),
            required(
                "applicants",
                .list(names(of: Applicant.Kind.self, "a kind of applicant")),
                "whom it serves (服务对象)"
            ),
            required("type", names(of: ItemType.self, "its type (事项类型)")),
            required("kind", names(of: Item.Kind.self, "what is done with it here")),
            sometimes(
                "link",
                .text(format: "uri", example: "https://www.gov.cn/", about: "the national system that handles it")
            ),
        ]
    )

    private static let guideStep = answer(
        "GuideStep",
        "a step",
        [
            required("name", .text(example: "受理", about: "its name")),
            required("role", names(of: GuideStep.Role.self, "who takes it")),
            sometimes("limit", modelLimit),
        ]
    )

    private static let guideMaterial = answer(
        "GuideMaterial",
        "a paper that is needed",
        [
            required("key", .text(example: "id", about: "its key")),
            required("name", .text(example: "居民身份证", about: "its name")),
            required("source", names(of: GuideMaterial.Source.self, "where it comes from (材料来源)")),
            required("necessity", names(of: GuideMaterial.Necessity.self, "whether it is needed (必要性)")),
            required("form", names(of: GuideMaterial.Form.self, "in which form")),
            required("originals", .count, "how many originals"),
            required("copies", .count, "how many copies"),
            required("criteria", .list(.text(example: "在有效期内", about: "a point")), "what makes it acceptable (受理标准)"),
            required("transmission", names(of: Transmission.self, "how it gets to the other city")),
            required("sharedDataReplaces", .flag, "whether shared data replace it", example: false),
            required(
                "mediaTypes",
                .list(.text(example: "application/pdf", about: "a media type")),
                "which files are taken"
            ),
        ]
    )

    private static let guideResult = answer(
        "GuideResult",
        "what comes of it",
        [
            required("name", .text(example: "失业登记凭证", about: "its name")),
            required("kind", names(of: GuideResult.Kind.self, "what it is")),
            sometimes("form", names(of: GuideMaterial.Form.self, "in which form")),
            sometimes("sample", .text(example: "https://www.gov.cn/", about: "where a sample is")),
        ]
    )

    private static let guideFee = answer(
        "GuideFee",
        "a fee",
        [
            required("name", .text(example: "工本费", about: "its name")),
            required("amountFen", .whole(1...CatalogueLimits.feeFenMax, example: 1_000, about: "an amount in fen (分)")),
            required("basis", .text(example: "样例依据", about: "where it stands")),
        ]
    )

    private static let guideLeg = answer(
        "GuideLeg",
        "a leg of joint handling",
        [
            required("key", .text(example: "out", about: "its key")),
            required("name", .text(example: "转出", about: "its name")),
            required("office", .text(example: "样例部门", about: "whose it is")),
            required("side", side, "in which city"),
            required("after", .list(.text(example: "in", about: "a leg's key")), "the legs that come before it"),
            required("limit", modelLimit),
        ]
    )
}
