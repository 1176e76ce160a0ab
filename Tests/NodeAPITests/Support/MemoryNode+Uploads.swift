import CaseModel
import Crypto
import Foundation
import Hummingbird
import NodeAPI

extension MemoryNode {
    /// An upload in parts.
    struct PartUpload {
        var order: UploadOrder
        var bytes: [UInt8] = []
        var material: MaterialDigest?
        var isLocked = false
    }

    /// When every upload is over.
    static let uploadsExpireAt: Int64 = 1_795_532_400_000

    package func beginUpload(_ order: UploadOrder) async throws(ServiceError) -> (upload: UploadView, replayed: Bool) {
        let (id, replayed) = try change { state throws(ServiceError) -> (String, Bool) in
            let id = order.key ?? "upload-\(state.partUploads.count)"
            if let known = state.partUploads[id] {
                guard known.order == order else { throw .keyReused(id) }
                return (id, true)
            }
            state.partUploads[id] = PartUpload(order: order)
            return (id, false)
        }
        guard order.length == 0, !replayed else { return (try view(id), replayed) }
        return (try await append(UploadPart(offset: 0, bytes: Self.nothing), to: id), false)
    }

    package func upload(_ id: String) async throws(ServiceError) -> UploadView? {
        let found = try change { state throws(ServiceError) -> PartUpload? in state.partUploads[id] }
        guard let found else { return nil }
        guard !found.isLocked else { throw .uploadLocked }
        return try view(id)
    }

    package func append(_ part: UploadPart, to id: String) async throws(ServiceError) -> UploadView {
        var upload = try change { state throws(ServiceError) -> PartUpload in
            guard let upload = state.partUploads[id] else { throw .notFound(.upload, id) }
            guard !upload.isLocked else { throw .uploadLocked }
            guard part.offset == Int64(upload.bytes.count) else {
                throw .offsetDiffers(given: part.offset, current: Int64(upload.bytes.count))
            }
            if let length = part.length, length != upload.order.length ?? length { throw .lengthDiffers(length) }
            state.partUploads[id]?.isLocked = true
            return upload
        }
        upload.order.length = upload.order.length ?? part.length
        defer { state.withLock { $0.partUploads[id]?.isLocked = false } }
        var came: [UInt8] = []
        var failure: ServiceError?
        do {
            for try await chunk in part.bytes { came += Array(chunk.readableBytesView) }
        } catch {
            failure = error as? ServiceError ?? .uploadBroken("unknown")
        }
        if let length = upload.order.length, Int64(upload.bytes.count + came.count) > length {
            throw .lengthDiffers(length)
        }
        if let checksum = part.checksum, failure != nil || Self.sum(checksum.algorithm, came) != checksum.value {
            throw failure ?? .checksumDiffers
        }
        upload.bytes += came
        if failure == nil, Int64(upload.bytes.count) == upload.order.length {
            upload.material = try finish(upload, id)
        }
        let kept = upload
        state.withLock { $0.partUploads[id] = kept }
        if let failure { throw failure }
        return try view(id)
    }

    package func endUpload(_ id: String) async throws(ServiceError) {
        try change { state throws(ServiceError) -> Void in
            guard state.partUploads.removeValue(forKey: id) != nil else { throw .notFound(.upload, id) }
        }
    }

    /// Makes as if somebody wrote to an upload, or nobody any more.
    package func lock(upload id: String, _ isLocked: Bool) {
        state.withLock { $0.partUploads[id]?.isLocked = isLocked }
    }

    private func finish(_ upload: PartUpload, _ id: String) throws(ServiceError) -> MaterialDigest {
        do {
            try Self.check(upload.bytes, declared: Self.declared(upload.order.metadata), field: "Upload-Metadata")
        } catch {
            state.withLock { _ = $0.partUploads.removeValue(forKey: id) }
            throw error
        }
        let digest = Self.digest(upload.bytes)
        state.withLock { $0.materials[digest] = upload.bytes }
        return digest
    }

    private func view(_ id: String) throws(ServiceError) -> UploadView {
        guard let upload = state.withLock({ $0.partUploads[id] }) else { throw .notFound(.upload, id) }
        return UploadView(
            id: id,
            offset: Int64(upload.bytes.count),
            length: upload.order.length,
            metadata: upload.order.metadata,
            expiresAt: Self.uploadsExpireAt,
            material: upload.material
        )
    }

    /// Refuses what every node refuses.
    static func check(_ bytes: [UInt8], declared: DeclaredType?, field: String) throws(ServiceError) {
        guard let kind = try? ContentSniffer.kind(of: ContentBytes(bytes)) else { throw .fault("memory reads") }
        do {
            try ContentRules().check(kind, declared: declared, size: Int64(bytes.count))
        } catch {
            throw .content(error, field: field)
        }
    }

    private static func declared(_ metadata: String) -> DeclaredType? {
        for pair in metadata.split(separator: ",") {
            let parts = pair.split(separator: " ")
            guard parts.count == 2, parts[0] == "filetype", let data = Data(base64Encoded: String(parts[1])) else {
                continue
            }
            return DeclaredType(String(decoding: data, as: UTF8.self))
        }
        return nil
    }

    private static func digest(_ bytes: [UInt8]) -> MaterialDigest {
        guard let digest = MaterialDigest(Array(SHA256.hash(data: bytes))) else {
            preconditionFailure("SHA-256 has 32 bytes")
        }
        return digest
    }

    private static func sum(_ algorithm: UploadPart.Checksum.Algorithm, _ bytes: [UInt8]) -> [UInt8] {
        switch algorithm {
        case .sha256: Array(SHA256.hash(data: bytes))
        case .sha1: Array(Insecure.SHA1.hash(data: bytes))
        case .md5: Array(Insecure.MD5.hash(data: bytes))
        }
    }

    private static var nothing: ByteStream { ByteStream(AsyncStream<ByteBuffer> { $0.finish() }) }
}

extension MemoryNode {
    package func withheld(_ query: WithheldQuery) async throws(ServiceError) -> WithheldPage {
        try change { state throws(ServiceError) -> WithheldPage in
            let found = state.withheld.values.filter { item in
                (query.flags.isEmpty || query.flags.contains(item.flag)) && (query.cursor.map { item.id < $0 } ?? true)
            }.sorted { $0.id > $1.id }
            let page = Array(found.prefix(query.limit))
            return WithheldPage(items: page, next: found.count > page.count ? page.last?.id : nil)
        }
    }

    package func release(
        _ digest: MaterialDigest,
        by officer: String,
        reason: String
    ) async throws(ServiceError) -> WithheldMaterial {
        try decide(digest, .released, officer, reason)
    }

    package func discard(
        _ digest: MaterialDigest,
        by officer: String,
        reason: String
    ) async throws(ServiceError) -> WithheldMaterial {
        try decide(digest, .discarded, officer, reason)
    }

    private func decide(
        _ digest: MaterialDigest,
        _ flag: MaterialFlag,
        _ officer: String,
        _ reason: String
    ) throws(ServiceError) -> WithheldMaterial {
        try change { state throws(ServiceError) -> WithheldMaterial in
            guard var item = state.withheld[digest] else { throw .notFound(.withheld, "\(digest)") }
            guard item.flag != flag else { return item }
            guard item.flag != .discarded else { throw .withheld(digest, field: nil) }
            (item.flag, item.at, item.decidedBy, item.decidedReason) = (flag, state.clock, officer, reason)
            state.withheld[digest] = item
            return item
        }
    }
}
