import CaseModel

/// A part of a path, a query or a request's head that an operation reads.
struct Parameter: Sendable {
    /// Where it stands.
    enum Place: String, Sendable {
        case path, query, header
    }

    /// Its name.
    var name: String
    /// Where it stands.
    var place: Place
    /// What it looks like and means.
    ///
    /// A list has commas between its items.
    var shape: JSONShape
    /// Whether it must be given.
    var isRequired: Bool
    /// What holds where it is not given.
    var fallback: JSONValue?

    /// A part of the path, in braces there.
    static func path(_ name: String, _ shape: JSONShape, _ about: String? = nil, example: JSONValue? = nil) -> Parameter
    {
        Parameter(name: name, place: .path, shape: shape.saying(about, example: example), isRequired: true)
    }

    /// A parameter of the query.
    static func query(
        _ name: String,
        _ shape: JSONShape,
        _ about: String? = nil,
        example: JSONValue? = nil,
        fallback: JSONValue? = nil,
        isRequired: Bool = false
    ) -> Parameter {
        Parameter(
            name: name,
            place: .query,
            shape: shape.saying(about, example: example),
            isRequired: isRequired,
            fallback: fallback
        )
    }

    /// A header of the request.
    static func header(_ name: String, _ shape: JSONShape, isRequired: Bool = false) -> Parameter {
        Parameter(name: name, place: .header, shape: shape, isRequired: isRequired)
    }
}

extension Parameter {
    /// The case in the path.
    static let number = path("number", .caseNumber)
    /// The file in the path.
    static let digest = path("digest", .digest)
    /// The peer in the path.
    static let peer = path("code", .city, "the peer's city", example: "350700")
    /// The quarantined entry in the path.
    static let entry = path("id", .whole(1...Int64.max, example: 3), "the entry's number")
    /// The item in the path.
    static let item = path("code", .itemCode)
    /// The city that sends the parcel, in the path.
    static let sender = path("sender", .city, "the city that sends the parcel")
    /// The parcel in the path.
    static let parcel = path("id", .parcelID, "the parcel's own name")
    /// The city of the evaluated office, in the path.
    static let evaluated = path("city", .city, "the city of the evaluated office")
    /// The visit in the path.
    static let visit = path("id", .visitID, "the visit's own name")

    /// Where a page begins.
    static let cursor = query(
        "cursor",
        .whole(0...Int64.max, example: 41),
        "where the page begins: `next` of the page before"
    )
    /// How long a page is.
    static let limit = limit(APILimits.pageItemsMax)
    /// The case that records belong to.
    static let ofCase = query("case", .caseNumber, "only what belongs to this case")

    /// How long a page is, at most.
    static func limit(_ max: Int) -> Parameter {
        query(
            "limit",
            .whole(1...Int64(max), example: 50),
            "how many there are on the page at most",
            fallback: .whole(Int64(APILimits.pageItemsDefault))
        )
    }

    /// The name under which a write is done once.
    static let idempotencyKey = header(
        "Idempotency-Key",
        .text(
            1...APILimits.idempotencyKeyBytesMax,
            pattern: "^[!-~]+$",
            example: "window-3-20261123-0017",
            about: "a name for this write, the same when it is repeated: then it is done once and answered alike"
        ),
        isRequired: true
    )
    /// The version that the caller has seen.
    static let ifMatch = header(
        "If-Match",
        .text(
            pattern: #"^(\*|(W/)?"[1-9][0-9]{0,17}")$"#,
            example: "\"3\"",
            about: "the `ETag` of the case as it was seen; had it changed meanwhile, nothing would be done"
        )
    )
    /// For how long the caller would wait.
    static let prefer = header(
        "Prefer",
        .text(
            example: "wait=10",
            about: "`wait=SECONDS` for who would wait until the other city has it on its disk, at most "
                + "\(APILimits.waitSecondsMax) seconds (RFC 7240)"
        )
    )
    /// The version that the caller holds.
    static let ifNoneMatch = header(
        "If-None-Match",
        .text(example: "\"9f86d081\"", about: "an `ETag` that the caller holds; `304` where it still holds")
    )
    /// What is not said where a new thing is made.
    static let accept = header(
        "Accept",
        .text(example: "text/csv", about: "`text/csv` for a table; the parameter `format` goes before it")
    )
}
