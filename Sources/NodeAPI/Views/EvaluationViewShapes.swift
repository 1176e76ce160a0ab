import CaseModel

extension JSONShape {
    /// An evaluated visit.
    static let evaluationView = answer(
        "Evaluation",
        "an evaluated visit (好差评); nothing in it says who evaluated",
        [
            required("city", .city, "the city of the evaluated office", example: "350700"),
            required("id", recordID, "the visit's own name", example: "V-1"),
            required("caseNumber", .caseNumber),
            required("office", .text(example: "南平市社保中心", about: "the evaluated office")),
            required("place", place(of: "where the visit was")),
            required("channel", names(of: Visit.Channel.self, "how it was evaluated (评价渠道)")),
            required("visitedAt", .moment, "when the office served"),
            sometimes("level", level),
            sometimes("levelName", .text(example: "不满意", about: "the level's Chinese name")),
            required("scores", scores.answered),
            required("tags", tags.answered),
            required("text", .text(example: "等了很久", about: "the applicant's own words")),
            sometimes("evaluatedAt", .moment, "when it was evaluated"),
            required("isCounted", .flag, "whether statistics count it"),
            required(
                "state",
                recordState,
                "what its ticket is in; `content` where nothing has to be put right",
                example: "open"
            ),
            sometimes("stateName", stateName),
            required("version", .version),
            required("changedAt", .moment, "when it last changed"),
            sometimes("ticket", ticket),
        ]
    )

    /// A page of evaluations.
    static let evaluationPage = answer(
        "EvaluationPage",
        "a page of evaluations, newest first",
        [
            required("evaluations", .list(evaluationView)), sometimes("next", .cursor),
        ]
    )

    private static let stepKind = names(of: RectificationStep.Kind.self, "a step (整改环节)")

    private static let ticket = answer(
        "Ticket",
        "the duty to put a bad evaluation right (差评整改)",
        [
            required("state", names(of: RectificationState.self, "how far it is")),
            required("openedAt", .moment, "when it was opened"),
            required("due", .day, "the last day (整改期限)"),
            required("isOverdue", .flag, "whether that is over", example: false),
            required(
                "steps",
                .list(
                    answer(
                        "TicketStep",
                        "something that was done",
                        [
                            required("kind", stepKind),
                            required("kindName", .text(example: "答复", about: "its Chinese name")),
                            required("by", officeName, "which office did it"),
                            required("officer", officer),
                            required("text", .text(example: "已电话致歉", about: "what was done, in words")),
                            required("at", .moment, "when"),
                        ]
                    )
                ),
                "what was done, oldest first"
            ),
            required(
                "next",
                .list(
                    answer(
                        "TicketNext",
                        "something that can be done",
                        [
                            required("kind", stepKind),
                            required("kindName", .text(example: "答复", about: "its Chinese name")),
                            required(
                                "by",
                                names(
                                    of: RectificationLifecycle.Taker.self,
                                    "the evaluated office, or any other as reviewer"
                                )
                            ),
                        ]
                    )
                ),
                "what can be done next, and who does it"
            ),
        ]
    )
}
