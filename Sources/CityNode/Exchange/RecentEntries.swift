import ExchangeCore

/// The newest entries of one of our streams, kept so that they need not be read from the journal to be sent.
struct RecentEntries {
    private var entries: [Entry] = []
    private var first = 0
    private var bytes = 0

    /// Adds what was committed; what doesn't follow on the last one starts anew.
    mutating func append(_ entry: Entry) {
        if let last = entries.last, last.sequence + 1 != entry.sequence {
            entries.removeAll()
            first = 0
            bytes = 0
        }
        entries.append(entry)
        bytes += entry.byteCount
        while bytes > TransportLimits.recentBytesMax, first < entries.count - 1 {
            bytes -= entries[first].byteCount
            first += 1
        }
        compact()
    }

    /// The entries after one sequence number through another that fit the bytes, at least one; `nil` when the first of
    /// them isn't here.
    func entries(after: UInt64, through: UInt64, bytes limit: Int) -> ArraySlice<Entry>? {
        guard first < entries.count, after + 1 >= entries[first].sequence, let last = entries.last,
            after < last.sequence
        else { return nil }
        let start = first + Int(after + 1 - entries[first].sequence)
        var end = start
        var taken = 0
        while end < entries.count, entries[end].sequence <= through {
            taken += entries[end].byteCount
            if taken > limit, end > start { break }
            end += 1
        }
        return entries[start..<end]
    }

    /// The hash of an entry that is here.
    func hash(at sequence: UInt64) -> Digest? {
        guard first < entries.count, sequence >= entries[first].sequence, let last = entries.last,
            sequence <= last.sequence
        else { return nil }
        return entries[first + Int(sequence - entries[first].sequence)].hash
    }

    /// Forgets what the peer has receipted.
    mutating func forget(through sequence: UInt64) {
        while first < entries.count, entries[first].sequence <= sequence {
            bytes -= entries[first].byteCount
            first += 1
        }
        compact()
    }

    /// Lets go of what is not needed once it is the larger part, so that the work per entry stays constant.
    private mutating func compact() {
        guard first > entries.count / 2 else { return }
        entries.removeSubrange(..<first)
        first = 0
    }
}
