import HTTPTypes

/// What is said of an operation: in the API's description, on the reference page, and to the routes that read its query.
struct OperationDescription: Sendable {
    /// The group that it belongs to.
    enum Tag: String, CaseIterable, Sendable {
        case cases = "Cases"
        case records = "Records of a case"
        case evaluations = "Evaluations"
        case parcels = "Parcels"
        case contacts = "Contacts"
        case items = "Items and guides"
        case materials = "Materials"
        case happenings = "What happens"
        case operating = "Operating"
        case accounts = "Accounts"
        case node = "Node"
    }

    /// The group that it belongs to.
    var tag: Tag
    /// What it does, in a few words.
    var summary: String
    /// What there is to know beside that, in Markdown with paragraphs, `code` and nothing else.
    var text: String
    /// Everything that it reads beside the body.
    var parameters: [Parameter] = []
    /// The body that it takes.
    var body: Body?
    /// What it answers where all is well.
    var answers: [Answer]
    /// What can be wrong beside what can be wrong with any request.
    var problems: [ProblemKind] = []

    /// The body of a request.
    struct Body: Sendable {
        /// Its media type.
        var mediaType: String
        /// What it looks like; `nil` for a file.
        var shape: JSONShape?
        /// Bodies that are taken as they are, each with a name.
        var examples: [Example] = []

        /// A body of JSON.
        static func json(_ shape: JSONShape, _ examples: Example...) -> Body {
            Body(mediaType: "application/json", shape: shape, examples: examples)
        }

        /// A file.
        static let file = Body(mediaType: "application/octet-stream")
    }

    /// A body that is taken.
    struct Example: Sendable {
        /// What it shows.
        var name: String
        /// The body.
        var value: JSONValue
    }

    /// An answer that is no problem.
    struct Answer: Sendable {
        /// Its status.
        var status: Int
        /// When it is given.
        var about: String
        /// What it holds, by media type; a file or a text has no shape.
        var content: [Content] = []
        /// The headers that it has.
        var headers: [AnswerHeader] = []

        /// A body in one media type.
        struct Content: Sendable {
            /// The media type.
            var mediaType: String
            /// What it looks like; `nil` for what is no JSON.
            var shape: JSONShape?
        }

        /// An answer of JSON with status 200.
        static func json(_ shape: JSONShape, headers: [AnswerHeader] = []) -> Answer {
            json(200, shape, headers: headers)
        }

        /// An answer of JSON.
        static func json(
            _ status: Int,
            _ shape: JSONShape,
            _ about: String? = nil,
            headers: [AnswerHeader] = []
        ) -> Answer {
            Answer(
                status: status,
                about: about ?? shape.about,
                content: [.init(mediaType: "application/json", shape: shape)],
                headers: headers + [.cacheControl]
            )
        }
    }

    /// The parameters of the query.
    var query: [Parameter] { parameters.filter { $0.place == .query } }

    /// Every kind of problem that it answers with, by status and name.
    var allProblems: [ProblemKind] {
        var kinds = problems + ProblemKind.ofAnyRequest
        if body?.shape != nil { kinds += ProblemKind.ofJSON }
        if parameters.contains(where: { $0.place == .path }) { kinds.append(.badIdentifier) }
        if parameters.contains(where: { $0.place == .header }) { kinds.append(.badHeader) }
        if parameters.contains(where: { $0.name == "Idempotency-Key" }) { kinds += ProblemKind.ofWrites }
        if parameters.contains(where: { $0.name == "If-Match" }) { kinds.append(.staleVersion) }
        return Set(kinds).sorted { ($0.status, $0.name) < ($1.status, $1.name) }
    }
}

/// A header of an answer.
struct AnswerHeader: Sendable {
    /// Its name.
    var name: String
    /// What it looks like and means.
    var shape: JSONShape
    /// Whether it is always there.
    var isRequired = true

    /// The same, which is not always there.
    var sometimes: AnswerHeader { AnswerHeader(name: name, shape: shape, isRequired: false) }

    static let location = AnswerHeader(name: "Location", shape: .path.saying("where what was written is"))
    static let eTag = AnswerHeader(
        name: "ETag",
        shape: .text(pattern: "^\".+\"$", example: "\"3\"", about: "names this version")
    )
    static let replayed = AnswerHeader(
        name: "Idempotency-Replayed",
        shape: .oneOf(["true"]).saying("there where the answer of an earlier write was given again"),
        isRequired: false
    )
    static let preferenceApplied = AnswerHeader(
        name: "Preference-Applied",
        shape: .text(example: "wait=10", about: "for how long the node would have waited, where that was asked for"),
        isRequired: false
    )
    static let caseTransport = AnswerHeader(
        name: "Case-Transport",
        shape: .names(of: Transport.self, "how far the case has got after the wait, where one was asked for"),
        isRequired: false
    )
    static let cacheControl = AnswerHeader(
        name: "Cache-Control",
        shape: .text(example: "no-store", about: "how long the answer may be kept")
    )
    static let retryAfter = AnswerHeader(
        name: "Retry-After",
        shape: .whole(1...3_600, example: 5, about: "after how many seconds to try again, where that helps"),
        isRequired: false
    )
    static let disposition = AnswerHeader(
        name: "Content-Disposition",
        shape: .text(example: "attachment; filename=\"id-card.jpg\"", about: "the name under which to save it")
    )
    static let acceptRanges = AnswerHeader(
        name: "Accept-Ranges",
        shape: .oneOf(["bytes"]).saying("ranges can be asked for")
    )
    static let contentRange = AnswerHeader(
        name: "Content-Range",
        shape: .text(pattern: #"^bytes \d+-\d+/\d+$"#, example: "bytes 0-1/4", about: "which bytes these are")
    )
}
