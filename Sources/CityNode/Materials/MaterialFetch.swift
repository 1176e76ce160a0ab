import CaseModel
import ExchangeCore
import ExchangeWire

/// One material on its way here: what is on disk, what was asked for, and when to ask again.
///
/// Parts are asked for in order and taken in order; whatever does not follow on what is here is asked for again.
final class MaterialFetch {
    let digest: MaterialDigest
    let size: Int64
    /// Who is asked for it now.
    private(set) var peer: NodeCode
    /// When to ask again; `nil` while it waits for its turn.
    private(set) var due: Instant?
    /// Whether it had a turn in vain, and waits out its time.
    private(set) var isPostponed = false

    private var file: StagedFile?
    private var asked: Int64 = 0
    /// When to ask again at the latest, whatever else the peer answers.
    private var dueAtLatest = Instant(milliseconds: 0)
    private var unanswered = 0
    /// Who was asked in vain since it waited.
    private var deniedBy: Set<NodeCode> = []
    private var wait = MaterialLimits.retryMillisecondsMin

    init(digest: MaterialDigest, size: Int64, peer: NodeCode) {
        self.digest = digest
        self.size = size
        self.peer = peer
    }

    /// Whether it is its turn.
    var isOpen: Bool { file != nil }
    /// Bytes that were asked for and are not here.
    var underway: Int { file.map { Int(asked - $0.count) } ?? 0 }
    /// Whether all bytes are here.
    var isWhole: Bool { file?.count == size }

    /// Whether more than one peer was asked in vain since it waited.
    var isDeniedBySeveral: Bool { deniedBy.count > 1 }
    /// Whether its peer is silent for so long that another one should be asked.
    var isUnanswered: Bool { unanswered >= MaterialLimits.unansweredMax }

    /// Goes on with the part that is on disk, or begins one.
    func open(in folder: MaterialFolder) throws(MaterialError) {
        var part = try folder.stagePart(digest)
        if part.count > size {
            part.discard()
            part = try folder.stagePart(digest)
        }
        if size - part.count >= BlockMemory.blockBytes { part.writeBlocks(of: folder.blocks) }
        file = part
        asked = part.count
    }

    /// The requests that may be sent now; one is under way whatever else is.
    ///
    /// - Parameters:
    ///   - share: how many bytes of this material may be under way.
    ///   - room: how many bytes more may be asked of its peer.
    func nextRequests(
        at now: Instant,
        share: Int = MaterialLimits.inFlightPerPeerBytesMax,
        room: Int = MaterialLimits.inFlightPerPeerBytesMax
    ) -> [MaterialRequest] {
        guard let file, !isWhole, let name = digest.withBytes({ Digest($0) }) else { return [] }
        var room = Int64(room)
        var requests: [MaterialRequest] = []
        while asked < size, asked == file.count || room > 0 && asked < file.count + Int64(share) {
            let length = min(Int64(MaterialLimits.chunkBytes), size - asked)
            requests.append(MaterialRequest(digest: name, offset: UInt64(asked), length: Int(length)))
            asked += length
            room -= length
        }
        expect(from: now)
        return requests
    }

    private func expect(from now: Instant) {
        due = now.advanced(byMilliseconds: wait)
        dueAtLatest = now.advanced(byMilliseconds: max(wait, MaterialLimits.patienceMilliseconds))
    }

    /// Its peer has answered another question: answers come in order, so this one's may still be on its way.
    func hears(at now: Instant) {
        guard let due else { return }
        self.due = max(due, min(dueAtLatest, now.advanced(byMilliseconds: wait)))
    }

    /// Takes a part; false where it does not follow on what is here.
    func append(_ chunk: MaterialChunk, at now: Instant) throws(MaterialError) -> Bool {
        guard let file, chunk.offset == UInt64(file.count), !chunk.bytes.isEmpty,
            Int64(chunk.bytes.count) <= size - file.count
        else { return false }
        try chunk.bytes.withUnsafeBytes { bytes in
            Result { () throws(MaterialError) in try file.append(bytes) }
        }.get()
        wait = MaterialLimits.retryMillisecondsMin
        unanswered = 0
        expect(from: now)
        if isWhole { due = nil }
        return true
    }

    /// The file, when all its bytes are here: it is whoever publishes it that has it then.
    func handOver() -> StagedFile? {
        guard isWhole else { return nil }
        defer { file = nil }
        due = nil
        return file
    }

    /// Asks again from what is here, and waits longer the next time.
    func rewind(at now: Instant) {
        asked = file?.count ?? 0
        if isOpen { unanswered += 1 }
        wait = min(wait * 2, MaterialLimits.retryMillisecondsMax)
        due = file == nil ? nil : now.advanced(byMilliseconds: wait)
        isPostponed = false
    }

    /// Asks again at once where it would ask later.
    func hurry(at now: Instant) {
        wait = MaterialLimits.retryMillisecondsMin
        guard due != nil else { return }
        due = now
        dueAtLatest = now
    }

    /// Who may be asked next, of those who may have it: nobody who was asked since it waited.
    func others(of sources: [NodeCode]) -> [NodeCode] {
        deniedBy.insert(peer)
        unanswered = 0
        return sources.filter { !deniedBy.contains($0) }
    }

    /// Is asked of another peer when its turn comes.
    func turn(to other: NodeCode) {
        peer = other
        file = nil
        due = nil
        unanswered = 0
        wait = MaterialLimits.retryMillisecondsMin
        isPostponed = false
    }

    /// Lets others go first for a while.
    func postpone(at now: Instant) {
        file = nil
        unanswered = 0
        deniedBy = []
        isPostponed = true
        wait = min(wait * 2, MaterialLimits.retryMillisecondsMax)
        due = now.advanced(byMilliseconds: wait)
    }
}
