import CaseModel
import ExchangeCore
import GRDBSQLite

/// Writes through the one connection that may; its methods are in extensions by subject.
///
/// Every statement goes through ``prepare(_:)``, ``prepare(text:)`` and their like, which refuse it outside a transaction. So
/// nothing is ever written on its own when SQLite has ended the transaction itself, as it does when the disk is full.
final class SQLiteWriter: SQLiteReader {
    /// The stream rows; read again after anything was undone as a whole.
    var streams = StreamTable()
    private var streamsAreRead = false
    /// The numbers of cases by state that are not written yet.
    var tally = CaseTally()
    /// Cases that were read and changed, and are not all written yet.
    var drafts = CaseDrafts()
    /// The newest answers by their keys, once they were read.
    var answers: AnswerTail
    var answersAreRead = false
    /// The key that was asked for last and has no answer.
    var newKey: String?
    /// False when it is known that no entry waits for its case.
    var mayHaveWaiting = true
    /// Why the transaction ended early.
    private(set) var lostBecause: StoreError?
    /// How many savepoints are open.
    private(set) var savepoints = 0

    /// Writes through this connection; so many answers are held before their keys are written into the index.
    init(_ connection: Connection, answersGatheredMax: Int) {
        answers = AnswerTail(gatheredMax: answersGatheredMax)
        super.init(connection)
    }

    override func prepare(_ sql: StaticString) throws(StoreError) -> Prepared {
        let statement = try prepareBesideDrafts(sql)
        if statement.namesCases, !drafts.isEmpty { try forgetDrafts() }
        return statement
    }

    override func prepare(text: String) throws(StoreError) -> Prepared {
        if !drafts.isEmpty { try forgetDrafts() }
        return try prepareBesideDrafts(text: text)
    }

    /// The statement for a literal, which neither reads what ``drafts`` may have changed nor changes what they hold.
    func prepareBesideDrafts(_ sql: StaticString) throws(StoreError) -> Prepared {
        guard connection.isInTransaction else { throw lostBecause ?? .closed }
        return try connection.prepare(sql)
    }

    override func prepareBesideDrafts(text: String) throws(StoreError) -> Prepared {
        guard connection.isInTransaction else { throw lostBecause ?? .closed }
        return try connection.prepare(text: text)
    }

    // MARK: What is in memory while a transaction runs

    override func findCase(_ number: CaseNumber) throws(StoreError) -> CaseRow? {
        guard connection.isInTransaction else { throw lostBecause ?? .closed }
        if let row = drafts[number] { return row }
        return try draft(storedCase(number))
    }

    override func findCase(_ id: CaseID) throws(StoreError) -> CaseRow? {
        // Drafts are found by number, which a case never changes.
        guard let stored = try storedCase(id) else { return nil }
        if let draft = drafts[stored.row.record.number] { return draft }
        return try draft(stored)
    }

    override func backlog(_ peer: NodeCode) throws(StoreError) -> Backlog {
        guard connection.isInTransaction else { throw lostBecause ?? .closed }
        return streams.backlog(of: peer)
    }

    // MARK: Transactions

    /// Opens a transaction that nobody else can write beside.
    func begin() throws(StoreError) {
        lostBecause = nil
        try StoreError.mapping { try connection.database.beginTransaction(.immediate) }
        if !streamsAreRead { try readStreams() }
    }

    /// Writes the stream rows, the cases and their numbers, and makes everything durable.
    func commit() throws(StoreError) {
        try settle()
        drafts.forget()
        let moved = try moveAnswers()
        guard connection.isInTransaction else { throw lostBecause ?? .closed }
        try StoreError.mapping { try connection.database.commit() }
        answers.keep(moved: moved)
    }

    /// Ends a transaction that must not be committed: whatever else is asked of it is refused with the cause.
    func abandon(because cause: StoreError) {
        lostBecause = cause
        guard connection.isInTransaction else { return }
        try? connection.database.rollback()
    }

    /// Undoes the transaction.
    func rollback() {
        streamsAreRead = false
        drafts.forget()
        tally = CaseTally()
        answers.undo(to: 0)
        newKey = nil
        mayHaveWaiting = true
        guard connection.isInTransaction else { return }
        // Only a transaction that is not open cannot be rolled back, and SQLite ends it itself where that fails.
        try? connection.database.rollback()
    }

    var changeCount: Int64 { connection.totalChanges + streams.changeCount + drafts.changeCount }

    func savepoint<T>(_ body: () throws -> T) throws -> T {
        try writeDrafts()
        let before = (streams, tally)
        let answered = answers.unkeptCount
        try prepare("SAVEPOINT piece").run()
        savepoints += 1
        defer { savepoints -= 1 }
        do {
            let result = try body()
            try writeDrafts()
            try prepare("RELEASE piece").run()
            return result
        } catch {
            guard connection.isInTransaction else {
                // A full disk or an I/O error ended the whole transaction: what follows is refused with the cause.
                lostBecause = (error as? StoreError) ?? lostBecause ?? .io(detail: "the transaction was ended")
                throw error
            }
            try prepare("ROLLBACK TO piece").run()
            try prepare("RELEASE piece").run()
            (streams, tally) = before
            answers.undo(to: answered)
            newKey = nil
            drafts.forget()
            mayHaveWaiting = true
            throw error
        }
    }

    // MARK: Stream rows

    private func readStreams() throws(StoreError) {
        streams = StreamTable()
        let rows = try prepare(
            """
            SELECT id, peer, lane, direction, seq, hash, acknowledged_seq, acknowledged_hash, receipt_at, receipt_signature,
                pending, backlog_bytes
            FROM stream
            """
        )
        defer { rows.reset() }
        while try rows.next() {
            let key = try Self.stream(rows, 1, 2)
            var row = StreamTable.Row(
                id: rows.int(0),
                end: Position(sequence: rows.unsigned(4), hash: try Self.digest(rows, 5)),
                receipt: nil,
                pending: rows.int(10),
                backlogBytes: rows.int(11)
            )
            if let at = rows.optionalInt(8) {
                row.receipt = Receipt(
                    lane: key.lane,
                    through: Position(sequence: rows.unsigned(6), hash: try Self.digest(rows, 7)),
                    gap: false,
                    at: Instant(milliseconds: at),
                    signature: rows.bytes(9)
                )
            }
            streams.add(row, key, try Self.direction(rows, 3))
        }
        streamsAreRead = true
    }

    /// Adds a stream that was just made.
    func addStream(_ key: StreamKey, _ direction: StreamDirection, id: Int64) {
        streams.add(
            StreamTable.Row(id: id, end: .start, receipt: nil, pending: 0, backlogBytes: 0),
            key,
            direction
        )
    }

    /// Writes every changed stream row once, the cases, and their numbers.
    override func settle() throws(StoreError) {
        try writeDrafts()
        for place in streams.indices {
            if streams[place].isChanged { try write(streams[place]) }
            if !streams[place].days.isEmpty { try writeDays(streams[place]) }
            if streams[place].isChanged || !streams[place].days.isEmpty {
                streams[place].isChanged = false
                streams[place].days = []
            }
        }
        try writeTally()
    }

    private func write(_ row: StreamTable.Row) throws(StoreError) {
        let update = try prepare(
            """
            UPDATE stream SET seq = ?2, hash = ?3, acknowledged_seq = ?4, acknowledged_hash = ?5, receipt_at = ?6,
                receipt_signature = ?7, pending = ?8, backlog_bytes = ?9
            WHERE id = ?1
            """
        )
        let acknowledged = row.receipt?.through ?? .start
        update.bind(1, row.id)
        update.bind(2, Self.clamped(row.end.sequence))
        update.bind(3, row.end.hash.bytes)
        update.bind(4, Self.clamped(acknowledged.sequence))
        update.bind(5, acknowledged.hash.bytes)
        if let receipt = row.receipt {
            update.bind(6, receipt.at.milliseconds)
            update.bind(7, receipt.signature)
        } else {
            update.bindNull(6)
            update.bindNull(7)
        }
        update.bind(8, row.pending)
        update.bind(9, row.backlogBytes)
        try update.run()
    }

    private func writeDays(_ row: StreamTable.Row) throws(StoreError) {
        let upsert = try prepare(
            """
            INSERT INTO stream_day (stream, day, count, first_seq, last_seq) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (stream, day) DO UPDATE SET count = count + excluded.count,
                first_seq = min(first_seq, excluded.first_seq), last_seq = max(last_seq, excluded.last_seq)
            """
        )
        for day in row.days {
            upsert.bind(1, row.id)
            upsert.bind(2, day.day.number)
            upsert.bind(3, Self.clamped(day.count))
            upsert.bind(4, Self.clamped(day.first))
            upsert.bind(5, Self.clamped(day.last))
            try upsert.run()
        }
    }
}

extension SQLiteReader: StoreReader {}
extension SQLiteWriter: StoreWriter {}
