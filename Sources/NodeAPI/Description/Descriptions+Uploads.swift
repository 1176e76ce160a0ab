import CaseModel

extension OperationDescription {
    static let describeUploads = OperationDescription(
        tag: .materials,
        summary: "Says what is spoken for uploads in parts (断点续传)",
        text: "Tells version, extensions, size and checksums of the protocol tus 1.0 that this node speaks.",
        answers: [
            Answer(
                status: 204,
                about: "what is spoken",
                headers: [
                    .tusResumable, .tus("Tus-Version", "1.0.0", "the versions"),
                    .tus("Tus-Extension", TusHeaders.extensions, "the extensions"),
                    .tus("Tus-Max-Size", "2147483648", "the largest file, in bytes"),
                    .tus("Tus-Checksum-Algorithm", "sha-256,sha1,md5", "the checksums of parts"),
                ]
            )
        ]
    )

    static let beginUpload = OperationDescription(
        tag: .materials,
        summary: "Begins an upload in parts",
        text: """
            Begins an upload by tus 1.0, and takes its first part where the body is one. When the last byte is there, the \
            file is a material, whose digest is told as `Material-Digest`.
            """,
        parameters: [
            .tusResumable, .uploadLength,
            .header("Upload-Defer-Length", .oneOf(["1"]).saying("the length is not known yet")),
            .header(
                "Upload-Metadata",
                .text(
                    example: "filename c2Nhbi5wZGY=,filetype YXBwbGljYXRpb24vcGRm",
                    about: "`filename`, `filetype` and `sha256`, each with its value in Base64"
                )
            ),
            .header(
                "Idempotency-Key",
                .text(
                    1...APILimits.idempotencyKeyBytesMax,
                    pattern: "^[!-~]+$",
                    example: "scan-17",
                    about: "a name for this request, where it may be repeated"
                )
            ),
            .methodOverride,
        ],
        body: .part,
        answers: [
            Answer(
                status: 201,
                about: "the upload is begun",
                headers: uploadHeaders + [.location, .replayed, .cacheControl]
            ),
            Answer(status: 204, about: "what is spoken, where the method stands for OPTIONS", headers: [.tusResumable]),
        ],
        problems: uploadProblems + [.tooManyUploads, .keyReused, .unsupportedMediaType]
    )

    static let headUpload = OperationDescription(
        tag: .materials,
        summary: "Tells how an upload stands",
        text: "Tells how many bytes of an upload are on this node's disk.",
        parameters: [.upload, .tusResumable],
        answers: [Answer(status: 200, about: "how it stands", headers: uploadHeaders + [.cacheControl])],
        problems: [.badHeader, .tusVersion, .notFound, .uploadLocked]
    )

    static let appendUpload = OperationDescription(
        tag: .materials,
        summary: "Takes a part of an upload",
        text: """
            Takes a part that begins where the upload stands. What has come stays when the connection breaks, unless the part \
            had a checksum. The last part makes a material of the upload.
            """,
        parameters: [.upload, .tusResumable, .uploadOffset, .uploadLength, .uploadChecksum],
        body: .part,
        answers: [Answer(status: 204, about: "the part is on disk", headers: uploadHeaders + [.cacheControl])],
        problems: uploadProblems + [.notFound, .offsetDiffers, .uploadLocked, .unsupportedMediaType]
    )

    static let endUpload = OperationDescription(
        tag: .materials,
        summary: "Gives an upload up",
        text: "Gives an upload up. A material that it became stays.",
        parameters: [.upload, .tusResumable],
        answers: [Answer(status: 204, about: "the upload is gone", headers: [.tusResumable])],
        problems: [.badHeader, .tusVersion, .notFound, .uploadLocked]
    )

    static let overrideUpload = OperationDescription(
        tag: .materials,
        summary: "Stands for another method on an upload",
        text: "For callers that can send nothing but POST: `X-HTTP-Method-Override` says which method is meant.",
        parameters: [.upload, .tusResumable, .methodOverride, .uploadOffset, .uploadLength, .uploadChecksum],
        body: .part,
        answers: [
            Answer(status: 200, about: "as for `HEAD`", headers: uploadHeaders + [.cacheControl]),
            Answer(status: 204, about: "as for `PATCH` or `DELETE`", headers: [.tusResumable]),
        ],
        problems: uploadProblems + [.notFound, .offsetDiffers, .uploadLocked, .unsupportedMediaType]
    )

    static let listWithheld = OperationDescription(
        tag: .materials,
        summary: "Lists files that are kept aside (隔离材料)",
        text: """
            Lists files that the check for viruses keeps from being opened, unless another standing is asked for, newest \
            first.
            """,
        parameters: [
            .query(
                "state",
                .oneOf(MaterialFlag.allCases.map(\.rawValue) + ["all"]),
                "only these; what waits or is infected unless given"
            ),
            .cursor, .limit,
        ],
        answers: [.json(.withheldPage)]
    )

    static let releaseWithheld = OperationDescription(
        tag: .materials,
        summary: "Lets a file that is kept aside be opened (放行)",
        text: "Lets it be opened in spite of what was found. The decision is in the audit trail.",
        parameters: [.digest],
        body: .json(.withheldOrder, .init(name: "release", value: withheldExample)),
        answers: [.json(.withheldView)],
        problems: [.notFound, .settled, .withheld, .storageFull]
    )

    static let discardWithheld = OperationDescription(
        tag: .materials,
        summary: "Puts a file that is kept aside away for good (销毁)",
        text: "Removes its bytes. The decision is in the audit trail.",
        parameters: [.digest],
        body: .json(.withheldOrder, .init(name: "discard", value: withheldExample)),
        answers: [.json(.withheldView)],
        problems: [.notFound, .settled, .withheld, .storageFull]
    )

    private static let withheldExample: JSONValue = ["officer": "值班员", "reason": "误报"]

    private static let uploadHeaders: [AnswerHeader] = [
        .tusResumable,
        AnswerHeader(
            name: "Upload-Offset",
            shape: .text(pattern: "^[0-9]+$", example: "1048576", about: "how many bytes are on disk")
        ),
        .tus("Upload-Expires", "Wed, 25 Nov 2026 10:00:00 GMT", "when it is over if it is not finished"),
        .tus("Material-Digest", "9f86d081...", "the material that it became").sometimes,
    ]

    private static let uploadProblems: [ProblemKind] = [
        .badHeader, .tusVersion, .bodyTooLarge, .lengthDiffers, .checksumDiffers, .digestMismatch, .uploadBroken,
        .contentDiffers, .contentNotTaken, .withheld, .beingChecked, .unchecked, .storageFull,
    ]
}

extension OperationDescription.Body {
    /// A part of a file.
    static let part = OperationDescription.Body(mediaType: TusHeaders.partType, shape: nil)
}

extension AnswerHeader {
    /// The version of tus that is spoken.
    static let tusResumable = tus("Tus-Resumable", TusHeaders.version, "the version that is spoken")

    /// A header of the protocol.
    static func tus(_ name: String, _ example: String, _ about: String) -> AnswerHeader {
        AnswerHeader(name: name, shape: .text(example: .text(example), about: about))
    }
}

extension Parameter {
    /// The upload in the path.
    static let upload = path("id", .text(example: "1a2b3c4d", about: "the upload's name"), "the upload's name")
    /// The version of tus that the caller speaks.
    static let tusResumable = header(
        "Tus-Resumable",
        .oneOf([TusHeaders.version]).saying("the version of tus"),
        isRequired: true
    )
    /// How long the file is.
    static let uploadLength = header(
        "Upload-Length",
        .text(pattern: "^[0-9]{1,18}$", example: "4", about: "the bytes of the whole file, once they are known")
    )
    /// Where a part begins.
    static let uploadOffset = header(
        "Upload-Offset",
        .text(pattern: "^[0-9]{1,18}$", example: "0", about: "where the part begins")
    )
    /// The checksum of a part.
    static let uploadChecksum = header(
        "Upload-Checksum",
        .text(example: "sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=", about: "an algorithm and the part's checksum in Base64")
    )
    /// The method that a POST stands for.
    static let methodOverride = header(
        "X-HTTP-Method-Override",
        .text(example: "PATCH", about: "the method that is meant")
    )
}
