import CaseModel
import CaseStore
import ExchangeCore
import ExchangeWire

/// The case file of this node within one transaction: opens cases, applies events, ties materials to them.
///
/// Every method checks by the rules first and writes after; `keep` writes the journal's entry in between, so that it
/// can be tied to the case.
struct CaseFile {
    let scope: WriteScope

    var writer: any StoreWriter { scope.writer }

    /// Opens a case that a peer handed in (收件), and registers it unless that was said before.
    func open(
        _ submission: Submission,
        from peer: NodeCode,
        at: Instant,
        keep: (CaseLink) throws -> EntryID
    ) throws {
        let first = try CaseRecord(submitted: submission, at: at.milliseconds)
        let registered = try first.applying(.registered, at: scope.now.milliseconds)
        try open(first, as: registered, submission, from: peer, keep: keep)
    }

    /// Opens a case that a peer shows to the liaison here (待响应).
    func consult(
        _ submission: Submission,
        from peer: NodeCode,
        at: Instant,
        keep: (CaseLink) throws -> EntryID
    ) throws {
        let first = try CaseRecord(consulted: submission, at: at.milliseconds)
        try open(first, as: first, submission, from: peer, keep: keep)
    }

    private func open(
        _ first: CaseRecord,
        as now: CaseRecord,
        _ submission: Submission,
        from peer: NodeCode,
        keep: (CaseLink) throws -> EntryID
    ) throws {
        var record = now
        try checkSizes(submission.materials)
        guard let id = try writer.addCase(record) else {
            throw EntryFault("number-taken", "there is a case \(submission.number) already")
        }
        let entry = try keep(.known(id))
        try link(submission.materials, to: id, entry: entry, from: peer)
        let said = try writer.takeWaiting(submission.number, for: id)
        guard !said.isEmpty else {
            if record.state == .registered { scope.register(submission.number, id, for: peer) }
            return
        }
        // This node was rebuilt from its peers: what it had said about the case comes back to life in order.
        record = first
        for own in said { record = try replay(own, on: record, id: id) ?? record }
        try writer.updateCase(id, record)
        if record.state == .submitted { try register(record, id, for: peer) }
    }

    private func register(_ record: CaseRecord, _ id: CaseID, for peer: NodeCode) throws {
        try writer.updateCase(id, try record.applying(.registered, at: scope.now.milliseconds))
        scope.register(record.number, id, for: peer)
    }

    /// Applies one of our own earlier answers to a case; `nil` where it changes nothing.
    func replay(_ own: JournalEntry, on record: CaseRecord, id: CaseID) throws -> CaseRecord? {
        guard own.direction == .outgoing else { return nil }
        switch try? EntryDecoder.decode(own, at: scope.node) {
        case .registered:
            guard let next = try? record.applying(.registered, at: own.at) else { return nil }
            try writer.setRegistration([id], entry: own.id)
            return next
        case .event(let event, let request):
            guard let next = try? record.applying(event, at: own.at) else { return nil }
            // The papers of an answer came with the request.
            guard request == 0 else { return next }
            try link(event.deed?.papers ?? [], to: id, entry: own.id, from: own.stream.peer)
            return next
        case .refused(let refusal):
            return try? record.applying(.refused(refusal), at: own.at)
        default: return nil
        }
    }

    /// A case as our own answers make it, those with numbers first and in their order: that is how the peer counts.
    ///
    /// Answers that were given before an older store was compared stand after those that the peer returned, and those
    /// that no longer fit are skipped, here as there. `nil` where no answer waits for its number: then the record is
    /// right as it is.
    func refolded(_ row: CaseRow) throws -> CaseRecord? {
        let history = try writer.history(row.id)
        let own = history.filter { $0.direction == .outgoing && $0.stream.lane == .result }
        guard own.contains(where: { $0.sequence == nil }),
            let first = history.first(where: { Self.firstKinds.contains($0.kind) && !$0.isQuarantined }),
            var record = beginning(first)
        else { return nil }
        let ordered = own.sorted { ($0.sequence ?? .max, $0.id) < ($1.sequence ?? .max, $1.id) }
        for entry in ordered { record = try replay(entry, on: record, id: row.id) ?? record }
        return record
    }

    /// The kinds of entries with which a case begins.
    private static let firstKinds = [EntryKind.submitted, .consulted].map(\.rawValue)

    private func beginning(_ first: JournalEntry) -> CaseRecord? {
        switch try? EntryDecoder.decode(first, at: scope.node) {
        case .submitted(let submission): try? CaseRecord(submitted: submission, at: first.at)
        case .consulted(let submission): try? CaseRecord(consulted: submission, at: first.at)
        default: nil
        }
    }

    /// Answers a request of the collecting city with the event that follows from it.
    func answer(
        _ request: CaseRequest,
        _ row: CaseRow,
        sequence: UInt64,
        from peer: NodeCode,
        keep: () throws -> EntryID
    ) throws {
        let event = try row.record.answering(request, sequence: sequence)
        let next = try row.record.applying(event, at: scope.now.milliseconds)
        try checkSizes(request.deed.papers)
        let entry = try keep()
        try link(request.deed.papers, to: row.id, entry: entry, from: peer)
        try writer.updateCase(row.id, next)
        try scope.append(
            try EntryEncoder.encode(event, answers: sequence),
            lane: .result,
            to: peer,
            case: .known(row.id),
            number: row.record.number
        )
    }

    /// Applies an event of the handling city; the papers of an event that answers a request came with the request.
    func apply(
        _ event: CaseEvent,
        answers request: UInt64,
        to row: CaseRow,
        from peer: NodeCode,
        at: Instant,
        keep: () throws -> EntryID
    ) throws {
        let next = try row.record.applying(event, at: at.milliseconds)
        let documents = request == 0 ? event.deed?.papers ?? [] : []
        try checkSizes(documents)
        let entry = try keep()
        try link(documents, to: row.id, entry: entry, from: peer)
        try writer.updateCase(row.id, next)
    }

    /// The kind of our own entry that answered a peer's entry already; `nil` while there is none.
    func answer(_ id: CaseID, to stream: StreamKey, _ sequence: UInt64) throws -> EntryKind? {
        let answers: [EntryKind] = [
            .supplemented, .delivered, .handedOver, .legConcluded, .withdrawn, .sharedChanged, .refused,
        ]
        let said = try writer.feed(
            after: .start,
            case: id,
            kinds: Set(answers.map(\.rawValue)),
            content: true,
            limit: StoreLimits.feedEntriesMax
        )
        let found = said.first { own in
            guard own.direction == .outgoing, own.stream.peer == stream.peer else { return false }
            switch try? EntryDecoder.decode(own, at: scope.node) {
            case .event(_, let answers): return stream.lane == .case && answers == sequence
            case .shared(_, let answers): return stream.lane == .alliance && answers == sequence
            case .refused(let refusal): return refusal.lane == stream.lane.rawValue && refusal.sequence == sequence
            default: return false
            }
        }
        return found.flatMap { EntryKind(rawValue: $0.kind) }
    }

    /// Refuses a digest that another entry named with another size: one of the two lies.
    func checkSizes(_ materials: [MaterialReference]) throws {
        for material in materials {
            guard let row = try writer.material(material.digest), row.size != material.size else { continue }
            throw EntryFault(
                "material-size",
                "the material \(material.digest) has \(row.size) bytes here, not \(material.size)"
            )
        }
    }

    /// Ties materials to a case; those that are not here are fetched from the peer, or, with none, must be here.
    func link(_ materials: [MaterialReference], to id: CaseID, entry: EntryID, from peer: NodeCode?) throws {
        guard !materials.isEmpty else { return }
        for material in materials {
            let row = try writer.addMaterial(
                material.digest,
                size: material.size,
                mediaType: material.mediaType,
                state: .wanted,
                source: peer,
                at: scope.now.milliseconds
            )
            // A file that was to be removed after another case's end is needed again.
            // What an operator put away for good stays away.
            guard row.standing != .discarded else { continue }
            if row.isErased, let peer {
                try writer.setMaterialSource(material.digest, peer)
            }
            if row.state != .complete, let peer, let digest = material.digest.withBytes({ Digest($0) }) {
                scope.want(WantedMaterial(digest: digest, size: material.size, peer: peer))
            }
        }
        try writer.linkMaterials(materials, to: id, entry: entry)
    }
}
