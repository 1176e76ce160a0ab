import CaseModel
import ExchangeCore

/// Whose turn it is among the materials that one peer gives: a few at once, the others in order, and most of them on disk.
///
/// The index knows every material that is wanted. The queue holds some of them, and reads further where it has none left; so
/// memory is bounded however many files a peer owes, and none of them waits for a restart.
struct MaterialQueue {
    /// Those that have their turn.
    private(set) var active: Set<MaterialDigest> = []
    private var waiting: ArraySlice<MaterialDigest> = []
    /// How many are held, whatever they wait for.
    private(set) var held = 0
    /// The last one that was read from the index in this pass; `nil` at its beginning.
    private(set) var readThrough: MaterialDigest?
    private var hasUnread = true
    private var leftSome = false
    /// When the next pass over the index may begin; `nil` where none has to wait.
    private(set) var nextPassAt: Instant?

    /// Whether anything has its turn.
    var isBusy: Bool { !active.isEmpty }

    /// How many more may be held.
    var room: Int { max(0, MaterialLimits.heldPerPeerMax - held) }

    /// Whether the index has to be read before another turn can begin.
    func wantsMore(at now: Instant) -> Bool {
        guard hasUnread, waiting.isEmpty, active.count < MaterialLimits.fetchesPerPeerMax else { return false }
        return readThrough != nil || nextPassAt.map { $0 <= now } ?? true
    }

    /// Holds a new one, at the end.
    mutating func add(_ digest: MaterialDigest) {
        held += 1
        waiting.append(digest)
    }

    /// Puts one that is held at the end.
    mutating func waitAgain(_ digest: MaterialDigest) { waiting.append(digest) }

    /// The next one whose turn begins; `nil` while as many have theirs as may, or none waits.
    mutating func next() -> MaterialDigest? {
        guard active.count < MaterialLimits.fetchesPerPeerMax, let digest = waiting.popFirst() else { return nil }
        active.insert(digest)
        return digest
    }

    /// Ends a turn; false where it was over.
    mutating func end(_ digest: MaterialDigest) -> Bool { active.remove(digest) != nil }

    /// Lets go of one.
    mutating func drop() { held -= 1 }

    /// One is wanted that is not held: the index will be read for it.
    mutating func leave() {
        if readThrough == nil { hasUnread = true } else { leftSome = true }
    }

    /// Lets go of so many that had their turn in vain; the next pass over the index, which meets them again, waits.
    mutating func drop(_ count: Int, until then: Instant) {
        held -= count
        leftSome = true
        nextPassAt = then
    }

    /// The index is read on; where a pass begins, nothing has to be waited for any more.
    mutating func beginReading() {
        if readThrough == nil { nextPassAt = nil }
    }

    /// The index was read through this one, or, with `nil`, to its end.
    mutating func endReading(through last: MaterialDigest?) {
        readThrough = last
        guard last == nil else { return }
        hasUnread = leftSome
        leftSome = false
    }

    /// The index is to be read, at once.
    mutating func hurry() {
        nextPassAt = nil
        leave()
    }
}
