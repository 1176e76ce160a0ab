import CaseModel
import CaseStore
import Foundation

/// How an upload in parts stands.
package struct UploadStanding: Hashable, Sendable {
    /// What is known of it.
    package var row: UploadRow
    /// Bytes that are here, durable.
    package var offset: Int64
    /// Whether the material that it became waits for the check for viruses.
    package var isBeingChecked = false

    /// Whether all bytes are here.
    package var isWhole: Bool { row.length == offset }
}

/// One part of an upload on its way in: whoever has it is the only one who writes.
///
/// Used by one task.
package final class UploadTurn {
    let file: StagedFile
    private(set) var row: UploadRow
    private let node: CityNode
    private let start: StagedFile.Mark
    private let checksum: PartChecksum?
    private var hasher: PartHasher?
    private let limit: Int64
    private var ended = false

    init(file: StagedFile, row: UploadRow, checksum: PartChecksum?, node: CityNode) {
        self.file = file
        self.row = row
        self.node = node
        self.checksum = checksum
        start = file.mark
        hasher = checksum.map { PartHasher($0.algorithm) }
        limit = row.length ?? node.configuration.materialBytesMax
    }

    deinit { if !ended { node.uploads.give(row.id, nil) } }

    /// Adds bytes.
    ///
    /// - Throws: `UploadError.length` beyond the announced length; `end` then takes the whole part away.
    package func append(_ bytes: UnsafeRawBufferPointer) throws {
        guard file.count + Int64(bytes.count) <= limit else { throw UploadError.length(limit) }
        try file.append(bytes)
        hasher?.update(bytes)
    }

    /// Ends the part.
    ///
    /// What came without a checksum stays, also where the caller broke off. With a checksum it stays when that is right.
    ///
    /// - Parameters:
    ///   - isWhole: whether the part came to its end.
    ///   - keeps: whether anything of it may stay.
    /// - Returns: how the upload stands; a whole one has become a material.
    /// - Throws: `UploadError.checksum`; what ``CityNode/Upload/finish(expected:declared:)`` throws, and then the upload is
    ///   gone.
    package func end(isWhole: Bool, keeps: Bool = true) async throws -> UploadStanding {
        ended = true
        let isRight = checksum == nil ? keeps : keeps && isWhole && hasher?.value == checksum?.value
        do {
            if !isRight { try file.undo(to: start) }
            try file.sync()
            if checksum != nil {
                row.verified = nil
                let row = row
                try await node.pipeline.run { try $0.writer.updateUpload(row) }
            }
        } catch {
            node.uploads.give(row.id, nil)
            throw error
        }
        guard isRight || !isWhole || !keeps else {
            node.uploads.give(row.id, file)
            throw UploadError.checksum
        }
        let standing = UploadStanding(row: row, offset: file.count)
        guard standing.isWhole else {
            node.uploads.give(row.id, file)
            return standing
        }
        defer { node.uploads.give(row.id, nil) }
        return try await node.complete(standing, file)
    }
}
