import CaseModel
import Crypto
import Foundation

/// A file that is being written under a temporary name and becomes visible only whole: synced, checked and renamed.
///
/// Owned by one thread or task at a time.
final class StagedFile {
    /// Bytes written so far.
    private(set) var count: Int64
    private let descriptor: CInt
    private let path: String
    private var hasher: SHA256
    private var head: [UInt8] = []
    private var unsynced = 0
    private var blocks: DirectBlocks?
    private var open = true

    /// Bytes after which what was written is synced, so that no single sync takes the disk away from the database for long.
    static let flushBytes = 64 << 20
    /// Bytes after which the kernel is told to write, so that little is left to do when they are synced.
    private static let writeBytes: Int64 = 1 << 20
    private static let readBytes = 1 << 20

    /// Makes a new temporary file, or goes on with the one that is there.
    ///
    /// - Parameters:
    ///   - verified: through where the file is known to be right; what is behind it is cut off.
    ///   - replacing: whether a new file takes the place of one that a crash left.
    init(
        path: String,
        resuming: Bool,
        verified: Int64? = nil,
        replacing: Bool = false
    ) throws(MaterialError) {
        if replacing { unlink(path) }
        let flags = resuming ? O_RDWR | O_CREAT | O_CLOEXEC : O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC
        descriptor = Glibc.open(path, flags, 0o600)
        guard descriptor >= 0 else { throw MaterialError.system("open", errno) }
        self.path = path
        hasher = SHA256()
        count = 0
        if resuming {
            if let verified { try cut(to: verified) }
            try readBack()
        }
    }

    deinit { if open { Glibc.close(descriptor) } }

    private func readBack() throws(MaterialError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw MaterialError.system("look at a file", errno) }
        // A new file has nothing, and needs no memory to read it.
        guard status.st_size > 0 else { return }
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.readBytes, alignment: 1)
        defer { room.deallocate() }
        while true {
            let got = try readAll(descriptor, at: count, into: room)
            if got == 0 { return }
            note(UnsafeRawBufferPointer(rebasing: room[..<got]))
        }
    }

    /// Writes whole blocks past the kernel's cache from now on, where that can be; ``sync()`` ends it.
    ///
    /// What is not a whole block yet is lost when the file is closed without it, as if it had not come.
    func writeBlocks(of memory: BlockMemory) {
        blocks = DirectBlocks(descriptor: descriptor, start: count, memory: memory)
    }

    /// Whether blocks go past the kernel's cache.
    var writesBlocks: Bool { blocks != nil }

    /// Appends bytes.
    func append(_ bytes: UnsafeRawBufferPointer) throws(MaterialError) {
        if let blocks {
            try append(bytes, to: blocks)
        } else {
            try write(bytes, at: count)
            took(bytes)
            beginWriting(bytes.count)
        }
        if unsynced >= Self.flushBytes {
            guard fdatasync(descriptor) == 0 else { throw MaterialError.system("sync", errno) }
            unsynced = 0
        }
    }

    private func append(_ bytes: UnsafeRawBufferPointer, to blocks: DirectBlocks) throws(MaterialError) {
        var rest = bytes
        while !rest.isEmpty {
            // A file's last block is left to who syncs it, who may wait for the disk while other files come.
            if blocks.isFull { try write(blocks) }
            let count = blocks.gather(rest)
            took(UnsafeRawBufferPointer(rebasing: rest[..<count]))
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    private func write(_ blocks: DirectBlocks) throws(MaterialError) {
        do {
            try write(blocks.bytes, at: blocks.start)
        } catch .system(_, EINVAL) {
            // Blocks may not begin here: the file system would have them elsewhere, or not at all.
            blocks.end()
            try write(blocks.bytes, at: blocks.start)
        }
        blocks.clear()
    }

    private func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(MaterialError) {
        var done = 0
        while done < bytes.count {
            let wrote = pwrite(
                descriptor,
                bytes.baseAddress.map { $0 + done },
                bytes.count - done,
                off_t(offset) + off_t(done)
            )
            if wrote < 0 {
                if errno == EINTR { continue }
                throw MaterialError.system("write", errno)
            }
            done += wrote
        }
    }

    private func took(_ bytes: UnsafeRawBufferPointer) {
        note(bytes)
        unsynced += bytes.count
    }

    private func note(_ bytes: UnsafeRawBufferPointer) {
        hasher.update(bufferPointer: bytes)
        count += Int64(bytes.count)
        if head.count < ContentSniffer.headBytes { head += bytes.prefix(ContentSniffer.headBytes - head.count) }
    }

    /// Has the kernel begin to write what is whole of the last bytes.
    private func beginWriting(_ bytes: Int) {
        let piece = (count - Int64(bytes)) / Self.writeBytes
        guard count / Self.writeBytes > piece else { return }
        let start = piece * Self.writeBytes
        // Nothing that is not on the disk is let go of; on Linux this begins to write, and does not wait.
        posix_fadvise(descriptor, off_t(start), off_t(count - start), POSIX_FADV_DONTNEED)
    }

    /// A place in the file to which it can go back.
    struct Mark {
        fileprivate let count: Int64
        fileprivate let hasher: SHA256
    }

    /// Where the file ends now.
    var mark: Mark { Mark(count: count, hasher: hasher) }

    /// Takes away what was appended since a mark.
    func undo(to mark: Mark) throws(MaterialError) {
        precondition(blocks == nil, "what is written in blocks is not taken back")
        try cut(to: mark.count)
        count = mark.count
        hasher = mark.hasher
        head.removeSubrange(min(head.count, Int(mark.count))...)
    }

    private func cut(to length: Int64) throws(MaterialError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw MaterialError.system("look at a file", errno) }
        guard Int64(status.st_size) > length else { return }
        guard ftruncate(descriptor, off_t(length)) == 0 else { throw MaterialError.system("shorten a file", errno) }
    }

    /// Makes what was appended durable.
    func sync() throws(MaterialError) {
        if let blocks {
            if blocks.isFull { try write(blocks) }
            blocks.end()
            try write(blocks)
            self.blocks = nil
        }
        guard fsync(descriptor) == 0 else { throw MaterialError.system("sync", errno) }
        unsynced = 0
    }

    /// What the file is by its bytes; one that is written in blocks has to be synced first.
    ///
    /// The beginning is in memory, so that most files are not read for it.
    func content() throws -> ContentKind {
        precondition(blocks == nil, "what is in a block is not in the file yet")
        return try ContentSniffer.kind(of: .file(descriptor, size: count, head: head))
    }

    /// Gives the synced file its final name beside the temporary one, so that a crash leaves one of them or both.
    func link(as final: String, in folder: String) throws(MaterialError) {
        try sync()
        let beside = path + ".whole"
        unlink(beside)
        guard Glibc.link(path, beside) == 0, Glibc.rename(beside, final) == 0 else {
            throw MaterialError.system("link", errno)
        }
        // A rename between two names of one file does nothing, and leaves both.
        unlink(beside)
        try syncFolder(folder)
    }

    /// The digest of what was written so far.
    var digest: MaterialDigest {
        guard let digest = hasher.finalize().withUnsafeBytes({ MaterialDigest($0) }) else {
            preconditionFailure("SHA-256 gives 32 bytes")
        }
        return digest
    }

    /// Syncs the file, gives it its final name and syncs the folder.
    func publish(as final: String, in folder: String) throws(MaterialError) {
        try sync()
        try rename(as: final)
        try syncFolder(folder)
    }

    /// Gives the synced file its final name; the folder has to be synced then.
    func rename(as final: String) throws(MaterialError) {
        guard Glibc.rename(path, final) == 0 else { throw MaterialError.system("rename", errno) }
        open = false
        Glibc.close(descriptor)
    }

    /// Removes the temporary file.
    func discard() {
        if open { Glibc.close(descriptor) }
        open = false
        unlink(path)
    }
}

/// Reads a file from a place on until there is no room, or until it ends; says how many bytes came.
func readAll(
    _ descriptor: CInt,
    at offset: Int64,
    into room: UnsafeMutableRawBufferPointer
) throws(MaterialError) -> Int {
    var got = 0
    while got < room.count {
        let read = pread(descriptor, room.baseAddress.map { $0 + got }, room.count - got, off_t(offset) + off_t(got))
        if read < 0, errno == EINTR { continue }
        guard read >= 0 else { throw MaterialError.system("read", errno) }
        if read == 0 { break }
        got += read
    }
    return got
}

/// Makes the names in a folder durable.
func syncFolder(_ path: String) throws(MaterialError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw MaterialError.system("open", errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw MaterialError.system("sync", errno) }
}

extension ContentBytes {
    /// An open file, with as much of its beginning as is in memory.
    static func file(_ descriptor: CInt, size: Int64, head: [UInt8] = []) -> ContentBytes {
        ContentBytes(size: size) { offset, count in
            if offset + Int64(count) <= head.count { return Array(head[Int(offset)..<Int(offset) + count]) }
            var bytes = [UInt8](repeating: 0, count: count)
            let got = try bytes.withUnsafeMutableBytes { try readAll(descriptor, at: Int64(offset), into: $0) }
            return Array(bytes[..<got])
        }
    }
}
