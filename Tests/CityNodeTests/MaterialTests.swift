import CaseModel
import ExchangeCore
import ExchangeWire
import Foundation
import Testing

@testable import CityNode

@Suite("Materials: folder, staged files, fetching, serving")
struct MaterialTests {
    let temporary: TemporaryFolder
    let folder: MaterialFolder

    init() throws {
        temporary = try TemporaryFolder()
        folder = try MaterialFolder(root: temporary.path + "/materials")
    }

    func append(_ bytes: some Collection<UInt8>, to file: StagedFile) throws {
        try Array(bytes).withUnsafeBytes { try file.append($0) }
    }

    func read(_ digest: MaterialDigest) throws -> [UInt8] {
        let (descriptor, size) = try folder.open(digest)
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        let bytes = [UInt8](try handle.readToEnd() ?? Data())
        #expect(size == Int64(bytes.count))
        return bytes
    }

    private func core(_ digest: MaterialDigest) -> Digest { sure(digest.withBytes { Digest($0) }) }

    // MARK: Folder

    @Test("A file is visible only when it is whole, under its digest, for this user alone")
    func publishes() throws {
        let bytes = Sample.bytes(100_000, seed: 1)
        let digest = Sample.digest(bytes)
        let file = try folder.stageUpload()
        try append(Array(bytes[..<40_000]), to: file)
        #expect(folder.size(of: digest) == nil)
        #expect(throws: MaterialError.absent(digest)) { try folder.open(digest) }
        try append(Array(bytes[40_000...]), to: file)
        #expect(file.count == 100_000)
        #expect(file.digest == digest)
        #expect(try folder.publish(file, expected: nil) == digest)
        #expect(folder.size(of: digest) == 100_000)
        #expect(try read(digest) == bytes)
        #expect(try temporary.names(in: "materials/incoming").isEmpty)
        let path = "\(temporary.path)/materials/\(digest.description.prefix(2))/\(digest)"
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
        #expect(mode?.intValue == 0o600)
        // The same once more does no harm.
        let again = try folder.stageUpload()
        try append(bytes, to: again)
        #expect(try folder.publish(again, expected: digest) == digest)
        #expect(try read(digest) == bytes)
    }

    @Test("What a file is, its beginning in memory tells, and its bytes where that is not enough")
    func content() throws {
        let paper = Array("%PDF-1.7\n".utf8) + Sample.bytes(100_000, seed: 6)
        let digest = Sample.digest(paper)
        var file = try folder.stagePart(digest)
        let before = file.mark
        try append(Array("MZ".utf8) + [0], to: file)
        #expect(try file.content() == .executable)
        try file.undo(to: before)
        for start in stride(from: 0, to: paper.count, by: 3_000) {
            try append(paper[start..<min(start + 3_000, paper.count)], to: file)
        }
        // What is read back is known as what was written.
        file = try folder.stagePart(digest)
        #expect(truncate("\(temporary.path)/materials/incoming/\(digest).part", 0) == 0)
        #expect(try file.content() == .pdf)
        let text = try folder.stageUpload()
        try append([UInt8](repeating: 0x41, count: 100_000), to: text)
        #expect(try text.content() == .text)
        try append([0], to: text)
        #expect(try text.content() == .unknown)
    }

    @Test("A wrong digest leaves nothing")
    func wrongDigest() throws {
        let promised = Sample.digest([1])
        let got = Sample.digest([2])
        let file = try folder.stageUpload()
        try append([2], to: file)
        #expect(throws: MaterialError.digestDiffers(expected: promised, got: got)) {
            try folder.publish(file, expected: promised)
        }
        #expect(folder.size(of: promised) == nil)
        #expect(folder.size(of: got) == nil)
        #expect(try temporary.names(in: "materials/incoming").isEmpty)
    }

    @Test("A part goes on where it stopped, with the digest of the whole")
    func resumes() throws {
        let bytes = Sample.bytes(2 << 20, seed: 2)
        let digest = Sample.digest(bytes)
        do {
            let part = try folder.stagePart(digest)
            try append(Array(bytes[..<50_001]), to: part)
        }
        #expect(folder.partSize(of: digest) == 50_001)
        #expect(folder.size(of: digest) == nil)
        let part = try folder.stagePart(digest)
        #expect(part.count == 50_001)
        try append(Array(bytes[50_001...]), to: part)
        #expect(try folder.publish(part, expected: digest) == digest)
        #expect(try read(digest) == bytes)
        #expect(folder.partSize(of: digest) == 0)
    }

    @Test("Uploads that a crash left are removed at the start; parts of peers stay")
    func leftovers() throws {
        let digest = Sample.digest([7])
        try append([1, 2, 3], to: try folder.stageUpload())
        try append([1, 2, 3], to: try folder.stagePart(digest))
        #expect(try temporary.names(in: "materials/incoming").count == 2)
        let next = try MaterialFolder(root: temporary.path + "/materials")
        #expect(try temporary.names(in: "materials/incoming") == ["\(digest).part"])
        #expect(next.partSize(of: digest) == 3)
    }

    @Test("A discarded file is gone")
    func discards() throws {
        let file = try folder.stageUpload()
        try append([1], to: file)
        file.discard()
        #expect(try temporary.names(in: "materials/incoming").isEmpty)
    }

    @Test("A folder that can't be made is an error that says what to do")
    func noFolder() throws {
        try temporary.write("x", to: "file")
        let error = #expect(throws: MaterialError.self) { try MaterialFolder(root: temporary.path + "/file/materials") }
        #expect(error?.description.contains("check the disk and the folder's owner") == true)
    }

    // MARK: Fetching

    private func chunk(_ bytes: [UInt8], of whole: [UInt8], at offset: Int) -> MaterialChunk {
        MaterialChunk(
            digest: core(Sample.digest(whole)),
            offset: UInt64(offset),
            totalBytes: UInt64(whole.count),
            bytes: FrameBytes(bytes)
        )
    }

    @Test("A question waits as long as its peer answers others, but not without end")
    func patience() throws {
        let fetch = MaterialFetch(digest: Sample.digest([1]), size: 1, peer: Sample.nanping)
        func at(_ milliseconds: Int64) -> Instant { Instant(milliseconds: milliseconds) }
        let (wait, most) = (MaterialLimits.retryMillisecondsMin, MaterialLimits.patienceMilliseconds)
        fetch.hears(at: at(0))
        #expect(fetch.due == nil)
        try fetch.open(in: folder)
        _ = fetch.nextRequests(at: at(0))
        #expect(fetch.due == at(wait))
        fetch.hears(at: at(wait / 2))
        #expect(fetch.due == at(wait / 2 + wait))
        for now in wait..<most + wait { fetch.hears(at: at(now)) }
        #expect(fetch.due == at(most))
        // Asked again, it has as long once more.
        fetch.rewind(at: at(most))
        _ = fetch.nextRequests(at: at(most))
        fetch.hears(at: at(most + most - 1))
        #expect(fetch.due == at(most + most))
        // What is to be asked at once, as after a link was lost, waits for nobody.
        fetch.hurry(at: at(most))
        fetch.hears(at: at(most))
        #expect(fetch.due == at(most))
    }

    @Test("Parts are asked for in order, a few at a time, and taken only in order")
    func fetches() throws {
        let ahead = MaterialLimits.inFlightPerPeerBytesMax / MaterialLimits.chunkBytes
        let size = MaterialLimits.chunkBytes * (ahead + 2) + 10
        let bytes = Sample.bytes(size, seed: 3)
        let digest = Sample.digest(bytes)
        let fetch = MaterialFetch(digest: digest, size: Int64(size), peer: Sample.nanping)
        var now = Instant(milliseconds: 0)
        #expect(!fetch.isOpen)
        #expect(fetch.nextRequests(at: now).isEmpty && fetch.underway == 0)
        try fetch.open(in: folder)
        // One is asked for also where the peer has been asked for enough.
        #expect(fetch.nextRequests(at: now, room: 0).map(\.offset) == [0])
        #expect(fetch.nextRequests(at: now, room: 0).isEmpty)
        #expect(fetch.underway == MaterialLimits.chunkBytes)
        fetch.rewind(at: now)
        fetch.hurry(at: now)
        let first = fetch.nextRequests(at: now)
        #expect(first.map(\.offset) == (0..<ahead).map { UInt64($0 * MaterialLimits.chunkBytes) })
        #expect(first.allSatisfy { $0.length == MaterialLimits.chunkBytes })
        #expect(fetch.nextRequests(at: now).isEmpty)
        #expect(fetch.due == now.advanced(byMilliseconds: MaterialLimits.retryMillisecondsMin))
        func part(_ request: MaterialRequest) -> MaterialChunk {
            let offset = Int(request.offset)
            return chunk(Array(bytes[offset..<offset + request.length]), of: bytes, at: offset)
        }
        // Too early, empty, too long, twice: nothing of it is taken.
        #expect(try !fetch.append(part(first[1]), at: now))
        #expect(try !fetch.append(chunk([], of: bytes, at: 0), at: now))
        #expect(try !fetch.append(chunk(bytes + [1], of: bytes, at: 0), at: now))
        #expect(try fetch.append(part(first[0]), at: now))
        #expect(try !fetch.append(part(first[0]), at: now))
        let second = fetch.nextRequests(at: now)
        #expect(second.map(\.offset) == [UInt64(ahead * MaterialLimits.chunkBytes)])
        // An answer is lost: what follows on it is dropped, and asked for again after a while.
        #expect(try !fetch.append(part(first[2]), at: now))
        now = try #require(fetch.due)
        fetch.rewind(at: now)
        let again = fetch.nextRequests(at: now)
        #expect(again.map(\.offset) == (1...ahead).map { UInt64($0 * MaterialLimits.chunkBytes) })
        #expect(fetch.due == now.advanced(byMilliseconds: MaterialLimits.retryMillisecondsMin * 2))
        var waiting = again
        while !waiting.isEmpty {
            let request = waiting.removeFirst()
            #expect(try fetch.append(part(request), at: now))
            waiting += fetch.nextRequests(at: now)
        }
        #expect(fetch.isWhole)
        #expect(fetch.due == nil)
        let file = try #require(fetch.handOver())
        #expect(!fetch.isOpen && fetch.handOver() == nil)
        let publications = MaterialPublisher.publish([WholeFile(digest: digest, file: file)], in: folder)
        #expect(publications.map(\.digest) == [digest] && publications[0].failure == nil)
        #expect(publications[0].content == .unknown)
        #expect(try read(digest) == bytes)
    }

    @Test("Waits grow up to their limit while nothing comes")
    func waits() throws {
        let fetch = MaterialFetch(digest: Sample.digest([1]), size: 1, peer: Sample.nanping)
        try fetch.open(in: folder)
        let now = Instant(milliseconds: 0)
        var last: Int64 = 0
        for _ in 0..<10 {
            fetch.rewind(at: now)
            last = try #require(fetch.due).milliseconds
        }
        #expect(last == MaterialLimits.retryMillisecondsMax)
    }

    @Test("A fetch goes on with the part on disk, and begins anew where the part can't be right")
    func resumesFetch() throws {
        let bytes = Sample.bytes(1_000, seed: 4)
        let digest = Sample.digest(bytes)
        let now = Instant(milliseconds: 0)
        do {
            let fetch = MaterialFetch(digest: digest, size: 1_000, peer: Sample.nanping)
            try fetch.open(in: folder)
            #expect(try fetch.append(chunk(Array(bytes[..<300]), of: bytes, at: 0), at: now))
            fetch.postpone(at: now)
            #expect(!fetch.isOpen)
            #expect(fetch.isPostponed)
        }
        let fetch = MaterialFetch(digest: digest, size: 1_000, peer: Sample.nanping)
        try fetch.open(in: folder)
        #expect(fetch.nextRequests(at: now).map(\.offset) == [300])
        // Longer than the whole: somebody else's bytes.
        let short = MaterialFetch(digest: digest, size: 200, peer: Sample.nanping)
        try short.open(in: folder)
        #expect(short.nextRequests(at: now).map(\.offset) == [0])
    }

    @Test("Bytes with another digest are removed, and asked for again from the first")
    func lies() throws {
        let bytes: [UInt8] = [1, 2, 3]
        let digest = Sample.digest(bytes)
        let fetch = MaterialFetch(digest: digest, size: 3, peer: Sample.nanping)
        let now = Instant(milliseconds: 0)
        try fetch.open(in: folder)
        #expect(try fetch.append(chunk([1, 2, 4], of: bytes, at: 0), at: now))
        let file = try #require(fetch.handOver())
        let publications = MaterialPublisher.publish([WholeFile(digest: digest, file: file)], in: folder)
        #expect(publications.map(\.failure) == [.digestDiffers(expected: digest, got: Sample.digest([1, 2, 4]))])
        #expect(folder.size(of: digest) == nil)
        #expect(folder.partSize(of: digest) == 0)
        try fetch.open(in: folder)
        #expect(fetch.nextRequests(at: now).map(\.offset) == [0])
    }

    // MARK: Serving

    private func put(_ bytes: [UInt8]) throws -> MaterialDigest {
        let file = try folder.stageUpload()
        try append(bytes, to: file)
        return try folder.publish(file, expected: nil)
    }

    @Test("A peer gets the bytes that it asks for, at most a chunk, up to the end")
    func serves() throws {
        let bytes = Sample.bytes(WireLimits.chunkBytesMax + 5_000, seed: 5)
        let digest = try put(bytes)
        var readers = MaterialReaders(folder: folder, mayRead: { _, _ in true })
        func ask(_ offset: UInt64, _ length: Int) throws -> MaterialChunk {
            let request = MaterialRequest(digest: core(digest), offset: offset, length: length)
            return try readers.chunk(request, for: Sample.nanping)
        }
        let first = try ask(0, .max)
        #expect(first.bytes == FrameBytes(Array(bytes[..<WireLimits.chunkBytesMax])))
        #expect(first.totalBytes == UInt64(bytes.count))
        #expect(first.missing == nil)
        #expect(try ask(10, 7).bytes == FrameBytes(Array(bytes[10..<17])))
        #expect(try ask(UInt64(bytes.count) - 3, 100).bytes == FrameBytes(bytes.suffix(3)))
        #expect(try ask(UInt64(bytes.count), 1).missing == .range)
        #expect(try ask(.max, 1).missing == .range)
    }

    @Test("Who has no case with a material does not learn whether it is here")
    func forbids() throws {
        let digest = try put([1, 2, 3])
        let asked = Box(0)
        var readers = MaterialReaders(
            folder: folder,
            mayRead: { _, peer in
                asked.value.withLock { $0 += 1 }
                return peer == Sample.nanping
            }
        )
        let request = MaterialRequest(digest: core(digest), offset: 0, length: 3)
        let absent = MaterialRequest(digest: core(Sample.digest([9])), offset: 0, length: 3)
        #expect(try readers.chunk(request, for: Sample.shangrao).missing == .forbidden)
        #expect(try readers.chunk(absent, for: Sample.shangrao).missing == .forbidden)
        #expect(try readers.chunk(request, for: Sample.nanping).bytes == [1, 2, 3])
        #expect(try readers.chunk(request, for: Sample.nanping).bytes == [1, 2, 3])
        #expect(try readers.chunk(absent, for: Sample.nanping).missing == .incomplete)
        // The permission is remembered, a refusal is not.
        #expect(asked.value.withLock { $0 } == 4)
        #expect(try readers.chunk(request, for: Sample.shangrao).missing == .forbidden)
    }

    @Test("A file that was removed is given to nobody any more, though it was open, and who may read is asked anew")
    func removed() throws {
        let digest = try put([1, 2, 3])
        let mayRead = Box(true)
        var readers = MaterialReaders(folder: folder, mayRead: { _, _ in mayRead.value.withLock { $0 } })
        let request = MaterialRequest(digest: core(digest), offset: 0, length: 3)
        #expect(try readers.chunk(request, for: Sample.nanping).bytes == [1, 2, 3])
        #expect(try folder.remove(digest))
        #expect(try folder.remove(digest), "what is gone is removed")
        readers.forget([digest])
        #expect(try readers.chunk(request, for: Sample.nanping).missing == .incomplete)
        mayRead.value.withLock { $0 = false }
        readers.forget([digest])
        #expect(try readers.chunk(request, for: Sample.nanping).missing == .forbidden)
    }

    @Test("More files than are kept open are served all the same")
    func manyFiles() throws {
        let all = try (0..<MaterialLimits.openFilesMax * 2).map { index in
            let bytes = [UInt8](repeating: UInt8(index), count: 10 + index)
            return (bytes, try put(bytes))
        }
        var readers = MaterialReaders(folder: folder, mayRead: { _, _ in true })
        for _ in 0..<2 {
            for (bytes, digest) in all {
                let request = MaterialRequest(digest: core(digest), offset: 0, length: 100)
                #expect(try readers.chunk(request, for: Sample.nanping).bytes == FrameBytes(bytes))
            }
        }
    }
}
