import Foundation

/// Gathers what is written to a file into whole blocks, which then go to the disk past the kernel's cache.
///
/// What comes from a peer is read again seldom, if ever, and at once by nobody. Through the cache it costs a copy and a new page
/// for every 4 KiB, which takes longer than hashing them, and pushes pages out that others need.
///
/// Owned by one thread at a time.
final class DirectBlocks {
    private let descriptor: CInt
    private let memory: BlockMemory
    private let block: BlockMemory.Block
    private var filled = 0
    /// Where in the file what is gathered begins.
    private(set) var start: Int64

    /// Begins to write an open file past the cache; `nil` where its file system cannot, or where no memory is lent any more.
    init?(descriptor: CInt, start: Int64, memory: BlockMemory) {
        guard let block = memory.take() else { return nil }
        self.descriptor = descriptor
        self.start = start
        self.memory = memory
        self.block = block
        guard Self.set(true, of: descriptor) else { return nil }
    }

    deinit { memory.give(block) }

    /// What is gathered and not written yet.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: block.bytes[..<filled]) }
    /// Whether a block is whole.
    var isFull: Bool { filled == block.bytes.count }

    /// Takes as many bytes as the block has room for, and says how many.
    func gather(_ bytes: UnsafeRawBufferPointer) -> Int {
        let count = min(bytes.count, block.bytes.count - filled)
        UnsafeMutableRawBufferPointer(rebasing: block.bytes[filled...]).copyMemory(
            from: UnsafeRawBufferPointer(rebasing: bytes[..<count])
        )
        filled += count
        return count
    }

    /// Goes on behind what was gathered, once it is written.
    func clear() {
        start += Int64(filled)
        filled = 0
    }

    /// Writes through the cache from now on, as what is no whole block has to be written.
    func end() { _ = Self.set(false, of: descriptor) }

    /// Sets or takes away `O_DIRECT`, whose value differs between processors; glibc shows Swift only this name of it.
    private static func set(_ isDirect: Bool, of descriptor: CInt) -> Bool {
        let flags = fcntl(descriptor, F_GETFL)
        return flags >= 0 && fcntl(descriptor, F_SETFL, isDirect ? flags | __O_DIRECT : flags & ~__O_DIRECT) == 0
    }
}
