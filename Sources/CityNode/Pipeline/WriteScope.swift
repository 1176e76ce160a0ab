import CaseModel
import CaseStore
import ExchangeCore
import ExchangeWire

/// One transaction from the inside: what the jobs in it may do, and what it will have done once it is on disk.
///
/// Lives on the writer's thread and not longer than its transaction.
final class WriteScope {
    /// The store's side of the transaction.
    let writer: any StoreWriter
    /// This node.
    let node: NodeCode
    /// The transaction's time: every entry that is written in it carries it.
    let now: Instant
    /// How a piece of work that fails is undone.
    let undoing: Undoing
    /// Whether a piece failed that could not be undone alone: then nothing of this transaction may stay, and its jobs are
    /// to be run again.
    private(set) var mustRepeat = false
    private var state: State { didSet { moves += 1 } }
    /// Counts the changes of the state.
    private var moves = 0

    /// How a piece of work that fails is undone.
    enum Undoing {
        /// By a savepoint of its own: SQLite keeps what each page was before, for every piece.
        case pieces
        /// Not at all: one that fails after it has changed anything asks for the transaction to be undone as a whole.
        ///
        /// Nearly all that fails is refused by the rules before anything is written, so this is the cheap way.
        case transaction
    }

    /// A piece failed that could not be undone alone.
    struct MustRepeat: Error {}

    private struct State {
        var ledger: StreamLedger
        var result = CommitResult()
        // Registrations before `registered` have their entries already.
        var registrations: [Registration] = []
        var registered = 0
    }

    /// What it takes to undo a piece of work.
    ///
    /// Lists only grow within a transaction, so their lengths say enough: keeping the lists themselves would copy them
    /// for every piece.
    private struct Mark {
        var ledger: StreamLedger
        var commit: Commit
        var sealed: Int
        var wanted: Int
        var keys: Int
        var receipts: [StreamKey: UInt64]
        var entries: Int
        var quarantined: [NodeCode: Int]
        var registrations: Int
        var registered: Int
    }

    private struct Registration {
        var peer: NodeCode
        var number: CaseNumber
        var id: CaseID
    }

    /// Case numbers in one registration, so that its body stays below the contract's limit.
    static let registrationsPerEntryMax = 8_000
    /// Waiting entries that get their numbers in one transaction, per stream.
    static let numberedPerTransactionMax = 4_000
    /// Their bytes, which are in memory until they are sent.
    static let numberedBytesPerTransactionMax = 8 << 20
    /// Waiting entries that are read at once.
    static let numberedAtOnce = 250

    init(
        writer: any StoreWriter,
        node: NodeCode,
        ledger: StreamLedger,
        now: Instant,
        undoing: Undoing = .pieces
    ) {
        self.writer = writer
        self.node = node
        self.now = now
        self.undoing = undoing
        state = State(ledger: ledger)
    }

    /// What the transaction does, so far.
    var result: CommitResult { state.result }
    /// The account as it is after the transaction, so far.
    var ledger: StreamLedger { state.ledger }

    /// Runs a piece of work that leaves no trace when it throws.
    ///
    /// It may be run again from its beginning, in another scope, so that it changes nothing beside this one that cannot be
    /// done twice.
    func attempt<Answer>(_ body: () throws -> Answer) throws -> Answer {
        switch undoing {
        case .pieces: try attemptWithSavepoint(body)
        case .transaction: try attemptOrRepeat(body)
        }
    }

    private func attemptOrRepeat<Answer>(_ body: () throws -> Answer) throws -> Answer {
        if mustRepeat { throw MustRepeat() }
        let before = (writer.changeCount, moves)
        do {
            return try body()
        } catch {
            // After an error of the store it is not certain what still stands.
            guard !mustRepeat, !(error is StoreError), (writer.changeCount, moves) == before else {
                mustRepeat = true
                throw MustRepeat()
            }
            throw error
        }
    }

    private func attemptWithSavepoint<Answer>(_ body: () throws -> Answer) throws -> Answer {
        let mark = Mark(
            ledger: state.ledger,
            commit: state.result.commit,
            sealed: state.result.sealed.count,
            wanted: state.result.wanted.count,
            keys: state.result.keys.count,
            receipts: state.result.receipts,
            entries: state.result.entries,
            quarantined: state.result.quarantined,
            registrations: state.registrations.count,
            registered: state.registered
        )
        do {
            return try writer.savepoint(body)
        } catch {
            undo(to: mark)
            throw error
        }
    }

    private func undo(to mark: Mark) {
        state.ledger = mark.ledger
        state.result.commit = mark.commit
        state.result.sealed.removeSubrange(mark.sealed...)
        state.result.wanted.removeSubrange(mark.wanted...)
        state.result.keys.removeSubrange(mark.keys...)
        state.result.receipts = mark.receipts
        state.result.entries = mark.entries
        state.result.quarantined = mark.quarantined
        state.registrations.removeSubrange(mark.registrations...)
        state.registered = mark.registered
    }

    // MARK: Own entries

    /// Puts an entry on one of our streams: numbered at once where the stream is compared, else when it is.
    @discardableResult
    func append(
        _ encoded: EntryEncoder.Encoded,
        lane: Lane,
        to peer: NodeCode,
        case link: CaseLink,
        number: CaseNumber?
    ) throws -> EntryID {
        if case .known(let id) = link, lane == .result, waitsForRegistration(id) { try writeRegistrations() }
        let stream = StreamKey(peer: peer, lane: lane)
        guard var account = state.ledger.accounts[stream] else { throw StoreError.unknownStream(stream) }
        state.result.entries += 1
        guard account.confirmed, account.pending == 0 else {
            account.pending += 1
            state.ledger.accounts[stream] = account
            return try writer.addPending(
                stream,
                kind: encoded.kind.rawValue,
                case: link,
                at: now.milliseconds,
                body: encoded.body
            )
        }
        let entry = try seal(
            kind: encoded.kind,
            number: number,
            at: now,
            body: encoded.body,
            on: stream,
            account: &account
        )
        state.ledger.accounts[stream] = account
        return try writer.addSent(
            stream,
            sequence: entry.sequence,
            kind: encoded.kind.rawValue,
            case: link,
            at: now.milliseconds,
            header: entry.header,
            body: entry.body
        )
    }

    private func seal(
        kind: EntryKind,
        number: CaseNumber?,
        at: Instant,
        body: [UInt8],
        on stream: StreamKey,
        account: inout StreamLedger.Account
    ) throws -> Entry {
        let draft = try EntryDraft(kind: kind, caseNumber: number?.description, at: at, body: body)
        let entry = EntrySealer(sender: node, receiver: stream.peer, lane: stream.lane).seal(draft, after: account.end)
        account.end = entry.position
        state.result.sealed.append(SealedEntry(stream: stream, entry: entry))
        state.result.commit.appended[stream] = entry.position
        return entry
    }

    /// A peer's case is in the case file: its registration goes out with all others of this transaction.
    func register(_ number: CaseNumber, _ id: CaseID, for peer: NodeCode) {
        state.registrations.append(Registration(peer: peer, number: number, id: id))
    }

    /// Whether a case's registration is still to be written: nothing about the case may go out before it.
    private func waitsForRegistration(_ id: CaseID) -> Bool {
        let waiting = state.registrations[state.registered...]
        // New cases have higher numbers than old ones, so that most need no search.
        guard let first = waiting.first, id >= first.id else { return false }
        return waiting.contains { $0.id == id }
    }

    // MARK: Streams

    /// Whether one of our streams was compared with the peer since this node's start.
    func isCompared(_ stream: StreamKey) -> Bool {
        state.ledger.accounts[stream].map { $0.confirmed && $0.pending == 0 } ?? false
    }

    /// Through where a peer's stream is here.
    func position(of stream: StreamKey) -> Position { state.ledger.received[stream] ?? .start }

    /// Where one of our streams ends.
    func end(of stream: StreamKey) -> Position { state.ledger.accounts[stream]?.end ?? .start }

    /// An entry that waited on this stream has its number.
    func gotNumber(on stream: StreamKey) { state.ledger.accounts[stream]?.pending -= 1 }

    /// Our stream grew by entries that the peer returned.
    func restored(_ stream: StreamKey, through position: Position, entries: Int) throws {
        state.ledger.accounts[stream]?.end = position
        state.result.commit.appended[stream] = position
        state.result.entries += entries
    }

    /// A peer's stream is here through this.
    func received(_ stream: StreamKey, through position: Position, entries: Int) {
        state.ledger.received[stream] = position
        state.result.commit.received[stream] = position
        state.result.entries += entries
    }

    /// A peer has our stream on its disk through this.
    func receipted(_ stream: StreamKey, through sequence: UInt64) { state.result.receipts[stream] = sequence }

    /// An entry of a peer could not be applied.
    func quarantined(from peer: NodeCode) { state.result.quarantined[peer, default: 0] += 1 }

    /// A material must be fetched.
    func want(_ material: WantedMaterial) { state.result.wanted.append(material) }

    /// A member will sign with this key too.
    func announce(_ key: VerifyingKey, of member: NodeCode) {
        state.result.keys.append(AnnouncedKey(member: member, key: key))
    }

    // MARK: The end

    /// Writes what the jobs left for the end: registrations, numbers, positions.
    func finish() throws {
        try writeRegistrations()
        for (stream, account) in state.ledger.accounts where account.confirmed && account.pending > 0 {
            try number(stream, account)
        }
        for (stream, position) in state.result.commit.appended { try writer.setSent(stream, position) }
        for (stream, position) in state.result.commit.received { try writer.setReceived(stream, position) }
    }

    private func writeRegistrations() throws {
        let registrations = state.registrations[state.registered...]
        state.registered = state.registrations.count
        for (peer, all) in Dictionary(grouping: registrations, by: \.peer) {
            var rest = all[...]
            while !rest.isEmpty {
                let some = rest.prefix(Self.registrationsPerEntryMax)
                rest = rest.dropFirst(some.count)
                let entry = try append(
                    try EntryEncoder.encode(registered: some.map(\.number)),
                    lane: .result,
                    to: peer,
                    case: .none,
                    number: nil
                )
                try writer.setRegistration(some.map(\.id), entry: entry)
            }
        }
    }

    private func number(_ stream: StreamKey, _ before: StreamLedger.Account) throws {
        var account = before
        var count = 0
        var bytes = 0
        while account.pending > 0, count < Self.numberedPerTransactionMax, bytes < Self.numberedBytesPerTransactionMax {
            let some = try writer.pending(stream, limit: Self.numberedAtOnce)
            precondition(!some.isEmpty, "the account counts what waits on the disk")
            for waiting in some {
                guard let kind = EntryKind(rawValue: waiting.kind) else {
                    preconditionFailure("an entry that this node wrote has a kind of the contract")
                }
                let entry = try seal(
                    kind: kind,
                    number: waiting.caseNumber,
                    at: Instant(milliseconds: waiting.at),
                    body: waiting.body,
                    on: stream,
                    account: &account
                )
                try writer.assign(waiting, sequence: entry.sequence, header: entry.header)
                account.pending -= 1
                count += 1
                bytes += entry.byteCount
            }
        }
        state.ledger.accounts[stream] = account
    }
}
