import Synchronization

/// Memory for ``DirectBlocks``, which is used again from file to file: new pages cost more than what is copied into them.
final class BlockMemory: Sendable {
    /// Bytes of a block.
    static let blockBytes = 1 << 20
    /// What disks want the memory of a block aligned to, in bytes.
    private static let alignment = 4096
    /// Blocks that are lent at most; files beyond them go through the kernel's cache.
    static let lentMax = 32

    /// Unchecked `Sendable`: it is in one hand, the lender's or a file's.
    struct Block: @unchecked Sendable {
        fileprivate(set) var bytes: UnsafeMutableRawBufferPointer
    }

    private struct State {
        var lent = 0
        var spare: [Block] = []
    }

    private let state = Mutex(State())

    deinit { trim() }

    /// Lends a block; `nil` where as many are lent as may be.
    func take() -> Block? {
        state.withLock { state in
            guard state.lent < Self.lentMax else { return nil }
            state.lent += 1
            return state.spare.popLast()
                ?? Block(bytes: .allocate(byteCount: Self.blockBytes, alignment: Self.alignment))
        }
    }

    /// Takes back what was lent.
    func give(_ block: Block) {
        state.withLock { state in
            state.lent -= 1
            state.spare.append(block)
        }
    }

    /// Gives the memory that nobody uses back to the system.
    func trim() {
        let spare = state.withLock { state in
            defer { state.spare = [] }
            return state.spare
        }
        for block in spare { block.bytes.deallocate() }
    }

    /// Blocks that are held, lent or not.
    var count: Int { state.withLock { $0.lent + $0.spare.count } }
}
