import CaseModel

extension JSONShape {
    /// A shared record on one line.
    static let sharedLine = answer(
        "SharedLine",
        "a record that two cities keep together, on one line",
        [
            required("kind", names(of: SharedKind.self, "what it is")),
            required("owner", .city, "the city that owns it"),
            required("id", recordID),
            required("state", recordState),
            sometimes("stateName", stateName),
            required("version", .version),
            required("changedAt", .moment, "when it last changed"),
            required(
                "alarms",
                .list(names(of: ParcelAlarm.Kind.self, "an alarm")),
                "what is the matter with a parcel now"
            ),
        ]
    )

    /// The answer to a write to a shared record.
    static let sharedAnswer = answer(
        "SharedAnswer",
        "what came of a write to a record that two cities keep together",
        [
            required("kind", names(of: SharedKind.self, "what it is")),
            required("owner", .city, "the city that owns it"),
            required("id", recordID),
            required("state", recordState),
            sometimes("stateName", stateName),
            required(
                "version",
                .whole(0...Int64.max, example: 1, about: "how often it was changed; 0 where it is not begun yet")
            ),
            required("effect", effect),
            required("at", .moment, "when"),
            sometimes("link", link),
        ]
    )

    /// A document of a case.
    static let documentPage = answer(
        "DocumentPage",
        "the documents that the cities issued in a case (文书), newest first",
        [
            required(
                "documents",
                .list(
                    answer(
                        "Document",
                        "a document of a case (文书)",
                        [
                            required(
                                "number",
                                .text(example: "BZ-341000-20261125-7K2M9QX4RT-01", about: "its number (文书编号)")
                            ),
                            required("kind", documentKind),
                            required("kindName", .text(example: "补正通知书", about: "the kind's Chinese name")),
                            required("city", .city, "which city issued it"),
                            required("office", office),
                            required("issuedAt", .moment, "when"),
                            required("mediaType", .text(example: "text/html; charset=utf-8", about: "its media type")),
                            required("size", .bytes),
                            required("digest", .digest),
                            required("link", .path, "where its file is"),
                        ]
                    )
                )
            ),
            sometimes("next", .cursor),
        ]
    )

    /// The sessions by video of a case.
    static let videoPage = answer(
        "VideoPage",
        "the sessions by video of a case, newest first",
        [
            required(
                "videos",
                .list(
                    answer(
                        "Video",
                        "a session by video (视频联合受理), with personal data masked",
                        [
                            required("session", session),
                            required("city", .city, "the city that records it"),
                            required("participants", .list(participant), "who took part"),
                            required("startedAt", .moment, "when it began"),
                            sometimes("endedAt", .moment, "when it ended"),
                            sometimes("outcome", names(of: VideoSession.Outcome.self, "what came of it")),
                            required("questions", .list(question), "what was asked"),
                            required("note", note),
                            sometimes("recording", recording),
                            required("state", recordState),
                            sometimes("stateName", stateName),
                            required("version", .version),
                            required("changedAt", .moment, "when it last changed"),
                            sometimes("link", link),
                        ]
                    )
                )
            ),
            sometimes("next", .cursor),
        ]
    )

    /// A shared record's own name.
    static let recordID = text(example: "QZ-2026-0042", about: "its own name, which its owner gave it")
    /// What a shared record is in.
    static let recordState = text(example: "listed", about: "what it is in; each kind of record has states of its own")
    /// The Chinese name of that.
    static let stateName = text(example: "已登记", about: "the state's Chinese name")
    /// What document it is.
    static let documentKind = names(of: DocumentKind.self, "what document it is (文书种类)") { $0.chineseTerm }

    private static let link = text(
        format: "uri",
        example: "https://video.example/330800/QZ-7",
        about: "the address of the session, where the configuration says how addresses are made"
    )
    private static let participant = JSONShape(
        kind: .object(
            [
                required("name", .text(example: "钱七", about: "who took part; all but officers are masked")),
                required("city", .city),
                required("office", .text(example: "南平市社保中心", about: "whose officer it is")),
                required("part", names(of: VideoSession.Participant.Part.self, "as what")),
            ],
            isOpen: true
        ),
        about: "somebody who took part"
    )
    private static let question = JSONShape(
        kind: .object(
            [
                required("question", .text(example: "是否本人自愿申请？", about: "what was asked")),
                required("answer", .text(example: "**", about: "what was answered, masked")),
            ],
            isOpen: true
        ),
        about: "a question and its answer"
    )
    private static let recording = JSONShape(
        kind: .object(
            [
                required("reference", .text(example: "REC-7", about: "where it is kept")),
                required("keptUntil", .digits, "the last day on which it is kept"),
            ],
            isOpen: true
        ),
        about: "where the recording is kept (录像)"
    )
}
