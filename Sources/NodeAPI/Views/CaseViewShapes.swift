import CaseModel

extension JSONShape {
    /// A case in full.
    static let caseView = answer(
        "Case",
        "a case (办件) in full",
        caseLine + [
            required(
                "actionsByRole",
                .map(.list(actionKind)),
                "what each role can do with it here now",
                example: [
                    "reviewer": ["accept"]
                ]
            ),
            required("terms", terms),
            required("clocks", .list(clock), "its clocks (时限)"),
            required("legs", .list(leg), "the legs of joint handling (联办环节)"),
            sometimes("reviewer", officer, "who examined it, so that somebody else decides"),
            sometimes("transport", transport),
            sometimes("submission", submission),
            sometimes("masked", .list(personalField), "the personal fields of which a mask is shown (脱敏)"),
            sometimes("erased", erasure),
            required("materials", .list(holding), "its papers, and how much of each is here (材料)"),
            required(
                "records",
                .list(sharedLine),
                "the newest parcels, evaluations, sessions and documents of the case"
            ),
            required("history", .list(history), "everything that was said about it, oldest first"),
            required("reminders", .list(reminder), "whom this node reminded of it (督办)"),
        ]
    )

    /// A page of cases.
    static let casePage = answer(
        "CasePage",
        "a page of cases, newest first",
        [
            required("cases", .list(answer("CaseLine", "a case (办件) as lists show it", caseLine))),
            sometimes("next", .cursor),
        ]
    )

    /// The answer to a write.
    static let caseAnswer = answer(
        "CaseAnswer",
        "what came of a write to a case",
        [
            required("number", .caseNumber),
            required("state", caseState),
            required("version", .version),
            required("kind", .text(example: "submitted"), "what was written, as the event feed calls it"),
            required("effect", effect),
            required("at", .moment, "when"),
        ]
    )

    /// Personal data that were shown.
    static let revealed = answer(
        "RevealedData",
        "personal data that were shown, each under its field's name",
        [
            required("number", .caseNumber),
            required("at", .moment, "when"),
            required(
                "values",
                .map(
                    JSONShape(
                        kind: .choice(
                            [
                                .text.saying("a name, a number", example: "张三"),
                                .list(.text(example: "张三", about: "who took a result")),
                                fields.answered, materials.answered, identity.answered,
                            ],
                            by: nil
                        ),
                        about: "a value: a text, texts, lines of a form, papers, or evidence"
                    )
                ),
                "what was asked for and is there",
                example: ["applicantName": "张三", "applicantPhone": "13800000000"]
            ),
        ]
    )

    /// What a case is in.
    static let caseState = names(of: CaseState.self, "what the case is in (办件状态)") { $0.chineseTerm }
    /// What can be done with a case.
    static let actionKind = names(of: CaseAction.Kind.self, "something that can be done")
    /// How far what this node said last has got.
    static let transport = names(
        of: Transport.self,
        "how far what this node said last has got: on its disk, sent, received"
    )
    /// Whether it was done or asked for.
    static let effect = oneOf(["applied", "requested"])
        .saying("`applied`: done; `requested`: the other city's node has yet to answer")
    /// A side of a case.
    static let side = names(of: Side.self, "which side this node is of")

    private static let caseLine: [Member] = [
        required("number", .caseNumber),
        required("collecting", .city, "the collecting city (收件地)"),
        required("handling", .city, "the handling city (办理地)", example: "350700"),
        required("side", side),
        required("itemCode", .text(example: "SB-0412", about: "the item's code (事项编码)")),
        required("itemName", .text(example: "失业保险关系转移接续", about: "the item's name (事项名称)")),
        required("mode", mode),
        required(
            "guideVersion",
            .whole(0...Int64(CaseLimits.guideVersionMax), example: 2, about: "0 where no guide was at hand")
        ),
        required("state", caseState),
        required("stateName", .text(example: "已提交", about: "the state's Chinese name")),
        required("version", .version),
        required(
            "corrections",
            .whole(0...Int64(CaseLimits.correctionsMax), example: 0, about: "how often a correction was asked for")
        ),
        sometimes("ending", ending),
        sometimes("endingName", .oneOf(EndingCode.allCases.map { "\($0)" }), "the ending by name"),
        required("submittedAt", .moment, "when it was submitted"),
        sometimes("registeredAt", .moment, "when the handling city registered it (收件时间)"),
        required("changedAt", .moment, "when it last changed"),
        sometimes("dueOn", .day, "in lists: the first of its last days, where a clock runs"),
        required("actions", .list(actionKind), "what can be done with it here now"),
    ]

    /// How a case ended.
    static let ending = whole(
        Int64(EndingCode.allCases.map(\.rawValue).min() ?? 0)...Int64(EndingCode.allCases.map(\.rawValue).max() ?? 0),
        example: 0,
        about: "how it ended (办结结果): " + EndingCode.allCases.map { "\($0.rawValue) \($0)" }.joined(separator: ", ")
    )

    private static let submission = answer(
        "Submission",
        "what was submitted, with personal data masked",
        [
            required("applicant", applicant.answered),
            sometimes("agent", agent.answered),
            required("identity", identity.answered),
            required("fields", fields.answered),
            required("office", office),
            required("officer", officer),
            required("role", role),
        ]
    )

    private static let erasure = answer(
        "Erasure",
        "when and why what was submitted was erased (清除)",
        [
            required("at", .moment, "when"), required("reason", .text(example: "retention", about: "why")),
        ]
    )

    private static let holding = answer(
        "Holding",
        "a paper, and how much of it is here",
        [
            required("digest", .digest),
            required("name", .text(example: "居民身份证", about: "what paper it is")),
            required("mediaType", .text(example: "image/jpeg", about: "its media type")),
            required("size", .bytes),
            required("form", names(of: MaterialReference.Form.self, "what was scanned")),
            required("origin", feedKind, "with what it came here"),
            required("heldBytes", .bytes, "how many of its bytes are here"),
            required("isComplete", .flag, "whether all are"),
            sometimes("standing", names(of: MaterialFlag.self, "what was found about it, where something was")),
        ]
    )
}
