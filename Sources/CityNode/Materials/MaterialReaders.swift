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

    /// The bytes that a peer asks for, or why it gets none.
    mutating func answer(_ request: MaterialRequest, for peer: NodeCode) -> MaterialChunk {
        func missing(_ why: MaterialChunk.Missing) -> MaterialChunk {
            MaterialChunk(digest: request.digest, offset: request.offset, missing: why)
        }
        guard let digest = request.digest.withMaterial else { return missing(.unknown) }
        let permission = Permission(digest: digest, peer: peer)
        if !permitted.contains(permission) {
            guard mayRead(digest, peer) else { return missing(.forbidden) }
            if permitted.count >= Self.permissionsMax { permitted.removeAll() }
            permitted.insert(permission)
        }
        let reader: Reader
        do {
            reader = try open(digest)
        } catch {
            if case .absent = error { return missing(.incomplete) }
            return missing(.unreadable)
        }
        guard request.offset < UInt64(reader.size) else { return missing(.range) }
        let length = min(request.length, WireLimits.chunkBytesMax, Int(reader.size - Int64(request.offset)))
        var got = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            while got < length {
                let read = pread(
                    reader.descriptor,
                    buffer.baseAddress.map { $0 + got },
                    length - got,
                    off_t(request.offset) + off_t(got)
                )
                if read < 0, errno == EINTR { continue }
                guard read > 0 else { break }
                got += read
            }
            count = got
        }
        guard got == length else { return missing(.unreadable) }
        return MaterialChunk(
            digest: request.digest,
            offset: request.offset,
            totalBytes: UInt64(reader.size),
            bytes: bytes
        )
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
