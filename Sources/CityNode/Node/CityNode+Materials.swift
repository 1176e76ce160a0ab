import CaseModel
import CaseStore
import Foundation

// Materials that are put in here.
extension CityNode {
    /// A material on its way in.
    ///
    /// Used by one task.
    package final class Upload {
        private let file: StagedFile
        private let node: CityNode
        private let limit: Int64
        private var ended = false

        fileprivate init(_ file: StagedFile, node: CityNode, limit: Int64) {
            self.file = file
            self.node = node
            self.limit = limit
        }

        deinit { if !ended { file.discard() } }

        /// Bytes so far.
        package var count: Int64 { file.count }

        /// Adds bytes.
        ///
        /// - Throws: `MaterialError`, `.tooLarge` beyond the limit; nothing is left behind then.
        package func append(_ bytes: UnsafeRawBufferPointer) throws {
            guard file.count + Int64(bytes.count) <= limit else { throw MaterialError.tooLarge(limit: limit) }
            try file.append(bytes)
        }

        /// Makes it durable and visible under its digest.
        ///
        /// - Throws: `MaterialError.digestDiffers` where the caller expected another one, `StoreError`.
        package func finish(expected: MaterialDigest?) async throws -> (digest: MaterialDigest, existed: Bool) {
            ended = true
            let size = file.count
            // Handed over whole: this object does not touch the file again.
            nonisolated(unsafe) let file = file
            let folder = node.materials
            let claimed = file.digest
            folder.claim(claimed)
            defer { folder.release(claimed) }
            let digest: MaterialDigest = try await withCheckedThrowingContinuation { continuation in
                DispatchQueue.global().async {
                    continuation.resume(with: Result { try folder.publish(file, expected: expected) })
                }
            }
            return try await node.pipeline.run { scope in
                let existed = try scope.writer.material(digest)?.state == .complete
                let row = try scope.writer.addMaterial(
                    digest,
                    size: size,
                    mediaType: "application/octet-stream",
                    state: .complete,
                    source: nil,
                    at: scope.now.milliseconds
                )
                if row.state != .complete {
                    try scope.writer.setMaterialState(digest, .complete, at: scope.now.milliseconds)
                }
                return (digest, existed)
            }
        }
    }

    /// Begins to take a material of at most `limit` bytes.
    package func beginUpload(limit: Int64) throws -> Upload {
        Upload(try materials.stageUpload(), node: self, limit: min(limit, configuration.materialBytesMax))
    }
}
