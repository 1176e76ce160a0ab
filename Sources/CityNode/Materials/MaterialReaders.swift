import CaseModel
import ExchangeCore
import ExchangeWire
import Foundation

/// The files that peers read from, kept open while they do.
struct MaterialReaders {
    private struct Reader {
        var descriptor: CInt
        var size: Int64
        var lastUse: UInt64
    }

    private struct Permission: Hashable {
        var digest: MaterialDigest
        var peer: NodeCode
    }

    private let folder: MaterialFolder
    private let mayRead: @Sendable (MaterialDigest, NodeCode) -> Bool
    private var readers: [MaterialDigest: Reader] = [:]
    private var permitted: Set<Permission> = []
    private var uses: UInt64 = 0

    /// Permissions that are remembered; they stay true until a case's data are erased.
    private static let permissionsMax = 1_000

    init(folder: MaterialFolder, mayRead: @escaping @Sendable (MaterialDigest, NodeCode) -> Bool) {
        self.folder = folder
        self.mayRead = mayRead
    }

    /// A frame with the bytes that a peer asks for, read into their place in it, and how many they are; or with why it gets none.
    mutating func answer(_ request: MaterialRequest, for peer: NodeCode) -> (frame: [UInt8], bytes: Int) {
        do {
            return try part(request, for: peer)
        } catch {
            return (ChunkFrame.encode(request.digest, offset: request.offset, missing: error), 0)
        }
    }

    private mutating func part(
        _ request: MaterialRequest,
        for peer: NodeCode
    ) throws(MaterialChunk.Missing) -> (frame: [UInt8], bytes: Int) {
        guard let digest = request.digest.withMaterial else { throw .unknown }
        let permission = Permission(digest: digest, peer: peer)
        if !permitted.contains(permission) {
            guard mayRead(digest, peer) else { throw .forbidden }
            if permitted.count >= Self.permissionsMax { permitted.removeAll() }
            permitted.insert(permission)
        }
        let reader: Reader
        do {
            reader = try open(digest)
        } catch {
            if case .absent = error { throw .incomplete }
            throw .unreadable
        }
        guard request.offset < UInt64(reader.size) else { throw .range }
        let count = min(request.length, WireLimits.chunkBytesMax, Int(reader.size - Int64(request.offset)))
        do {
            let frame = try ChunkFrame.encode(
                request.digest,
                offset: request.offset,
                count: count,
                totalBytes: UInt64(reader.size)
            ) { place in
                guard try readAll(reader.descriptor, at: Int64(request.offset), into: place) == count else {
                    throw MaterialChunk.Missing.unreadable
                }
            }
            return (frame, count)
        } catch {
            throw .unreadable
        }
    }

    /// Closes files that were removed, and asks anew who may read what.
    mutating func forget(_ digests: [MaterialDigest]) {
        for digest in digests {
            if let reader = readers.removeValue(forKey: digest) { close(reader.descriptor) }
        }
        permitted.removeAll()
    }

    private mutating func open(_ digest: MaterialDigest) throws(MaterialError) -> Reader {
        uses += 1
        if var reader = readers[digest] {
            reader.lastUse = uses
            readers[digest] = reader
            return reader
        }
        if readers.count >= MaterialLimits.openFilesMax,
            let oldest = readers.min(by: { $0.value.lastUse < $1.value.lastUse })
        {
            close(oldest.value.descriptor)
            readers[oldest.key] = nil
        }
        let (descriptor, size) = try folder.open(digest)
        let reader = Reader(descriptor: descriptor, size: size, lastUse: uses)
        readers[digest] = reader
        return reader
    }
}
