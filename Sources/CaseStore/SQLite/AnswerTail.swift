import CaseModel

/// The newest answers by the hashes of their keys: those that the index on disk does not have yet.
///
/// Callers choose their keys, mostly at random, and a random key changes a page of a large index for itself alone. So new keys
/// gather in memory, and move in the order of their hashes, side by side. A crash loses none: the answers are in their table,
/// from whose end this is read again.
struct AnswerTail {
    /// Where an answer is found.
    struct Mark: Hashable, Comparable {
        /// The hash of its key.
        var hash: Int64
        /// Its place in the table.
        var id: Int64

        static func < (left: Mark, right: Mark) -> Bool { (left.hash, left.id) < (right.hash, right.id) }
    }

    /// As many gather before they move.
    let gatheredMax: Int
    private var gathered: [Int64: Int64] = [:]
    /// Those whose hash another one has too.
    private var alike: [Mark] = []
    /// Those of the transaction that runs, in their order.
    private var unkept: [Mark] = []
    /// Those that move, in the order of their hashes.
    private var moving: ArraySlice<Mark> = []
    /// How many may move for those that came since the last ones did.
    private var credit = 0

    /// The last answer of those that move, or have.
    private(set) var movingThrough: Int64 = 0

    init(gatheredMax: Int) { self.gatheredMax = gatheredMax }

    /// Those that are here.
    var count: Int { gathered.count + alike.count + moving.count }
    /// Those of the transaction that runs.
    var unkeptCount: Int { unkept.count }

    /// Adds an answer that comes behind all others.
    mutating func add(_ mark: Mark) {
        unkept.append(mark)
        if gathered[mark.hash] == nil { gathered[mark.hash] = mark.id } else { alike.append(mark) }
    }

    /// Takes back those of the transaction, but for so many.
    mutating func undo(to count: Int) {
        while unkept.count > count {
            let mark = unkept.removeLast()
            if alike.last == mark { alike.removeLast() } else { gathered[mark.hash] = nil }
        }
    }

    /// The transaction is kept, and those that moved in it are on disk.
    mutating func keep(moved count: Int) {
        moving = count < moving.count ? moving.dropFirst(count) : []
        credit = moving.isEmpty ? 0 : credit + unkept.count * Self.movesPerAnswer - count
        unkept = []
        guard moving.isEmpty, gathered.count + alike.count >= gatheredMax else { return }
        let all = gathered.map { Mark(hash: $0.key, id: $0.value) } + alike
        moving = all.sorted()[...]
        movingThrough = all.reduce(0) { max($0, $1.id) }
        gathered = [:]
        alike = []
    }

    /// All that move do so in the next transaction: whoever is started anew before they have begins again with the first.
    mutating func hurry() { credit = moving.count }

    /// Those that move in this transaction; the last of all where ``isLast(_:)`` says so.
    var next: ArraySlice<Mark> {
        credit < min(Self.movesMin, moving.count) ? [] : moving.prefix(credit)
    }

    /// Whether none is left to move when these have.
    func isLast(_ marks: ArraySlice<Mark>) -> Bool { !marks.isEmpty && marks.count == moving.count }

    /// The answers whose key may have this hash.
    func ids(_ hash: Int64) -> [Int64] {
        var ids: [Int64] = []
        if let id = gathered[hash] { ids.append(id) }
        for mark in alike where mark.hash == hash { ids.append(mark.id) }
        let first = moving.partitioningIndex { $0.hash >= hash }
        for mark in moving[first...].prefix(while: { $0.hash == hash }) { ids.append(mark.id) }
        return ids
    }

    /// So many move for each new one: what is gathered has moved before half as many are gathered again, and no caller feels
    /// much of it.
    private static let movesPerAnswer = 2
    /// Fewer do not move at once, but for the last.
    private static let movesMin = 256
}

extension AnswerTail {
    /// The hash of a key: FNV-1a of its bytes in 64 bits, mixed as by MurmurHash3, so that hashes are spread evenly whatever
    /// the keys have in common.
    static func hash(_ key: String) -> Int64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        return Int64(bitPattern: hash ^ (hash >> 33))
    }
}
