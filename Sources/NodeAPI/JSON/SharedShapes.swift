import CaseModel

extension JSONShape {
    /// The body of a parcel that is listed.
    static let parcel = JSONShape.object([
        required("id", parcelID, "the parcel's own name, of the city that sends it", example: "QZ-2026-0042"),
        required("cases", .list(caseNumber, 1...PostLimits.casesMax), "whose papers are in it"),
        required("items", .list(item, 1...PostLimits.itemsMax), "the list of contents (清单)"),
        required("direction", names(of: ParcelDirection.self, "what travels (邮寄方向)")),
        required("sender", officeHere, "the office that sends; its city is this node's"),
        required(
            "receiver",
            .object([
                optional("office", .line(example: "南平市社保中心", about: "the office; left out where it is the applicant")),
                required("city", .city, "its city", example: "350700"),
            ]),
            "who receives it (收件方)"
        ),
        required("carrier", names(of: Carrier.self, "who carries it (承运方)")),
        optional("courier", .line(example: "顺丰", about: "the firm, for the carrier `courier`")),
        optional("trackingNumber", trackingNumber),
        optional(
            "declaredValueFen",
            .whole(0...PostLimits.declaredValueFenMax, example: 0, about: "its value in fen (声明价值)")
        ),
        optional("costFen", .fen, "its price in fen (邮费)"),
    ]).named("ParcelDraft").saying("a parcel that this city sends (邮寄件)")

    /// The body of a link of the chain of custody.
    static let custody = JSONShape.object([
        required("kind", names(of: CustodyEvent.Kind.self, "what happened (交接环节)")),
        optional("at", .instant, "when; now unless given"),
        optional("city", .city, "which city says it; this node's unless given"),
        required("officer", officer),
        optional("note", note),
        optional("isSealIntact", .flag, "whether the seal is whole; said when it is received, and only then"),
        optional(
            "differences",
            .list(
                .object([
                    required(
                        "item",
                        .whole(0...Int64(PostLimits.itemsMax - 1), example: 0, about: "the line of the list, from 0")
                    ),
                    required("kind", names(of: ContentDifference.Kind.self, "what is the matter")),
                    optional("count", pieces),
                    optional("note", .prose(example: "缺一张", about: "a note")),
                ]).saying("something that differs from the list"),
                0...PostLimits.itemsMax
            ),
            "what differs; said when it was opened and something does, and only then"
        ),
        optional("replacement", parcelID, "the parcel that stands for it", example: "QZ-2026-0043"),
    ]).named("CustodyDraft").saying("a link of the chain of custody (交接记录)")

    /// The body of what a label and a bill tell.
    static let label = JSONShape.object([
        optional("trackingNumber", trackingNumber), optional("costFen", .fen, "its price in fen (邮费)"),
    ]).named("ParcelLabel").saying("the carrier's number and price (面单)")

    /// The body of an evaluation; the level may be missing here, so that the rules say what to do about it.
    static let evaluation = JSONShape.object([
        optional("id", visitID, "the visit's own name; the node gives one where it is left out"),
        required("office", .line(example: "南平市社保中心", about: "the evaluated office")),
        optional("city", .city, "its city; this node's unless given", example: "350700"),
        required("place", place(of: "where the visit was")),
        required(
            "channel",
            names(of: Visit.Channel.self, "how it was evaluated (评价渠道)").saying(nil, example: "mobile")
        ),
        optional("at", .instant, "when the office served; now unless given"),
        optional("level", level, "the level that the applicant chose; without one nothing is stored"),
        optional("scores", scores),
        optional("tags", tags),
        optional(
            "text",
            .text(0...EvaluationLimits.textCharactersMax, example: "等了很久", about: "the applicant's own words")
        ),
    ]).named("EvaluationDraft").saying("an applicant's evaluation of a visit (好差评)")

    /// The body of a step of a ticket.
    static let rectification = JSONShape.object([
        required("kind", names(of: RectificationStep.Kind.self, "what was done (整改环节)")),
        required("by", officeHere, "the office that did it; its city is this node's"),
        required("officer", officer),
        required("text", .prose(min: 1, example: "已电话致歉", about: "what was done, in words")),
        optional("at", .instant, "when; now unless given"),
    ]).named("RectificationDraft").saying("a step of a ticket (差评整改)")

    /// The body of a session by video.
    static let video = JSONShape.object([
        required("session", session),
        required(
            "participants",
            .list(
                .object([
                    required("name", .line(example: "钱七", about: "who took part")),
                    required("city", .city),
                    optional(
                        "office",
                        .text(0...CaseLimits.nameCharactersMax, example: "南平市社保中心", about: "whose officer it is")
                    ),
                    required("part", names(of: VideoSession.Participant.Part.self, "as what")),
                ]).saying("somebody who took part"),
                1...IdentityLimits.participantsMax
            ),
            "who took part (参与人)"
        ),
        required("startedAt", .instant, "when it began"),
        optional("endedAt", .instant, "when it ended", example: 1_795_446_600_000),
        optional("outcome", names(of: VideoSession.Outcome.self, "what came of it")),
        optional(
            "questions",
            .list(
                .object([
                    required("question", question("是否本人自愿申请？", "what was asked")),
                    required("answer", question("是", "what was answered")),
                ]).saying("a question and its answer"),
                0...IdentityLimits.questionsMax
            ),
            "what was asked"
        ),
        optional("note", note),
        optional(
            "recording",
            .object([
                required(
                    "reference",
                    .line(IdentityLimits.referenceCharactersMax, example: "REC-7", about: "where it is kept")
                ),
                required("keptUntil", .digits, "the last day on which it is kept", example: "20271231"),
            ]),
            "where the recording is kept (录像)"
        ),
    ]).named("VideoDraft").saying("a session by video (视频联合受理)")

    /// An office of this city.
    static let officeHere = JSONShape.object([required("office", office)])
    /// A carrier's number.
    static let trackingNumber = text(
        1...PostLimits.trackingCharactersMax,
        example: "EA123456789CN",
        about: "the carrier's number (运单号)"
    )
    /// A parcel's own name.
    static let parcelID = name(PostLimits.idCharactersMax, example: "QZ-2026-0042", about: "a parcel by its own name")
    /// A visit's own name.
    static let visitID = name(EvaluationLimits.idCharactersMax, example: "V-1", about: "a visit by its own name")
    /// A session's own name.
    static let session = line(IdentityLimits.referenceCharactersMax, example: "QZ-7", about: "the session's own name")
    /// A level from very satisfied to very dissatisfied.
    static let level = whole(
        Int64(SatisfactionLevel.verySatisfied.rawValue)...Int64(SatisfactionLevel.veryDissatisfied.rawValue),
        example: 4,
        about: "a level (满意度): 1 is the best, 5 the worst"
    )
    /// How single things were judged.
    static let scores = JSONShape.list(
        .object([required("metric", names(of: EvaluationMetric.self, "what was judged")), required("level", level)])
            .saying("how one thing was judged"),
        0...EvaluationMetric.allCases.count
    ).saying("how single things were judged, each once")
    /// Words to choose from.
    static let tags = JSONShape.list(
        .line(EvaluationLimits.tagCharactersMax, example: "等候时间长", about: "a tag"),
        0...EvaluationLimits.tagsMax
    ).saying("tags that were chosen (评价标签)")

    /// Where a visit was.
    static func place(of about: String) -> JSONShape { names(of: Visit.Place.self, about) }

    private static let pieces = whole(
        1...Int64(PostLimits.countMax),
        example: 1,
        about: "how many pieces, 1 unless given"
    )

    private static let item = JSONShape.object([
        required("name", .line(example: "失业登记证", about: "what paper it is")),
        required("form", names(of: ParcelItem.Form.self, "whether it is the original")),
        optional("count", pieces),
        optional("caseNumber", .caseNumber, "whose it is, where the parcel holds papers of several cases"),
        optional("photo", .digest, "a photograph of it, uploaded before"),
        optional("isConfidential", .flag, "whether it goes by confidential mail (机要)", example: false),
    ]).saying("a line of the list of contents")

    private static func question(_ example: JSONValue, _ about: String) -> JSONShape {
        .line(IdentityLimits.questionCharactersMax, example: example, about: about)
    }

    /// A name that stands in a path.
    private static func name(_ max: Int, example: JSONValue, about: String) -> JSONShape {
        text(1...max, pattern: "^[A-Za-z0-9-]+$", example: example, about: about)
    }
}
