import CaseModel

extension JSONShape {
    /// One thing that was said about a case.
    static let history = answer(
        "HistoryItem",
        "one thing that was said about a case",
        [
            required("id", .whole(1...Int64.max, example: 1_042, about: "its number, which the event feed uses too")),
            required("at", .moment, "when it was written here"),
            required("city", .city, "which city said it"),
            required("kind", feedKind),
            required(
                "effect",
                .oneOf(["event", "request", "erased", "unreadable"]),
                "whether it changed the case or only asked"
            ),
            sometimes("office", office),
            sometimes("officer", officer),
            sometimes("role", role),
            required("text", .text(example: "in the handling city's case file", about: "what was said, on one line")),
            sometimes("transport", transport),
            sometimes("content", content),
        ]
    )

    /// What the event feed calls an event.
    static let feedKind = names(of: FeedKind.self, "what happened")

    /// An event of the feed.
    static let event = answer(
        "Event",
        "an event as the feed tells it, as the `data` of a server-sent event",
        [
            required("id", .whole(1...Int64.max, example: 1_042, about: "its number in this node's journal")),
            required("at", .moment, "when it was written here"),
            required("kind", feedKind),
            required("city", .city, "which city said it"),
            required("peer", .city, "the other city", example: "350700"),
            required("cases", .list(caseNumber), "the cases that it is about: one, none for a notice, or many"),
            sometimes("item", itemCode),
            sometimes("side", names(of: Side.self, "which side of its only case this node is on")),
            sometimes("state", caseState, "the state of its only case when the node read the event"),
            sometimes("version", .whole(1...Int64.max, example: 2, about: "the version of its only case then")),
        ]
    )

    /// What was said in full: one of the actions without its name, silence, or a refusal.
    private static let content = JSONShape(
        kind: .choice(
            CaseAction.Kind.allCases.map { kind in
                JSONShape(kind: .object(said(kind), isOpen: true), about: "what was said with `\(kind.rawValue)`")
                    .answered
            } + [silence, refusal],
            by: nil
        ),
        about: "what was said in full, with personal data masked"
    )

    private static let silence = JSONShape(
        kind: .object([required("day", .digits), required("receivedAt", .instant)], isOpen: true),
        about: "nothing was said in time"
    )

    private static let refusal = JSONShape(
        kind: .object(
            [
                required("lane", .whole(0...255, example: 1, about: "the lane, as nodes number it")),
                required("sequence", .place),
                required("code", .text(example: "wrong-side", about: "why, as problems name it")),
                required("detail", .text(example: "accept is for 341000", about: "what is wrong")),
            ],
            isOpen: true
        ),
        about: "what the other city's node did not take"
    )
}
