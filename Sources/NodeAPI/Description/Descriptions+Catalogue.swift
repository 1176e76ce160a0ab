import CaseModel

extension OperationDescription {
    static let listContacts = OperationDescription(
        tag: .contacts,
        summary: "Lists every city's offices and liaisons (联络员)",
        text: "Lists the contacts of every city as this node has them, its own included.",
        answers: [.json(.allContacts)]
    )

    static let showContacts = OperationDescription(
        tag: .contacts,
        summary: "Tells whom to ask in a city",
        text: """
            Tells who is on duty, in the order in which to ask: liaisons who name the item, liaisons of the whole \
            department, their deputies, the working group.
            """,
        parameters: [
            .path("city", .city, "the city that is asked", example: "350700"),
            .query(
                "department",
                .text(example: "D1"),
                "the code of the department that handles the item",
                isRequired: true
            ),
            .query("item", .itemCode, "the item that is asked about", example: "SB-0412"),
            .query("at", .instant, "when, in milliseconds since 1970-01-01T00:00:00Z; now unless given"),
        ],
        answers: [.json(.onDuty)],
        problems: [.notFound]
    )

    static let listItems = OperationDescription(
        tag: .items,
        summary: "Finds items (事项)",
        text: """
            Finds items by a code, a name or a part of one with two characters or more, English words, or the initials of \
            the pinyin; best matches come first. Without a catalogue in the configuration there are none.
            """,
        parameters: [
            .query(
                "q",
                .text(0...CatalogueLimits.searchCharactersMax, example: "公积金"),
                "what is looked for; everything unless given"
            ),
            .query("field", .text(example: "社会保障"), "only items of this field (领域)"),
            .query("city", .city, "only items that this city handles", example: "341000"),
            .query("mode", .mode, "only items that are handled in this way"),
            .query("applicant", .names(of: Applicant.Kind.self), "only items that serve this kind of applicant"),
            .query("cursor", .text(example: "eyJ"), "where the page begins: `next` of the page before"),
            .limit(CatalogueLimits.pageMax),
        ],
        answers: [.json(.itemPage)],
        problems: [.refusal(.malformed), .refusal(.tooLong), .refusal(.tooMuch)]
    )

    static let showItem = OperationDescription(
        tag: .items,
        summary: "Shows the item that a code means",
        text:
            "Shows an item, and which cities handle it. A code is any that means it: national, local or a city's own.",
        parameters: [.item],
        answers: [.json(.itemView)],
        problems: [.notFound]
    )

    static let showGuide = OperationDescription(
        tag: .items,
        summary: "Shows how a city handles an item (办事指南)",
        text: "Shows everything that a counter needs: steps, materials, limits, results, fees, who must appear.",
        parameters: [
            .item, .path("city", .city, "the city that handles it", example: "350700"),
            .query(
                "version",
                .whole(1...Int64(Int32.max), example: 1),
                "the guide's version; the one in force unless given"
            ),
        ],
        answers: [.json(.guide)],
        problems: [.notFound]
    )
}
