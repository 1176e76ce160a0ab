import CaseModel

extension OperationDescription {
    static let addMaterial = OperationDescription(
        tag: .materials,
        summary: "Stores a file",
        text: """
            Stores a file and names it by its SHA-256; a case names it by that. The file is the body, without a form around \
            it. A caller that knows the digest gives it in `Content-Digest`, and bytes that do not have it are refused. An \
            upload that ends early leaves nothing behind.
            """,
        parameters: digestHeaders,
        body: .file,
        answers: stored,
        problems: uploadProblems
    )

    static let putMaterial = OperationDescription(
        tag: .materials,
        summary: "Stores a file whose digest the caller knows",
        text: "Stores a file as `POST /v1/materials` does, where the caller knows the name already.",
        parameters: [.digest] + digestHeaders,
        body: .file,
        answers: stored,
        problems: uploadProblems
    )

    static let getMaterial = OperationDescription(
        tag: .materials,
        summary: "Gives a file or a range of it",
        text: """
            Gives a file, always as an attachment. While bytes are still on their way from the other city, the answer is \
            `material-incomplete` with how many have come.
            """,
        parameters: [.digest, .ifNoneMatch, range, ifRange],
        answers: [
            file(200, "the file"),
            file(206, "a range of it", [.contentRange]),
            Answer(status: 304, about: "the caller holds it already", headers: [.eTag, .cacheControl]),
        ],
        problems: [.notFound, .materialIncomplete, .beingChecked, .withheld, .rangeNotSatisfiable]
    )

    static let headMaterial = OperationDescription(
        tag: .materials,
        summary: "Gives a file's headers",
        text: "Gives the headers that `GET` gives, without the file.",
        parameters: [.digest, .ifNoneMatch, range, ifRange],
        answers: [
            Answer(status: 200, about: "the file is here", headers: fileHeaders),
            Answer(status: 206, about: "the range is here", headers: fileHeaders + [.contentRange]),
            Answer(status: 304, about: "the caller holds it already", headers: [.eTag, .cacheControl]),
        ],
        problems: [.notFound, .materialIncomplete, .beingChecked, .withheld, .rangeNotSatisfiable]
    )

    private static let stored: [Answer] = [
        .json(201, .storedMaterial, "the file was stored", headers: [.location, .eTag]),
        .json(200, .storedMaterial, "the file was here before", headers: [.location, .eTag]),
    ]

    private static let uploadProblems: [ProblemKind] = [
        .unsupportedMediaType, .bodyTooLarge, .digestMismatch, .uploadBroken, .contentDiffers, .contentNotTaken,
        .withheld,
        .beingChecked, .unchecked, .storageFull,
    ]

    private static let fileHeaders: [AnswerHeader] = [.eTag, .acceptRanges, .cacheControl, .disposition]

    private static func file(_ status: Int, _ about: String, _ more: [AnswerHeader] = []) -> Answer {
        Answer(status: status, about: about, content: [.init(mediaType: "*/*")], headers: fileHeaders + more)
    }

    private static let digestHeaders = ["Content-Digest", "Repr-Digest", "Digest"].map { name in
        Parameter.header(
            name,
            .text(
                pattern: "^sha-256=:?[A-Za-z0-9+/]{43}=:?$",
                example: "sha-256=:n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=:",
                about: name == "Digest" ? "the file's SHA-256 (RFC 3230)" : "the file's SHA-256 (RFC 9530)"
            )
        )
    }

    private static let range = Parameter.header(
        "Range",
        .text(example: "bytes=0-1", about: "which bytes are wanted; several ranges give the whole")
    )

    private static let ifRange = Parameter.header(
        "If-Range",
        .text(
            example: "\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\"",
            about: "gives the range only where this is still the `ETag`"
        )
    )
}
