import CaseModel
import CaseStore
import CityNode
import NodeAPI

extension NodeFacade {
    func beginUpload(_ order: UploadOrder) async throws(ServiceError) -> (upload: UploadView, replayed: Bool) {
        try await saying("Upload-Metadata") {
            let (standing, replayed) = try await node.beginUpload(
                length: order.length,
                metadata: order.metadata,
                key: order.key
            )
            return (UploadView(standing), replayed)
        }
    }

    func upload(_ id: String) async throws(ServiceError) -> UploadView? {
        do {
            return try await saying("Upload-Metadata") { UploadView(try await node.uploadStanding(id)) }
        } catch {
            if case .notFound(.upload, _) = error { return nil }
            throw error
        }
    }

    func append(_ part: UploadPart, to id: String) async throws(ServiceError) -> UploadView {
        try await saying("Upload-Metadata") {
            let turn = try await node.takeTurn(
                id,
                at: part.offset,
                length: part.length,
                checksum: part.checksum.map { PartChecksum(.init($0.algorithm), $0.value) }
            )
            do {
                for try await chunk in part.bytes {
                    try chunk.withUnsafeReadableBytes { try turn.append($0) }
                }
            } catch {
                // Where the caller broke off, what came stays; a part that is refused goes as a whole.
                let isBroken = (error as? ServiceError)?.isBreak ?? !(error is UploadError || error is MaterialError)
                _ = try await turn.end(isWhole: false, keeps: isBroken)
                if isBroken, !(error is ServiceError) { throw ServiceError.uploadBroken("\(error)") }
                throw error
            }
            return UploadView(try await turn.end(isWhole: true))
        }
    }

    func endUpload(_ id: String) async throws(ServiceError) {
        try await serving { try await node.removeUpload(id) }
    }

    /// Runs a piece of work; a file that is not taken is told with the part of the request that says what it is.
    func saying<Answer>(
        _ field: String,
        _ body: () async throws -> Answer
    ) async throws(ServiceError) -> Answer {
        try await serving {
            do {
                return try await body()
            } catch MaterialError.content(let refusal) {
                throw ServiceError.content(refusal, field: field)
            }
        }
    }
}

extension ServiceError {
    /// Whether the caller broke off, or the node stops: what came until then is as good as it was.
    fileprivate var isBreak: Bool {
        switch self {
        case .uploadBroken, .stopping: true
        default: false
        }
    }
}

extension PartChecksum.Algorithm {
    fileprivate init(_ algorithm: UploadPart.Checksum.Algorithm) {
        self =
            switch algorithm {
            case .sha256: .sha256
            case .sha1: .sha1
            case .md5: .md5
            }
    }
}

extension UploadView {
    fileprivate init(_ standing: UploadStanding) {
        let row = standing.row
        self.init(
            id: row.id,
            offset: standing.offset,
            length: row.length,
            metadata: row.metadata,
            expiresAt: row.expiresAt,
            material: row.material
        )
    }
}
