/// A peer's stream to us: what of it is on our disk, and what the writer was given and has not yet put there.
///
///     1 ........ committed ........ accepted
///       receipted        at the writer      next wanted: the entry after
struct IncomingStream: Sendable {
    /// Whether entries are taken.
    enum State: Sendable {
        /// Entries that follow are taken. To `halted`.
        case open
        /// Two entries stand at one place. Only an operator's resume leads out, to `open`.
        case halted(Halt)
    }

    /// What to do with a batch.
    enum Verdict {
        /// Give it to the writer; so many of the entries that came were there already.
        case accept(Batch, alreadyThere: Int)
        /// All of it was there already. A receipt says so again, unless the commit that brings it is under way.
        case duplicate(isOnDisk: Bool)
        /// Something before it is missing.
        case gap(expected: UInt64)
        /// The writer has more than enough of this peer.
        case full
        /// It contradicts what we hold.
        case fork(Halt)
        /// The stream is halted.
        case dropped
    }

    /// Which stream.
    let key: StreamKey
    /// Whether entries are taken.
    var state = State.open
    /// On our disk through here.
    var committed: Position
    /// Given to the writer through here; not before `committed`.
    var accepted: Position
    /// Each batch at the writer: its last entry and its bytes.
    var atWriter = Queue<(through: UInt64, bytes: Int)>()
    /// Sum of `atWriter`.
    var bytesAtWriter = 0
    /// Where the peer said its stream ends.
    var peerEnd: UInt64 = 0
    /// Something was dropped that the peer should send again as soon as we can take it.
    var isGapOwed = false
    /// For which place, and when, the last gap receipt went.
    var gapTold: (after: UInt64, at: Instant)?
    /// Entries that came again.
    var duplicates: UInt64 = 0
    /// Times that entries came with a gap before them.
    var gaps: UInt64 = 0
    /// Entries that were dropped because the stream was halted, full, or not listened to.
    var dropped: UInt64 = 0

    init(key: StreamKey, saved: SavedStream) {
        self.key = key
        committed = saved.received
        accepted = saved.received
    }

    /// Nothing is at the writer.
    var isSettled: Bool { accepted.sequence == committed.sequence }

    /// Whether entries are taken.
    var isOpen: Bool {
        if case .open = state { true } else { false }
    }

    /// Judges a batch and takes note of what it means; the hash chain is compared where it meets what we hold.
    mutating func take(_ batch: Batch, _ limits: Limits, _ mutation: Mutation) -> Verdict {
        guard isOpen else {
            dropped += UInt64(batch.entries.count)
            return .dropped
        }
        let through = batch.through
        let before = batch.before
        if through.sequence <= accepted.sequence, !mutation.breaks(.duplicateAccepted) {
            return repeated(batch, mutation)
        }
        if before.sequence > accepted.sequence, !mutation.breaks(.gapAccepted) {
            gaps += 1
            return .gap(expected: accepted.sequence + 1)
        }
        if let seam = batch.hash(at: accepted.sequence), seam != accepted.hash, !mutation.breaks(.hashIgnored) {
            return .fork(Halt(sequence: accepted.sequence, ours: accepted.hash, theirs: seam))
        }
        let rest = mutation.breaks(.duplicateAccepted) ? batch : batch.trimmed(after: accepted.sequence) ?? batch
        let bytes = rest.byteCount
        if atWriter.count >= limits.uncommittedBatchesMax
            || !atWriter.isEmpty && bytesAtWriter + bytes > limits.uncommittedBytesMax,
            !mutation.breaks(.uncommittedUnbounded)
        {
            dropped += UInt64(rest.entries.count)
            isGapOwed = true
            return .full
        }
        accepted = through
        atWriter.append((through.sequence, bytes))
        bytesAtWriter += bytes
        isGapOwed = false
        let alreadyThere = batch.entries.count - rest.entries.count
        duplicates += UInt64(alreadyThere)
        return .accept(rest, alreadyThere: alreadyThere)
    }

    private mutating func repeated(_ batch: Batch, _ mutation: Mutation) -> Verdict {
        for known in [committed, accepted] where known.sequence > 0 && !mutation.breaks(.hashIgnored) {
            if let theirs = batch.hash(at: known.sequence), theirs != known.hash {
                return .fork(Halt(sequence: known.sequence, ours: known.hash, theirs: theirs))
            }
        }
        duplicates += UInt64(batch.entries.count)
        return .duplicate(isOnDisk: batch.through.sequence <= committed.sequence)
    }

    /// On disk through here now.
    ///
    /// Says whether the receipt is to tell of a gap.
    mutating func committed(through position: Position) -> Bool {
        precondition(position.sequence >= committed.sequence, "\(key) went back on our own disk")
        committed = position
        if accepted.sequence <= position.sequence { accepted = position }
        while let first = atWriter.first, first.through <= position.sequence {
            bytesAtWriter -= first.bytes
            atWriter.dropFirst()
        }
        guard isGapOwed, isSettled else { return false }
        isGapOwed = false
        return true
    }

    /// The writer could not keep what it was given: what is on disk counts.
    mutating func writeFailed() {
        accepted = committed
        atWriter.removeAll()
        bytesAtWriter = 0
        isGapOwed = false
    }

    /// Whether to tell of a gap now; not for every frame that comes after one.
    mutating func tellsGap(at now: Instant, every milliseconds: Int64) -> Bool {
        guard isSettled else {
            isGapOwed = true
            return false
        }
        if let told = gapTold, told.after == committed.sequence, now.milliseconds(since: told.at) < milliseconds {
            return false
        }
        gapTold = (committed.sequence, now)
        return true
    }
}
