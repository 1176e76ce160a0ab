import CaseModel
import CaseStore
import ExchangeCore
import ExchangeWire

/// Entries of peers on their way into the case file: read, checked by the rules, kept with what they changed, answered.
///
/// What can't be applied is kept in quarantine and answered at once; it never stops the stream.
struct Intake {
    let scope: WriteScope
    /// The peer whose entries these are.
    let peer: NodeCode
    /// Counts the days that this city promises.
    let days: DayCounter

    var writer: any StoreWriter { scope.writer }

    /// Takes a batch that follows on what is here.
    ///
    /// One bad entry costs only itself.
    ///
    /// - Throws: `OutOfOrder` for a batch that does not follow: what came before it could not be written.
    func accept(_ batch: Batch) throws {
        let stream = StreamKey(peer: peer, lane: batch.lane)
        let end = scope.position(of: stream)
        guard batch.before == end else { throw OutOfOrder(stream: stream, end: end, got: batch.before) }
        do {
            try scope.attempt { for entry in batch.entries { try accept(entry, on: stream) } }
        } catch let error as StoreError where !error.isRetrySafe {
            // A contradiction that the rules did not see: find the entry that holds it, and go on without it.
            for entry in batch.entries {
                do {
                    try scope.attempt { try accept(entry, on: stream) }
                } catch let error as StoreError where !error.isRetrySafe {
                    let header = try EntryHeader(reading: entry.header)
                    let fault = EntryFault("internal-fault", "the node could not apply it; its log says more")
                    try quarantine(entry, header, fault, on: stream)
                }
            }
        }
        try writer.addSignature(stream, sequence: batch.through.sequence, batch.signature)
        scope.received(stream, through: batch.through, entries: batch.entries.count)
    }

    private func accept(_ entry: Entry, on stream: StreamKey) throws {
        let header = try EntryHeader(reading: entry.header)
        do {
            let content = try EntryDecoder.decode(
                kind: header.kind,
                lane: stream.lane,
                number: header.caseNumber,
                sender: peer,
                receiver: scope.node,
                body: entry.body
            )
            try apply(content, entry, header, on: stream)
        } catch let fault as EntryFault {
            try quarantine(entry, header, fault, on: stream)
        } catch let refusal as CaseRefusal {
            try quarantine(entry, header, EntryFault(refusal), on: stream)
        }
    }

    /// Applies what an entry says.
    ///
    /// Throws an `EntryFault` or a `CaseRefusal` before anything is written.
    private func apply(_ content: Statement, _ entry: Entry, _ header: EntryHeader, on stream: StreamKey) throws {
        switch content {
        case .submitted(let submission):
            try CaseFile(scope: scope).open(submission, from: peer, at: header.at) { link in
                try keep(entry, header, on: stream, case: link)
            }
        case .consulted(let submission):
            try CaseFile(scope: scope).consult(submission, from: peer, at: header.at) { link in
                try keep(entry, header, on: stream, case: link)
            }
        case .request(let request):
            let row = try knownCase(header)
            guard row.record.collecting.number == peer.number else { throw EntryFault.notParty(row.record.number) }
            let file = CaseFile(scope: scope)
            if let said = try file.answer(row.id, to: stream, entry.sequence) {
                // Rebuilt from peers: the answer is here before the request.
                let id = try keep(entry, header, on: stream, case: .known(row.id))
                if said != .refused { try file.link(request.deed.papers, to: row.id, entry: id, from: peer) }
                return
            }
            try file.answer(request, row, sequence: entry.sequence, from: peer) {
                try keep(entry, header, on: stream, case: .known(row.id))
            }
        case .event(let event, let request):
            let row = try knownCase(header)
            guard row.record.handling.number == peer.number else { throw EntryFault.notParty(row.record.number) }
            try CaseFile(scope: scope).apply(event, answers: request, to: row, from: peer, at: header.at) {
                try keep(entry, header, on: stream, case: .known(row.id))
            }
        case .registered(let numbers):
            guard let handling = CityCode(number: peer.number) else { return }
            let id = try keep(entry, header, on: stream, case: .none)
            let strange = try writer.markRegistered(
                numbers,
                handling: handling,
                entry: id,
                at: header.at.milliseconds
            )
            if let first = strange.first {
                let fault = EntryFault(
                    "unknown-case",
                    "\(strange.count) of \(numbers.count) case numbers are not cases that wait there, \(first) among them"
                )
                try settle(id, header, fault, on: stream, case: .none)
            }
        case .refused(let refusal):
            let number = header.caseNumber.flatMap { CaseNumber($0) }
            guard let number, let row = try writer.findCase(number), row.record.handling.number == peer.number else {
                try keep(entry, header, on: stream, case: number.map { .unknown($0) } ?? .none)
                return
            }
            try keep(entry, header, on: stream, case: .known(row.id))
            let next = try row.record.applying(.refused(refusal), at: header.at.milliseconds)
            if next != row.record { try writer.updateCase(row.id, next) }
        case .sharedAsked(let change):
            try SharedFile(scope: scope)
                .answer(change, from: peer, sequence: entry.sequence, days: days) { link in
                    try keep(entry, header, on: stream, case: link)
                }
        case .shared(let change, _):
            try SharedFile(scope: scope).apply(change, from: peer, at: header.at) { link in
                try keep(entry, header, on: stream, case: link)
            }
        case .notice: try keep(entry, header, on: stream, case: .none)
        case .keyAnnounced(let key):
            try keep(entry, header, on: stream, case: .none)
            scope.announce(key, of: peer)
        }
    }

    private func knownCase(_ header: EntryHeader) throws -> CaseRow {
        guard let number = header.caseNumber.flatMap({ CaseNumber($0) }) else {
            throw EntryFault("bad-number", "the header names no case")
        }
        guard let row = try writer.findCase(number) else {
            throw EntryFault("unknown-case", "there is no case \(number) here")
        }
        return row
    }

    @discardableResult
    private func keep(
        _ entry: Entry,
        _ header: EntryHeader,
        on stream: StreamKey,
        case link: CaseLink
    ) throws -> EntryID {
        try writer.addReceived(
            stream,
            sequence: entry.sequence,
            kind: header.kind.rawValue,
            case: link,
            at: header.at.milliseconds,
            header: entry.header,
            body: entry.body
        )
    }

    private func quarantine(_ entry: Entry, _ header: EntryHeader, _ fault: EntryFault, on stream: StreamKey) throws {
        let number = header.caseNumber.flatMap { CaseNumber($0) }
        let row = try number.flatMap { try writer.findCase($0) }
        let mine = row.map { $0.record.collecting.number == peer.number || $0.record.handling.number == peer.number }
        let link: CaseLink =
            if let row, mine == true { .known(row.id) } else if let number { .unknown(number) } else { .none }
        if let row, mine == true, try CaseFile(scope: scope).answer(row.id, to: stream, entry.sequence) != nil {
            // Rebuilt from peers: what came of it is known, and was said.
            try keep(entry, header, on: stream, case: link)
            return
        }
        try settle(try keep(entry, header, on: stream, case: link), header, fault, on: stream, case: link)
    }

    /// Puts a kept entry into quarantine and tells its sender.
    private func settle(
        _ id: EntryID,
        _ header: EntryHeader,
        _ fault: EntryFault,
        on stream: StreamKey,
        case link: CaseLink
    ) throws {
        _ = try writer.addQuarantine(id, code: fault.code, detail: fault.detail, at: scope.now.milliseconds)
        scope.quarantined(from: peer)
        guard header.kind != .refused else { return }
        let refusal = EntryRefusal(
            lane: stream.lane.rawValue,
            sequence: header.sequence,
            code: fault.code,
            detail: fault.detail
        )
        try scope.append(
            try EntryEncoder.encode(refusal),
            lane: .result,
            to: peer,
            case: link,
            number: header.caseNumber.flatMap { CaseNumber($0) }
        )
    }
}

/// A batch that does not follow on what is on disk.
///
/// Nothing of it was written; the exchange begins again from there.
struct OutOfOrder: Error, CustomStringConvertible {
    /// The stream.
    var stream: StreamKey
    /// Where it ends here.
    var end: Position
    /// What the batch follows on.
    var got: Position

    var description: String { "a batch on \(stream) follows on \(got), which is not the end here (\(end))" }
}

extension EntryFault {
    static func notParty(_ number: CaseNumber) -> EntryFault {
        EntryFault("not-party", "the sender is not the city of \(number) that may say this")
    }
}
