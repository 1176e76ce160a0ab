import CaseModel
import CaseStore
import CityNode
import Foundation
import NIOCore
import NodeAPI

extension NodeFacade {
    func put(_ upload: MaterialUpload) async throws(ServiceError) -> StoredMaterial {
        try await saying("Content-Type") {
            let file = try node.beginUpload(limit: upload.sizeMax)
            do {
                for try await chunk in upload.bytes {
                    try chunk.withUnsafeReadableBytes { try file.append($0) }
                }
            } catch let error as MaterialError {
                throw error
            } catch let error as ServiceError {
                throw error
            } catch {
                throw ServiceError.uploadBroken("\(error)")
            }
            let size = file.count
            if let announced = upload.expectedSize, announced != size {
                throw ServiceError.uploadBroken("\(announced) bytes were announced and \(size) came")
            }
            let kept = try await file.finish(expected: upload.expectedDigest, declared: upload.declared)
            return StoredMaterial(
                digest: kept.digest,
                size: size,
                existed: kept.existed,
                isBeingChecked: kept.isBeingChecked
            )
        }
    }

    func material(_ digest: MaterialDigest) async throws(ServiceError) -> MaterialInfo? {
        try await serving {
            guard let row = try await node.store.glance({ try $0.material(digest) }),
                !row.isErased || row.standing == .discarded
            else { return nil }
            if row.standing == .discarded { throw ServiceError.withheld(digest, field: nil) }
            let held = row.state == .complete ? row.size : node.materials.partSize(of: digest)
            return MaterialInfo(
                digest: digest,
                size: row.size,
                heldBytes: held,
                mediaType: row.mediaType,
                flag: row.standing.map { MaterialFlag($0) }
            )
        }
    }

    func look(at digest: MaterialDigest, by caller: Caller) async throws(ServiceError) {
        try await serving { try await node.look(at: digest, by: caller) }
    }

    func noteUpload(_ digest: MaterialDigest, by caller: Caller) { node.noteUpload(digest, by: caller) }

    func bytes(of digest: MaterialDigest, range: Range<Int64>) async throws(ServiceError) -> ByteStream {
        try await serving {
            guard let row = try await node.store.glance({ try $0.material(digest) }), !row.isErased else {
                throw ServiceError.notFound(.material, "\(digest)")
            }
            guard row.isOpen else {
                throw row.standing == .checking
                    ? ServiceError.beingChecked(digest, field: nil) : ServiceError.withheld(digest, field: nil)
            }
            guard row.state == .complete else {
                throw ServiceError.incomplete(
                    digest,
                    heldBytes: node.materials.partSize(of: digest),
                    size: row.size
                )
            }
            let file = try MaterialFile(folder: node.materials, digest: digest, range: range)
            return ByteStream { try await file.next() }
        }
    }
}

/// A material's bytes, read chunk by chunk as the caller takes them.
private actor MaterialFile {
    private let handle: FileHandle
    private var left: Int64

    init(folder: MaterialFolder, digest: MaterialDigest, range: Range<Int64>) throws {
        let (descriptor, _) = try folder.open(digest)
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try handle.seek(toOffset: UInt64(range.lowerBound))
        left = Int64(range.count)
    }

    func next() throws -> ByteBuffer? {
        guard left > 0 else { return nil }
        let length = Int(min(left, Int64(APILimits.materialChunkBytesMax)))
        guard let data = try handle.read(upToCount: length), !data.isEmpty else { return nil }
        left -= Int64(data.count)
        return ByteBuffer(bytes: data)
    }
}
