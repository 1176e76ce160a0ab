import CaseModel
import CaseStore
import Crypto
import Foundation

// Uploads in parts: begun, gone on with, finished, given up.
extension CityNode {
    /// Begins an upload in parts.
    ///
    /// - Parameters:
    ///   - length: its bytes; `nil` where they are not known yet.
    ///   - metadata: what the caller says of it, as the header `Upload-Metadata` writes it.
    ///   - key: the caller's name for this write, if there is one: a repeat gets the upload that the first one began.
    /// - Throws: `MaterialError.tooLarge`, `UploadError.tooMany`, `CommandError.keyReused`, `StoreError`.
    package func beginUpload(
        length: Int64?,
        metadata: String,
        key: String?
    ) async throws -> (standing: UploadStanding, replayed: Bool) {
        let sizeMax = configuration.materialBytesMax
        if let length, length > sizeMax { throw MaterialError.tooLarge(limit: sizeMax) }
        let limits = configuration.materials.uploads
        let id = Self.uploadName(key)
        let (row, isNew) = try await pipeline.run { scope -> (UploadRow, Bool) in
            let now = scope.now.milliseconds
            if let row = try scope.writer.upload(id) {
                guard row.length == length || length == nil, row.metadata == metadata else {
                    throw CommandError.keyReused(key ?? id)
                }
                return (row, false)
            }
            let totals = try scope.writer.uploadTotals(unknown: sizeMax)
            guard totals.count < limits.openMax, totals.bytes + (length ?? sizeMax) <= limits.bytesMax else {
                throw UploadError.tooMany(open: totals.count, bytes: totals.bytes)
            }
            let row = UploadRow(
                id: id,
                length: length,
                metadata: metadata,
                beganAt: now,
                expiresAt: now + Int64(limits.hours) * 3_600_000
            )
            guard try scope.writer.addUpload(row) else {
                throw StoreError.constraint(detail: "an upload of this name")
            }
            return (row, true)
        }
        guard isNew else { return (try await uploadStanding(id), true) }
        guard length == 0 else { return (UploadStanding(row: row, offset: 0), false) }
        return (try await takeTurn(id, at: 0).end(isWhole: true), false)
    }

    /// A name that cannot be guessed, or, with a key, always the same.
    private static func uploadName(_ key: String?) -> String {
        var random = SystemRandomNumberGenerator()
        let bytes =
            key.map { Array(SHA256.hash(data: Array("upload:\($0)".utf8)).prefix(16)) }
            ?? (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        return bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    /// How an upload stands; what is told is durable.
    ///
    /// One whose last answer was lost becomes a material now.
    ///
    /// - Throws: `UploadError.absent`, `.locked`.
    package func uploadStanding(_ id: String) async throws -> UploadStanding {
        let row = try await openUpload(id)
        if row.material != nil, let length = row.length { return UploadStanding(row: row, offset: length) }
        let file = try uploads.take(id)
        let size: Int64
        do {
            // What is behind the verified part belongs to one that a crash cut off.
            size = min(try materials.uploadSize(id), row.verified ?? .max)
        } catch {
            uploads.give(id, nil)
            throw error
        }
        uploads.give(id, file)
        guard size == row.length else { return UploadStanding(row: row, offset: size) }
        return try await takeTurn(id, at: size).end(isWhole: true)
    }

    private func openUpload(_ id: String) async throws -> UploadRow {
        guard let row = try await store.glance({ try $0.upload(id) }), row.expiresAt > Clock.wall.milliseconds else {
            throw UploadError.absent(id)
        }
        return row
    }

    /// Begins a part.
    ///
    /// - Parameters:
    ///   - offset: where the caller thinks that the upload stands.
    ///   - length: the whole length, where it was not announced before.
    ///   - checksum: the part's checksum, if the caller gives one.
    /// - Throws: `UploadError`.
    package func takeTurn(
        _ id: String,
        at offset: Int64,
        length: Int64? = nil,
        checksum: PartChecksum? = nil
    ) async throws -> UploadTurn {
        var row = try await openUpload(id)
        if row.material != nil, let length = row.length { throw UploadError.offset(given: offset, current: length) }
        var file = try uploads.take(id)
        do {
            let opened: StagedFile
            if let file {
                opened = file
            } else {
                nonisolated(unsafe) var found: StagedFile?
                let (folder, verified) = (materials, row.verified)
                try await Self.blocking { found = try folder.stageUploadPart(id, verified: verified) }
                guard let found else { throw UploadError.absent(id) }
                opened = found
            }
            file = opened
            guard opened.count == offset else { throw UploadError.offset(given: offset, current: opened.count) }
            if let length {
                guard row.length ?? length == length, length >= offset else {
                    throw UploadError.length(row.length ?? offset)
                }
                guard length <= configuration.materialBytesMax else {
                    throw MaterialError.tooLarge(limit: configuration.materialBytesMax)
                }
            }
            let verified = checksum == nil ? nil : offset
            if row.verified != verified || (length != nil && row.length != length) {
                row.verified = verified
                row.length = row.length ?? length
                let changed = row
                try await pipeline.run { try $0.writer.updateUpload(changed) }
            }
            return UploadTurn(file: opened, row: row, checksum: checksum, node: self)
        } catch {
            uploads.give(id, file)
            throw error
        }
    }

    /// Makes a material of a whole upload; one that is not taken is removed with all that is known of it.
    func complete(_ standing: UploadStanding, _ file: StagedFile) async throws -> UploadStanding {
        let id = standing.row.id
        let metadata = UploadMetadata(standing.row.metadata)
        let rules = configuration.materials.content
        let folder = materials
        // Handed over whole: nobody else has the turn.
        nonisolated(unsafe) let handed = file
        do {
            let row = standing.row
            let kept = try await keep(
                file,
                isScanned: true,
                also: { scope, digest in
                    var row = row
                    row.material = digest
                    try scope.writer.updateUpload(row)
                },
                publish: {
                    let digest = handed.digest
                    if let expected = metadata.digest, expected != digest {
                        throw MaterialError.digestDiffers(expected: expected, got: digest)
                    }
                    let content = try handed.content()
                    try rules.admit(content, declared: metadata.declared, size: handed.count)
                    return (try folder.publish(keeping: handed), content)
                }
            )
            materials.removeUpload(id)
            var done = standing
            done.row.material = kept.digest
            done.isBeingChecked = kept.isBeingChecked
            return done
        } catch let error as MaterialError where !error.isDiskFull {
            if case .system = error { throw error }
            try await forgetUpload(id)
            throw error
        }
    }

    /// Gives an upload up.
    ///
    /// A material that it became stays.
    ///
    /// - Throws: `UploadError.absent`, `.locked`.
    package func removeUpload(_ id: String) async throws {
        _ = try await openUpload(id)
        _ = try uploads.take(id)
        defer { uploads.give(id, nil) }
        try await forgetUpload(id)
    }

    private func forgetUpload(_ id: String) async throws {
        // The row goes first: a file without one is removed by the upkeep.
        _ = try await pipeline.run { try $0.writer.removeUpload(id) }
        materials.removeUpload(id)
    }

    /// Removes uploads whose time is over, and files that belong to none.
    func expireUploads() async {
        do {
            let now = Clock.wall.milliseconds
            for row in try await store.read({ try $0.uploads(expiringBefore: now, limit: StoreLimits.rowsMax) }) {
                do {
                    _ = try uploads.take(row.id)
                } catch { continue }
                defer { uploads.give(row.id, nil) }
                try await forgetUpload(row.id)
            }
            for id in materials.uploadNames() where try await store.glance({ try $0.upload(id) }) == nil {
                materials.removeUpload(id)
            }
        } catch {
            log.error("uploads whose time is over could not be removed: \(error)")
        }
    }
}
