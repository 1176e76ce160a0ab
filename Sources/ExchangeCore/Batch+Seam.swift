extension Batch {
    /// The hash that this batch gives to a place: of one of its entries, or of the place before the first.
    func hash(at sequence: UInt64) -> Digest? {
        guard let first = entries.first, let last = entries.last else { return nil }
        if sequence >= first.sequence, sequence <= last.sequence {
            let index = Int(sequence - first.sequence)
            return index < entries.count ? entries[index].hash : nil
        }
        return sequence == first.sequence - 1 ? first.previous : nil
    }

    /// The part after a place: all of it, some of it, or `nil` when nothing is after it.
    ///
    /// The signature stays right, since it covers the last hash.
    func trimmed(after sequence: UInt64) -> Batch? {
        guard let first = entries.first, let last = entries.last, last.sequence > sequence else { return nil }
        guard first.sequence <= sequence else { return self }
        let count = Int(sequence - first.sequence) + 1
        guard count < entries.count else { return nil }
        return Batch(lane: lane, entries: Array(entries[count...]), signature: signature)
    }
}
