import CaseModel
import CaseStore
import ExchangeCore
import ExchangeWire

/// The shared records of this node within one transaction: applies changes, answers requests, brings them back from peers.
///
/// Every method checks by the rules first and writes after; `keep` writes the journal's entry in between.
struct SharedFile {
    let scope: WriteScope

    private var writer: any StoreWriter { scope.writer }

    /// Applies a change that this node's people say as the owner, and tells the other city.
    ///
    /// - Parameters:
    ///   - peer: the other city; `nil` where the record stays here.
    ///   - link: the case to which the change is tied.
    ///   - request: the request of the other city that it answers; 0 for none.
    @discardableResult
    func say(
        _ change: SharedChange,
        to peer: NodeCode?,
        case link: CaseLink,
        number: CaseNumber?,
        answers request: UInt64 = 0
    ) throws -> SharedRow {
        let before = try row(change.name, with: peer)
        let after = try SharedRecord.applying(change, to: before?.record)
        let row = try put(after, change.name, before, with: peer, at: scope.now.milliseconds)
        if let peer {
            let encoded = try EntryEncoder.encode(change, answers: request)
            let entry = try scope.append(encoded, lane: .alliance, to: peer, case: link, number: number)
            try writer.tie(entry, to: row.id)
            if case .known(let id) = link { try linkPapers(change, to: id, entry, from: nil) }
        }
        return row
    }

    /// Applies what the owner says.
    func apply(_ change: SharedChange, from peer: NodeCode, at: Instant, keep: (CaseLink) throws -> EntryID) throws {
        guard change.name.owner.number == peer.number else { throw EntryFault.notOwner(change.name) }
        let before = try row(change.name, with: peer)
        let after = try SharedRecord.applying(change, to: before?.record)
        let link = try tied(change, before, to: peer)
        let entry = try keep(link)
        let row = try put(after, change.name, before, with: peer, at: at.milliseconds)
        try writer.tie(entry, to: row.id)
        try note(link, entry)
        if case .known(let id) = link { try linkPapers(change, to: id, entry, from: peer) }
    }

    /// Answers what the other city asks for with the change that follows from it.
    func answer(
        _ asked: SharedChange,
        from peer: NodeCode,
        sequence: UInt64,
        days: DayCounter,
        keep: (CaseLink) throws -> EntryID
    ) throws {
        guard asked.name.owner.number == scope.node.number else { throw EntryFault.notOwner(asked.name) }
        guard let city = CityCode(number: peer.number) else { return }
        try asked.checkTeller(city)
        let change = asked.dated { days.adding($1, to: $0) }
        let before = try row(change.name, with: peer)
        let link = try tied(change, before, to: peer)
        if try isAnswered(sequence, of: peer, before, link) {
            // Rebuilt from peers: the answer is here before the request.
            let entry = try keep(link)
            if let before { try writer.tie(entry, to: before.id) }
            return
        }
        _ = try SharedRecord.applying(change, to: before?.record)
        let entry = try keep(link)
        try note(link, entry)
        let number = (before?.record.cases ?? change.cases).first
        let row = try say(change, to: peer, case: link, number: number, answers: sequence)
        try writer.tie(entry, to: row.id)
    }

    /// Takes back an own change that a peer returned after our disk was lost, and makes the record anew of all of them.
    func restore(_ change: SharedChange, from peer: NodeCode, keep: (CaseLink) throws -> EntryID) throws {
        let before = try row(change.name, with: peer)
        let link = try tied(change, before, to: peer)
        let entry = try keep(link)
        try note(link, entry)
        if case .known(let id) = link { try linkPapers(change, to: id, entry, from: peer) }
        if let before {
            try writer.tie(entry, to: before.id)
            try refold(before)
        } else if let record = try? SharedRecord.applying(change, to: nil) {
            try writer.tie(entry, to: try put(record, change.name, nil, with: peer, at: scope.now.milliseconds).id)
        }
    }

    /// Makes a record anew of what its owner, this node, said about it: first what has a number, in that order.
    ///
    /// That is how the other city counts. What does not fit any more is skipped, here as there.
    private func refold(_ row: SharedRow) throws {
        let own = try writer.sharedEntries(row.id).filter { $0.direction == .outgoing }
        var record: SharedRecord?
        var version = 0
        var changedAt = row.changedAt
        for entry in own.sorted(by: { ($0.sequence ?? .max, $0.id) < ($1.sequence ?? .max, $1.id) }) {
            guard case .shared(let change, _) = try? EntryDecoder.decode(entry, at: scope.node),
                let next = try? SharedRecord.applying(change, to: record)
            else { continue }
            if next != record { version += 1 }
            record = next
            changedAt = max(changedAt, entry.at)
        }
        guard let record else { return }
        try writer.updateShared(row.id, record, version: version, at: changedAt)
    }

    /// What this node asked the owner of a record for and has no answer to yet, in order.
    func unanswered(_ row: SharedRow, of id: CaseID) throws -> [SharedChange] {
        var asked: [(sequence: UInt64?, change: SharedChange)] = []
        var answered: Set<UInt64> = []
        for entry in try writer.sharedEntries(row.id) where !entry.isQuarantined {
            switch try? EntryDecoder.decode(entry, at: scope.node) {
            case .sharedAsked(let change) where entry.direction == .outgoing: asked.append((entry.sequence, change))
            case .shared(_, let request) where entry.direction == .incoming: answered.insert(request)
            default: break
            }
        }
        guard asked.contains(where: { $0.sequence.map { !answered.contains($0) } ?? true }) else { return [] }
        let refused = try writer.feed(
            after: .start,
            case: id,
            kinds: [EntryKind.refused.rawValue],
            content: true,
            limit: StoreLimits.feedEntriesMax
        )
        for entry in refused where entry.direction == .incoming {
            guard case .refused(let refusal) = try? EntryDecoder.decode(entry, at: scope.node),
                refusal.lane == Lane.alliance.rawValue
            else { continue }
            answered.insert(refusal.sequence)
        }
        return asked.filter { $0.sequence.map { !answered.contains($0) } ?? true }.map(\.change)
    }

    // MARK: Rows

    /// The record of a name; each member has its own copy of contacts, and anything else is kept with one of them.
    private func row(_ name: SharedName, with peer: NodeCode?) throws -> SharedRow? {
        if name.kind == .contacts, let peer { return try writer.shared(name, with: peer) }
        guard let row = try writer.shared(name) else { return nil }
        guard row.peer == peer else {
            throw CaseRefusal(.repeated, "\(name) is there already, for others: give it another name", field: "id")
        }
        return row
    }

    private func put(
        _ record: SharedRecord,
        _ name: SharedName,
        _ before: SharedRow?,
        with peer: NodeCode?,
        at: Int64
    ) throws -> SharedRow {
        guard var row = before else {
            let id = try writer.addShared(name, record, with: peer, at: at)
            return SharedRow(id: id, name: name, record: record, peer: peer, version: 1, changedAt: at)
        }
        // What was told twice changes nothing.
        guard row.record != record else { return row }
        row.record = record
        row.version += 1
        row.changedAt = max(at, row.changedAt)
        try writer.updateShared(row.id, record, version: row.version, at: row.changedAt)
        return row
    }

    private func isAnswered(
        _ sequence: UInt64,
        of peer: NodeCode,
        _ row: SharedRow?,
        _ link: CaseLink
    ) throws -> Bool {
        if case .known(let id) = link {
            return try CaseFile(scope: scope).answer(id, to: StreamKey(peer: peer, lane: .alliance), sequence) != nil
        }
        guard let row else { return false }
        return try writer.sharedEntries(row.id).contains { entry in
            guard entry.direction == .outgoing,
                case .shared(_, let answers) = try? EntryDecoder.decode(entry, at: scope.node)
            else { return false }
            return answers == sequence
        }
    }

    // MARK: Cases

    /// The case to which a change is tied: the record's first; checks that it is one between these two cities.
    private func tied(_ change: SharedChange, _ before: SharedRow?, to peer: NodeCode) throws -> CaseLink {
        let numbers = before?.record.cases ?? change.cases
        guard let first = numbers.first else { return .none }
        var link = CaseLink.unknown(first)
        for number in numbers {
            guard let row = try writer.findCase(number) else {
                let collecting = number.collecting.number
                guard collecting == peer.number || collecting == scope.node.number else {
                    throw EntryFault.notParty(number)
                }
                continue
            }
            guard row.record.collecting.number == peer.number || row.record.handling.number == peer.number else {
                throw EntryFault.notParty(number)
            }
            if before == nil { try change.check(against: row.record) }
            if number == first { link = .known(row.id) }
        }
        return link
    }

    /// Has an entry tied to its case once that comes: the case travels on another lane and may be later.
    private func note(_ link: CaseLink, _ entry: EntryID) throws {
        if case .unknown(let number) = link { try writer.addWaiting(number, entry: entry) }
    }

    private func linkPapers(_ change: SharedChange, to id: CaseID, _ entry: EntryID, from peer: NodeCode?) throws {
        try CaseFile(scope: scope).link(change.papers, to: id, entry: entry, from: peer)
    }
}

extension EntryFault {
    static func notOwner(_ name: SharedName) -> EntryFault {
        EntryFault("not-owner", "\(name) belongs to another city, whose word alone counts")
    }
}
