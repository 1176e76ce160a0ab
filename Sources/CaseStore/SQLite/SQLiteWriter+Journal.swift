import CaseModel
import ExchangeCore

extension SQLiteWriter {
    func addReceived(
        _ stream: StreamKey,
        sequence: UInt64,
        kind: UInt32,
        case link: CaseLink,
        at: Int64,
        header: [UInt8],
        body: [UInt8]?
    ) throws(StoreError) -> EntryID {
        let place = try streams.place(stream, .incoming)
        let id = try insert(place, sequence, kind, link, at, header, body)
        streams[place].count(sequence, at: at)
        return id
    }

    func addSent(
        _ stream: StreamKey,
        sequence: UInt64,
        kind: UInt32,
        case link: CaseLink,
        at: Int64,
        header: [UInt8],
        body: [UInt8]?
    ) throws(StoreError) -> EntryID {
        let place = try streams.place(stream, .outgoing)
        let id = try insert(place, sequence, kind, link, at, header, body)
        streams[place].count(sequence, at: at)
        streams[place].backlogBytes += Int64(header.count + (body?.count ?? 0))
        streams[place].isChanged = true
        return id
    }

    func addPending(
        _ stream: StreamKey,
        kind: UInt32,
        case link: CaseLink,
        at: Int64,
        body: [UInt8]
    ) throws(StoreError) -> EntryID {
        let place = try streams.place(stream, .outgoing)
        let id = try insert(place, nil, kind, link, at, nil, body)
        streams[place].pending += 1
        streams[place].backlogBytes += Int64(body.count)
        streams[place].isChanged = true
        return id
    }

    func assign(_ entry: PendingEntry, sequence: UInt64, header: [UInt8]) throws(StoreError) {
        let place = try streams.place(entry.stream, .outgoing)
        let update = try prepare("UPDATE entry SET seq = ?3, header = ?4 WHERE id = ?1 AND stream = ?2 AND seq IS NULL")
        update.bind(1, entry.id.rawValue)
        update.bind(2, streams[place].id)
        update.bind(3, Self.clamped(sequence))
        update.bind(4, header)
        try update.run()
        guard connection.changes == 1 else { throw .notFound(detail: "entry \(entry.id.rawValue) waits for no number") }
        streams[place].count(sequence, at: entry.at)
        streams[place].pending -= 1
        streams[place].backlogBytes += Int64(header.count)
        streams[place].isChanged = true
    }

    func attach(_ entry: EntryID, to caseID: CaseID) throws(StoreError) {
        let update = try prepare("UPDATE entry SET case_id = ?2, case_number = NULL WHERE id = ?1")
        update.bind(1, entry.rawValue)
        update.bind(2, caseID.rawValue)
        try update.run()
        guard connection.changes == 1 else { throw .notFound(detail: "entry \(entry.rawValue)") }
    }

    func erase(_ entry: EntryID, at: Int64, why: String) throws(StoreError) {
        guard let found = try self.entry(entry) else { throw .notFound(detail: "entry \(entry.rawValue)") }
        guard let sequence = found.sequence else {
            throw .constraint(detail: "entry \(entry.rawValue) waits for its number, which needs its body")
        }
        guard let body = found.body else { return }
        // From here on SQLite overwrites what it frees with zeros, so that the body is gone from the file as well.
        try secureDelete(true)
        let update = try prepare("UPDATE entry SET body = NULL WHERE id = ?")
        update.bind(1, entry.rawValue)
        try update.run()
        try secureDelete(false)
        let insert = try prepare("INSERT INTO erasure (entry, at, why) VALUES (?, ?, ?)")
        insert.bind(1, entry.rawValue)
        insert.bind(2, at)
        insert.bind(3, why)
        try insert.run()
        guard found.direction == .outgoing else { return }
        let place = try streams.place(found.stream, .outgoing)
        guard sequence > streams[place].receipt?.through.sequence ?? 0 else { return }
        streams[place].backlogBytes -= Int64(body.count)
        streams[place].isChanged = true
    }

    func addWaiting(_ number: CaseNumber, entry: EntryID) throws(StoreError) {
        let insert = try prepare("INSERT INTO waiting (number, entry) VALUES (?, ?) ON CONFLICT DO NOTHING")
        insert.bind(1, number)
        insert.bind(2, entry.rawValue)
        try insert.run()
        mayHaveWaiting = true
    }

    func takeWaiting(_ number: CaseNumber, for caseID: CaseID) throws(StoreError) -> [JournalEntry] {
        guard mayHaveWaiting else { return [] }
        let any = try prepare("SELECT EXISTS (SELECT 1 FROM waiting)")
        defer { any.reset() }
        guard try any.next(), any.int(0) == 1 else {
            mayHaveWaiting = false
            return []
        }
        let attach = try prepare(
            // One that names many cases is about none of them.
            """
            UPDATE entry SET case_id = ?2, case_number = NULL
            WHERE id IN (SELECT entry FROM waiting WHERE number = ?1) AND case_number = ?1
            """
        )
        attach.bind(1, number)
        attach.bind(2, caseID.rawValue)
        try attach.run()
        let rows = try prepare(
            text: Self.journal(true, where: "e.id IN (SELECT entry FROM waiting WHERE number = ?1)", limit: "-1")
        )
        defer { rows.reset() }
        rows.bind(1, number)
        let entries = try journal(rows, content: true)
        let delete = try prepare("DELETE FROM waiting WHERE number = ?")
        delete.bind(1, number)
        try delete.run()
        return entries
    }

    /// The hot path: binds without copying, so header and body are lent until the row is in.
    private func insert(
        _ place: Int,
        _ sequence: UInt64?,
        _ kind: UInt32,
        _ link: CaseLink,
        _ at: Int64,
        _ header: [UInt8]?,
        _ body: [UInt8]?
    ) throws(StoreError) -> EntryID {
        let insert = try prepare(
            """
            INSERT INTO entry (stream, seq, kind, case_id, case_number, at, header, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """
        )
        insert.bind(1, streams[place].id)
        insert.bind(2, sequence.map(Self.clamped))
        insert.bind(3, Int64(kind))
        switch link {
        case .none:
            insert.bindNull(4)
            insert.bindNull(5)
        case .known(let id):
            insert.bind(4, id.rawValue)
            insert.bindNull(5)
        case .unknown(let number):
            insert.bindNull(4)
            insert.bind(5, number)
        }
        insert.bind(6, at)
        try lend(header) { header throws(StoreError) in
            try lend(body) { body throws(StoreError) in
                if let header { insert.bind(7, header, copied: false) } else { insert.bindNull(7) }
                if let body { insert.bind(8, body, copied: false) } else { insert.bindNull(8) }
                try insert.run()
            }
        }
        return EntryID(rawValue: connection.lastRow)
    }

    private func lend(
        _ bytes: [UInt8]?,
        _ body: (UnsafeRawBufferPointer?) throws(StoreError) -> Void
    ) throws(StoreError) {
        guard let bytes else { return try body(nil) }
        let result = bytes.withUnsafeBytes { buffer -> Result<Void, StoreError> in
            do throws(StoreError) { return .success(try body(buffer)) } catch { return .failure(error) }
        }
        try result.get()
    }

    /// A pragma takes effect when it is compiled, so this must not be a prepared statement that is kept.
    private func secureDelete(_ isOn: Bool) throws(StoreError) {
        try StoreError.mapping {
            try connection.database.execute(sql: "PRAGMA secure_delete = \(isOn ? "ON" : "FAST")")
        }
    }
}
