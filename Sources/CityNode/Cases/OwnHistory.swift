import CaseModel
import CaseStore
import ExchangeCore
import ExchangeWire

/// Our own entries as a peer returns them after our disk was lost or restored from a backup.
///
/// They are kept as they are, act where they have not acted yet, and are never answered: whoever was to hear of them
/// has heard. What they say of cases that are not here yet waits until those are handed in again.
struct OwnHistory {
    let scope: WriteScope
    /// The peer that returns them.
    let peer: NodeCode

    private var writer: any StoreWriter { scope.writer }

    /// Takes a batch that follows on the end of our stream.
    ///
    /// - Throws: `OutOfOrder` for a batch that does not follow.
    func restore(_ batch: Batch) throws {
        let stream = StreamKey(peer: peer, lane: batch.lane)
        let end = scope.end(of: stream)
        guard batch.before == end else { throw OutOfOrder(stream: stream, end: end, got: batch.before) }
        // A backup may hold entries that still waited for a number; those that got one since come back with it.
        var waiting = try writer.pending(stream, limit: StoreLimits.pendingEntriesMax)
        for entry in batch.entries {
            if let index = waiting.firstIndex(where: { $0.body == entry.body }) {
                let known = waiting.remove(at: index)
                try writer.assign(known, sequence: entry.sequence, header: entry.header)
                scope.gotNumber(on: stream)
            } else {
                try restore(entry, on: stream)
            }
        }
        try scope.restored(stream, through: batch.through, entries: batch.entries.count)
    }

    private func restore(_ entry: Entry, on stream: StreamKey) throws {
        let header = try EntryHeader(reading: entry.header)
        let number = header.caseNumber.flatMap { CaseNumber($0) }
        let content = try? EntryDecoder.decode(
            kind: header.kind,
            lane: stream.lane,
            number: header.caseNumber,
            sender: scope.node,
            receiver: peer,
            body: entry.body
        )
        let row = try number.flatMap { try writer.findCase($0) }
        func keep(_ link: CaseLink) throws -> EntryID {
            try writer.addSent(
                stream,
                sequence: entry.sequence,
                kind: header.kind.rawValue,
                case: link,
                at: header.at.milliseconds,
                header: entry.header,
                body: entry.body
            )
        }
        switch content {
        case .submitted(let submission):
            try begin(try? CaseRecord(submitted: submission, at: header.at.milliseconds), submission, row, keep)
        case .consulted(let submission):
            try begin(try? CaseRecord(consulted: submission, at: header.at.milliseconds), submission, row, keep)
        case .request(let request):
            let own = try keep(link(row, number))
            if let row {
                try CaseFile(scope: scope).link(request.deed.papers, to: row.id, entry: own, from: peer)
            }
        case .event:
            let own = try keep(link(row, number))
            guard let row else {
                if let number { try writer.addWaiting(number, entry: own) }
                return
            }
            try act(own, on: row)
        case .refused:
            let own = try keep(link(row, number))
            if row == nil, let number { try writer.addWaiting(number, entry: own) }
        case .registered(let numbers):
            let own = try keep(.none)
            for number in numbers {
                if let row = try writer.findCase(number) {
                    if row.record.state == .submitted { try act(own, on: row) }
                } else {
                    try writer.addWaiting(number, entry: own)
                }
            }
        case .shared(let change, _): try SharedFile(scope: scope).restore(change, from: peer, keep: keep)
        case .sharedAsked, .notice, .keyAnnounced, nil:
            _ = try keep(link(row, number))
        }
    }

    /// Brings back a case that this node began.
    private func begin(
        _ record: CaseRecord?,
        _ submission: Submission,
        _ row: CaseRow?,
        _ keep: (CaseLink) throws -> EntryID
    ) throws {
        guard row == nil, let record, let id = try writer.addCase(record) else {
            _ = try keep(row.map { .known($0.id) } ?? .none)
            return
        }
        let own = try keep(.known(id))
        try CaseFile(scope: scope).link(submission.materials, to: id, entry: own, from: peer)
    }

    private func act(_ own: EntryID, on row: CaseRow) throws {
        guard let entry = try writer.entry(own) else { return }
        let file = CaseFile(scope: scope)
        // Also where it changes nothing itself: a document of a decision is tied to its case all the same.
        let next = try file.replay(entry, on: row.record, id: row.id)
        if let next = try file.refolded(row) ?? next { try writer.updateCase(row.id, next) }
    }

    private func link(_ row: CaseRow?, _ number: CaseNumber?) -> CaseLink {
        row.map { .known($0.id) } ?? number.map { .unknown($0) } ?? .none
    }
}
