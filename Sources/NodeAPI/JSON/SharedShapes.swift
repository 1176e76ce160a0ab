import CaseModel

extension JSONShape {
    /// The body of a parcel that is listed.
    static let parcel = JSONShape.object([
        required("id", .text),
        required("cases", .list(.text)),
        required(
            "items",
            .list(
                .object([
                    required("name", .text),
                    required("form", names(of: ParcelItem.Form.self)),
                    optional("count", .whole),
                    optional("caseNumber", .text),
                    optional("photo", .text),
                    optional("isConfidential", .flag),
                ])
            )
        ),
        required("direction", names(of: ParcelDirection.self)),
        required("sender", .object([required("office", .text)])),
        required("receiver", .object([optional("office", .text), required("city", .text)])),
        required("carrier", names(of: Carrier.self)),
        optional("courier", .text),
        optional("trackingNumber", .text),
        optional("declaredValueFen", .whole),
        optional("costFen", .whole),
    ])

    /// The body of a link of the chain of custody.
    static let custody = JSONShape.object([
        required("kind", names(of: CustodyEvent.Kind.self)),
        optional("at", .whole),
        optional("city", .text),
        required("officer", .text),
        optional("note", .text),
        optional("isSealIntact", .flag),
        optional(
            "differences",
            .list(
                .object([
                    required("item", .whole),
                    required("kind", names(of: ContentDifference.Kind.self)),
                    optional("count", .whole),
                    optional("note", .text),
                ])
            )
        ),
        optional("replacement", .text),
    ])

    /// The body of what a label and a bill tell.
    static let label = JSONShape.object([optional("trackingNumber", .text), optional("costFen", .whole)])

    /// The body of an evaluation; the level may be missing here, so that the rules say what to do about it.
    static let evaluation = JSONShape.object([
        optional("id", .text),
        required("office", .text),
        optional("city", .text),
        required("place", names(of: Visit.Place.self)),
        required("channel", names(of: Visit.Channel.self)),
        optional("at", .whole),
        optional("level", .whole),
        optional(
            "scores",
            .list(.object([required("metric", names(of: EvaluationMetric.self)), required("level", .whole)]))
        ),
        optional("tags", .list(.text)),
        optional("text", .text),
    ])

    /// The body of a step of a ticket.
    static let rectification = JSONShape.object([
        required("kind", names(of: RectificationStep.Kind.self)),
        required("by", .object([required("office", .text)])),
        required("officer", .text),
        required("text", .text),
        optional("at", .whole),
    ])

    /// The body of a session by video.
    static let video = JSONShape.object([
        required("session", .text),
        required(
            "participants",
            .list(
                .object([
                    required("name", .text),
                    required("city", .text),
                    optional("office", .text),
                    required("part", names(of: VideoSession.Participant.Part.self)),
                ])
            )
        ),
        required("startedAt", .whole),
        optional("endedAt", .whole),
        optional("outcome", names(of: VideoSession.Outcome.self)),
        optional("questions", .list(.object([required("question", .text), required("answer", .text)]))),
        optional("note", .text),
        optional("recording", .object([required("reference", .text), required("keptUntil", .text)])),
    ])

    /// One of an enumeration's names.
    private static func names<Choice: RawRepresentable<String> & CaseIterable>(of: Choice.Type) -> JSONShape {
        .oneOf(Choice.allCases.map(\.rawValue))
    }
}
