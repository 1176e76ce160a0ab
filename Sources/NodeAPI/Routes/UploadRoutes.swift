import CaseModel
import HTTPTypes
import Hummingbird

/// Uploads in parts by the protocol tus 1.0: a large file goes on where it stopped.
struct UploadRoutes {
    let service: any UploadService & MaterialService
    let sizeMax: Int64

    func add(to router: Router<APIContext>) {
        router.on(.describeUploads) { _, _ in describe() }
        router.on(.beginUpload) { request, context in
            if request.headers[.methodOverride]?.uppercased() == "OPTIONS" { return describe() }
            return try await speaking(request) { try await begin(request, context) }
        }
        router.on(.headUpload) { request, context in
            let id = context.uploadID()
            return try await speaking(request) { try await head(id) }
        }
        router.on(.appendUpload) { request, context in
            let id = context.uploadID()
            return try await speaking(request) { try await append(request, context, to: id) }
        }
        router.on(.endUpload) { request, context in
            let id = context.uploadID()
            return try await speaking(request) { try await end(id) }
        }
        router.on(.overrideUpload) { request, context in
            let id = context.uploadID()
            return try await speaking(request) { try await override(request, context, id) }
        }
    }

    /// Answers in the protocol's version, problems too.
    private func speaking(_ request: Request, _ body: () async throws -> Response) async throws -> Response {
        do {
            try TusHeaders.checkVersion(request)
            return try await body()
        } catch {
            if case .fault? = error as? ServiceError { throw error }
            guard var problem = error as? Problem ?? (error as? ServiceError).map({ Problem($0) }) else { throw error }
            problem.headers[.tusResumable] = TusHeaders.version
            throw problem
        }
    }

    private func describe() -> Response {
        Response(
            status: .noContent,
            headers: [
                .tusResumable: TusHeaders.version, .tusVersion: TusHeaders.version,
                .tusExtension: TusHeaders.extensions, .tusMaxSize: "\(sizeMax)",
                .tusChecksumAlgorithm: UploadPart.Checksum.Algorithm.allCases.map(\.rawValue).joined(separator: ","),
            ]
        )
    }

    private func begin(_ request: Request, _ context: APIContext) async throws -> Response {
        let length = try TusHeaders.bytes(request, .uploadLength)
        let deferred = request.headers[.uploadDeferLength]
        guard deferred == nil || deferred == "1", (length == nil) == (deferred == "1") else {
            throw Problem(
                .badHeader,
                "Give the file's bytes as Upload-Length, or Upload-Defer-Length: 1 where they are not known yet.",
                field: "Upload-Length"
            )
        }
        if let length, length > sizeMax { throw ServiceError.tooLarge(limitBytes: sizeMax) }
        let order = UploadOrder(
            length: length,
            metadata: try TusHeaders.metadata(request),
            key: request.headers[.idempotencyKey] == nil ? nil : try WriteHeaders(request, context).key
        )
        let (first, replayed) = try await service.beginUpload(order)
        var upload = first
        if !replayed, request.headers[.contentType] == TusHeaders.partType {
            upload = try await service.append(try part(request, at: 0), to: first.id)
            note(upload, by: context.caller)
        }
        var fields = TusHeaders.answer(upload)
        fields[.location] = "/v1/uploads/\(upload.id)"
        if replayed { fields[.idempotencyReplayed] = "true" }
        return Response(status: .created, headers: fields)
    }

    private func head(_ id: String) async throws -> Response {
        guard let upload = try await service.upload(id) else { throw ServiceError.notFound(.upload, id) }
        var fields = TusHeaders.answer(upload)
        if let length = upload.length {
            fields[.uploadLength] = "\(length)"
        } else {
            fields[.uploadDeferLength] = "1"
        }
        if !upload.metadata.isEmpty { fields[.uploadMetadata] = upload.metadata }
        if let material = upload.material { fields[.location] = "/v1/materials/\(material)" }
        return Response(status: .ok, headers: fields)
    }

    private func append(_ request: Request, _ context: APIContext, to id: String) async throws -> Response {
        guard request.headers[.contentType] == TusHeaders.partType else {
            throw Problem(
                .unsupportedMediaType,
                "Send a part with Content-Type: \(TusHeaders.partType).",
                field: "Content-Type",
                allowed: [TusHeaders.partType]
            )
        }
        guard let offset = try TusHeaders.bytes(request, .uploadOffset) else {
            throw Problem(
                .badHeader,
                "Say where the part begins with Upload-Offset; HEAD tells where the upload stands.",
                field: "Upload-Offset"
            )
        }
        let upload = try await service.append(try part(request, at: offset), to: id)
        note(upload, by: context.caller)
        var fields = TusHeaders.answer(upload)
        if let material = upload.material { fields[.location] = "/v1/materials/\(material)" }
        return Response(status: .noContent, headers: fields)
    }

    /// Who put a file here may read it before a case names it.
    private func note(_ upload: UploadView, by caller: Caller) {
        if let material = upload.material { service.noteUpload(material, by: caller) }
    }

    private func part(_ request: Request, at offset: Int64) throws -> UploadPart {
        let announced = request.headers[.contentLength].flatMap(Int64.init)
        return UploadPart(
            offset: offset,
            bytes: ByteStream(MeteredBody(base: request.body, announced: announced, sizeMax: sizeMax)),
            length: try TusHeaders.bytes(request, .uploadLength),
            checksum: try TusHeaders.checksum(request)
        )
    }

    private func end(_ id: String) async throws -> Response {
        try await service.endUpload(id)
        return Response(status: .noContent, headers: [.tusResumable: TusHeaders.version])
    }

    /// For callers that can send nothing but POST.
    private func override(_ request: Request, _ context: APIContext, _ id: String) async throws -> Response {
        switch request.headers[.methodOverride]?.uppercased() {
        case "PATCH": return try await append(request, context, to: id)
        case "DELETE": return try await end(id)
        case "HEAD": return try await head(id)
        default:
            throw Problem(
                .badHeader,
                "A POST to an upload stands for another method; name it in X-HTTP-Method-Override.",
                field: "X-HTTP-Method-Override",
                allowed: ["PATCH", "DELETE", "HEAD"]
            )
        }
    }
}
