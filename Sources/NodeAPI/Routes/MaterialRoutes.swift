import CaseModel
import HTTPTypes
import Hummingbird

/// Materials: streamed in and out, never held whole.
struct MaterialRoutes {
    let service: any MaterialService
    let sizeMax: Int64

    func add(to router: Router<APIContext>) {
        router.on(.addMaterial) { request, context in try await put(request, context, digest: nil) }
        router.on(.putMaterial) { request, context in
            try await put(request, context, digest: try context.digest())
        }
        router.on(.getMaterial, use: get)
        router.on(.headMaterial) { request, context in
            try await get(request, context).createHeadResponse()
        }
    }

    private func put(_ request: Request, _ context: APIContext, digest: MaterialDigest?) async throws -> Response {
        try refuseForms(request.headers[.contentType])
        let announced = request.headers[.contentLength].flatMap(Int64.init)
        if let announced, announced > sizeMax { throw ServiceError.tooLarge(limitBytes: sizeMax) }
        let given = try DigestHeader.read(request.headers)
        if let digest, let given, digest != given {
            throw Problem(
                .badHeader,
                "The path names another digest than the header. Give the digest of the file in both.",
                field: "Content-Digest"
            )
        }
        let upload = MaterialUpload(
            bytes: ByteStream(MeteredBody(base: request.body, announced: announced, sizeMax: sizeMax)),
            declared: DeclaredType(request.headers[.contentType]),
            expectedDigest: digest ?? given,
            expectedSize: announced,
            sizeMax: sizeMax
        )
        let stored = try await service.put(upload)
        service.noteUpload(stored.digest, by: context.caller)
        return .json(
            StoredMaterialJSON(stored),
            status: stored.existed ? .ok : .created,
            headers: [.location: "/v1/materials/\(stored.digest)", .eTag: "\"\(stored.digest)\""]
        )
    }

    @Sendable private func get(_ request: Request, _ context: APIContext) async throws -> Response {
        let digest = try context.digest()
        guard let info = try await service.material(digest) else {
            throw ServiceError.notFound(.material, "\(digest)")
        }
        // Where nobody signs in, nobody can be told apart.
        if context.caller.standing != .anyone { try await service.look(at: digest, by: context.caller) }
        guard info.heldBytes == info.size else {
            throw ServiceError.incomplete(digest, heldBytes: info.heldBytes, size: info.size)
        }
        if let flag = info.flag, !flag.isOpen {
            throw flag == .checking
                ? ServiceError.beingChecked(digest, field: nil) : ServiceError.withheld(digest, field: nil)
        }
        var headers = self.headers(info)
        if ETag.matches(request.headers[.ifNoneMatch], "\(digest)") {
            headers[.contentType] = nil
            return Response(status: .notModified, headers: headers)
        }
        let ifRange = request.headers[.ifRange]
        let wanted =
            ifRange == nil || ifRange == "\"\(digest)\""
            ? try ByteRange(request.headers[.range], size: info.size) : ByteRange.whole(size: info.size)
        if wanted.isPartial {
            headers[.contentRange] = "bytes \(wanted.range.lowerBound)-\(wanted.range.upperBound - 1)/\(info.size)"
        }
        // Asked for before the head is sent, so that a material that cannot be read is still a problem.
        let bytes = try await service.bytes(of: digest, range: wanted.range)
        let body = ResponseBody(contentLength: wanted.range.count) { writer in
            try await aside { for try await chunk in bytes { try await writer.write(chunk) } }
            try await writer.finish(nil)
        }
        return Response(status: wanted.isPartial ? .partialContent : .ok, headers: headers, body: body)
    }

    /// What a browser gets is never run: whatever the file claims to be, it is saved, not shown.
    private func headers(_ info: MaterialInfo) -> HTTPFields {
        [
            .contentType: info.flag == .differs
                ? "application/octet-stream" : info.mediaType ?? "application/octet-stream",
            .eTag: "\"\(info.digest)\"",
            .acceptRanges: "bytes",
            .cacheControl: "private, max-age=31536000, immutable",
            .contentDisposition: FileName.disposition(info.name ?? String("\(info.digest)".prefix(12))),
            .xContentTypeOptions: "nosniff",
            .contentSecurityPolicy: "sandbox; default-src 'none'",
        ]
    }

    private func refuseForms(_ mediaType: String?) throws(Problem) {
        guard let mediaType, mediaType.lowercased().hasPrefix("multipart/") else { return }
        throw Problem(
            .unsupportedMediaType,
            "Send the file's bytes as the body, without a form around them.",
            field: "Content-Type",
            allowed: ["application/octet-stream"]
        )
    }
}

/// What the API answers to an upload.
struct StoredMaterialJSON: Encodable {
    var digest: MaterialDigest
    var size: Int64
    var existed: Bool
    /// `checking` where it waits for the check for viruses.
    var standing: String?

    init(_ stored: StoredMaterial) {
        standing = stored.isBeingChecked ? MaterialFlag.checking.rawValue : nil
        digest = stored.digest
        size = stored.size
        existed = stored.existed
    }
}
