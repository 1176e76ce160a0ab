import CaseModel

extension JSONShape {
    /// A report.
    static let statistics = answer(
        "Statistics",
        "how many cases there were and how they went (统计)",
        [
            required("by", names(of: ReportPeriod.Length.self, "how long a period is")),
            sometimes("from", .day, "the first day that was asked for"),
            sometimes("to", .day, "the last one"),
            required("total", tally),
            required("modes", .map(tally), "by handling mode", example: [:]),
            required("enquiries", tally, "enquiries alone"),
            required("unregistered", .count, "cases that no handling city has registered yet"),
            required(
                "lines",
                .list(
                    answer(
                        "StatisticsLine",
                        "one office in one period",
                        [
                            required("period", .text(example: "2026-11", about: "a day, a month or a year")),
                            required("city", .city, "whose"),
                            required("office", office),
                            required(
                                "role",
                                names(of: StatisticsReport.Role.self, "whether it collected or handled them")
                            ),
                            required("tally", tally),
                        ]
                    )
                )
            ),
        ]
    )

    /// A reconciliation with one peer.
    static let reconciliation = answer(
        "Reconciliation",
        "a comparison with one peer (对账)",
        [
            required("peer", .city, "with whom", example: "350700"),
            required("askedAt", .moment, "when it was asked"),
            sometimes("answeredAt", .moment, "when it answered; left out where it did not"),
            required("isSettled", .flag, "whether nothing is outstanding"),
            required("statement", .text(example: "nothing outstanding", about: "that in words")),
            required("streams", .list(stream), "the ends of every stream"),
            required("days", .list(comparedDay), "every day's count and digest"),
            required("outstandingTotal", .count, "how much is not settled"),
            required(
                "outstanding",
                .list(outstanding, 0...APILimits.outstandingItemsMax),
                "what is not settled, at most \(APILimits.outstandingItemsMax) of it"
            ),
        ]
    )

    /// The reconciliation with every peer.
    static let reconciliations = answer(
        "Reconciliations",
        "the comparison with every peer (对账)",
        [
            required("isSettled", .flag, "whether nothing is outstanding with anybody"),
            required("statement", .text(example: "nothing outstanding", about: "that in words")),
            required("reports", .list(reconciliation)),
        ]
    )

    /// A page of the audit trail.
    static let auditPage = answer(
        "AuditPage",
        "a page of the audit trail (审计留痕), newest first",
        [
            required(
                "items",
                .list(
                    answer(
                        "AuditRecord",
                        "a look at personal data, a refusal, an erasure, or a decision about accounts or files",
                        [
                            required("id", .whole(1...Int64.max, example: 5, about: "its number")),
                            required("at", .moment, "when"),
                            required("officer", officer),
                            required("role", role),
                            required("office", office),
                            required("action", names(of: AuditEvent.Action.self, "what was done")),
                            sometimes("number", .caseNumber),
                            sometimes(
                                "subject",
                                .text(
                                    example: "192.0.2.7",
                                    about: "the account, token, address or file that it is about"
                                )
                            ),
                            sometimes("field", personalField),
                            sometimes("purpose", purpose),
                            required("reason", .text(example: "通知申请人补正", about: "why (理由)")),
                            sometimes(
                                "refusal",
                                names(of: RevealDecision.Ground.self, "why it was refused; left out where it was done")
                            ),
                            required("previous", .digest, "the digest of the record before"),
                            required("digest", .digest, "its own, over the one before"),
                        ]
                    )
                )
            ),
            sometimes("next", .cursor),
        ]
    )

    /// What a walk along the audit trail found.
    static let auditReport = answer(
        "AuditReport",
        "what a walk along the audit trail found",
        [
            required("records", .count, "how many records follow on each other from the first"),
            required("head", .digest, "the digest of the last of them"),
            sometimes("firstBroken", .whole(1...Int64.max, example: 9, about: "the first record that does not follow")),
            sometimes("holdsDigest", .flag, "whether the digest that was given is in the trail"),
            required("isIntact", .flag, "whether nothing was changed or cut off"),
        ]
    )

    /// What a file is stored as.
    static let storedMaterial = answer(
        "StoredMaterial",
        "a file that is here",
        [
            required("digest", .digest),
            required("size", .bytes),
            required("existed", .flag, "whether it was here before", example: false),
        ]
    )

    private static let tally = answer(
        "Tally",
        "counts that belong together",
        [
            required("cases", .count, "how many cases"),
            required(
                "modes",
                .map(.count),
                "by handling mode; those without a case are left out",
                example: ["online": 1]
            ),
            required(
                "endings",
                .map(.count),
                "by the name of the ending; those without a case are left out",
                example: ["issued": 1]
            ),
            required("open", .count, "how many are open"),
            required("onTime", .count, "how many were decided in time (按时办结)"),
            required("late", .count, "how many were not"),
            sometimes("onTimePerMille", perMille),
            required("corrections", .count, "how many were corrected (补正)"),
            sometimes("correctionsPerMille", perMille, "their share of a thousand"),
            required("responses", .count, "how many consultations were answered (即时响应)"),
            sometimes("responseMedianMinutes", .count, "the median of the time that took, in office minutes"),
            sometimes("responseP90Minutes", .count, "its 90th percentile"),
        ]
    )

    private static let perMille = whole(0...1_000, example: 950, about: "the share of those in time, of a thousand")

    private static let stream = answer(
        "Stream",
        "one direction of a lane",
        [
            required("lane", lane), required("direction", direction),
            required("ours", streamPlace, "where it ends here"),
            sometimes("theirs", streamPlace, "where it ends there"),
            required("pending", .count, "how many entries wait"),
            required("agrees", .flag, "whether both are the same"),
        ]
    )

    private static let streamPlace = answer(
        "Place",
        "a place in a stream",
        [
            required("sequence", .place), required("hash", .text(example: "9f86d081", about: "the chain's hash there")),
        ]
    )

    private static let comparedDay = answer(
        "ComparedDay",
        "one day of one direction of a lane",
        [
            required("day", .text(example: "20261123", about: "the day")), required("lane", lane),
            required("direction", direction),
            required("ourCount", .count, "how many entries here"), sometimes("theirCount", .count, "how many there"),
            required("ourDigest", .text(example: "9f86d081", about: "their digest here")),
            sometimes("theirDigest", .text(example: "9f86d081", about: "their digest there")),
            required("agrees", .flag, "whether both are the same"),
        ]
    )

    private static let outstanding = answer(
        "Outstanding",
        "something that is not settled",
        [
            required("cause", names(of: ReconcileReport.Outstanding.Cause.self, "why")),
            sometimes("lane", lane), sometimes("direction", direction),
            sometimes("first", .place, "the first place"), sometimes("last", .place, "the last place"),
            sometimes("number", .caseNumber),
            required("text", .text(example: "2 entries wait for a receipt", about: "what it is")),
        ]
    )
}
