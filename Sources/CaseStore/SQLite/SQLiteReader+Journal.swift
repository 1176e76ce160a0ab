import CaseModel
import ExchangeCore

extension SQLiteReader {
    final func pending(_ stream: StreamKey, limit: Int) throws(StoreError) -> [PendingEntry] {
        guard let id = try streamRow(stream, .outgoing) else { return [] }
        let rows = try prepare(
            """
            SELECT e.id, e.kind, ifnull(c.number, e.case_number), e.at, e.body
            FROM entry e INDEXED BY entry_pending LEFT JOIN case_file c ON c.id = e.case_id
            WHERE e.stream = ? AND e.seq IS NULL ORDER BY e.id LIMIT ?
            """
        )
        defer { rows.reset() }
        rows.bind(1, id)
        rows.bind(2, Int64(max(0, min(limit, StoreLimits.pendingEntriesMax))))
        var entries: [PendingEntry] = []
        while try rows.next() {
            entries.append(
                PendingEntry(
                    id: EntryID(rawValue: rows.int(0)),
                    stream: stream,
                    kind: UInt32(clamping: rows.int(1)),
                    caseNumber: try Self.caseNumber(rows, 2),
                    at: rows.int(3),
                    body: rows.bytes(4)
                )
            )
        }
        return entries
    }

    final func lendSent(
        _ stream: StreamKey,
        after: UInt64,
        through: UInt64,
        _ body: (UInt64, UnsafeRawBufferPointer, UnsafeRawBufferPointer?) throws -> Bool
    ) throws {
        guard let id = try streamRow(stream, .outgoing) else { return }
        let rows = try entries(of: id, after: after, through: through)
        defer { rows.reset() }
        while try rows.next() {
            guard try body(rows.unsigned(0), rows.buffer(1), rows.isNull(2) ? nil : rows.buffer(2)) else { return }
        }
    }

    final func sent(_ stream: StreamKey, after: UInt64, through: UInt64, bytes: Int) throws(StoreError) -> [StoredEntry]
    {
        guard let id = try streamRow(stream, .outgoing) else { return [] }
        let rows = try entries(of: id, after: after, through: through)
        defer { rows.reset() }
        var found: [StoredEntry] = []
        var total = 0
        while try rows.next() {
            let entry = Self.storedEntry(rows)
            total += entry.byteCount
            if total > bytes, !found.isEmpty { break }
            found.append(entry)
        }
        return found
    }

    final func received(
        _ stream: StreamKey,
        after: UInt64,
        through: UInt64,
        bytes: Int
    ) throws(StoreError) -> [SignedRun] {
        guard let id = try streamRow(stream, .incoming), after < through else { return [] }
        let signatures = try prepare("SELECT seq, signature FROM signature WHERE stream = ? AND seq > ? ORDER BY seq")
        defer { signatures.reset() }
        signatures.bind(1, id)
        signatures.bind(2, Self.clamped(after))
        var runs: [SignedRun] = []
        var last = after
        var total = 0
        while last < through, try signatures.next() {
            let end = signatures.unsigned(0)
            let rows = try entries(of: id, after: last, through: end)
            defer { rows.reset() }
            var run = SignedRun(entries: [], signature: signatures.bytes(1))
            while try rows.next() {
                let entry = Self.storedEntry(rows)
                total += entry.byteCount
                if total > bytes, !runs.isEmpty { return runs }
                run.entries.append(entry)
            }
            guard run.entries.last?.sequence == end, run.entries.count == Int(clamping: end - last) else {
                throw .corrupt(detail: "\(stream) has gaps between \(last) and \(end)")
            }
            runs.append(run)
            last = end
        }
        return runs
    }

    final func header(
        _ stream: StreamKey,
        _ direction: StreamDirection,
        _ sequence: UInt64
    ) throws(StoreError) -> [UInt8]? {
        guard let id = try streamRow(stream, direction) else { return nil }
        let row = try prepare("SELECT header FROM entry WHERE stream = ? AND seq = ?")
        defer { row.reset() }
        row.bind(1, id)
        row.bind(2, Self.clamped(sequence))
        return try row.next() ? row.bytes(0) : nil
    }

    final func entry(_ id: EntryID) throws(StoreError) -> JournalEntry? {
        let row = try prepare(text: Self.journal(true, where: "e.id = ?1", limit: "1"))
        defer { row.reset() }
        row.bind(1, id.rawValue)
        return try journal(row, content: true).first
    }

    final func feed(
        after: EntryID,
        case caseID: CaseID?,
        kinds: Set<UInt32>,
        content: Bool,
        limit: Int
    ) throws(StoreError) -> [JournalEntry] {
        var condition = "e.id > ?1"
        if caseID != nil { condition += " AND " + Self.ofCase }
        if !kinds.isEmpty {
            condition += " AND e.kind IN (\(kinds.sorted().map(String.init).joined(separator: ", ")))"
        }
        let rows = try prepare(text: Self.journal(content, where: condition, limit: "?2"))
        defer { rows.reset() }
        rows.bind(1, after.rawValue)
        rows.bind(2, Int64(max(0, min(limit, StoreLimits.feedEntriesMax))))
        if let caseID { rows.bind(3, caseID.rawValue) }
        return try journal(rows, content: content)
    }

    final func history(_ caseID: CaseID) throws(StoreError) -> [JournalEntry] {
        let rows = try prepare(text: Self.journal(true, where: Self.ofCase, limit: "?2"))
        defer { rows.reset() }
        rows.bind(2, Int64(StoreLimits.historyEntriesMax))
        rows.bind(3, caseID.rawValue)
        return try journal(rows, content: true)
    }

    final func lastEntry() throws(StoreError) -> EntryID {
        let row = try prepare("SELECT ifnull(max(id), 0) FROM entry")
        defer { row.reset() }
        return EntryID(rawValue: try row.next() ? row.int(0) : 0)
    }

    /// Entries of a stream in order: number, header, body.
    private final func entries(of stream: Int64, after: UInt64, through: UInt64) throws(StoreError) -> Prepared {
        let rows = try prepare(
            "SELECT seq, header, body FROM entry WHERE stream = ? AND seq > ? AND seq <= ? ORDER BY seq"
        )
        rows.bind(1, stream)
        rows.bind(2, Self.clamped(after))
        rows.bind(3, Self.clamped(through))
        return rows
    }

    private static func storedEntry(_ row: Prepared) -> StoredEntry {
        StoredEntry(sequence: row.unsigned(0), header: row.bytes(1), body: row.optionalBytes(2))
    }

    /// The entries of the case ?3: those tied to it, and the one that registered it among others.
    static let ofCase =
        """
        e.id IN (SELECT id FROM entry WHERE case_id = ?3
            UNION ALL SELECT registered_entry FROM case_file WHERE id = ?3 AND registered_entry IS NOT NULL)
        """

    /// A query whose rows ``journal(_:content:)`` reads.
    static func journal(_ content: Bool, where condition: String, limit: String) -> String {
        """
        SELECT e.id, s.peer, s.lane, s.direction, e.seq, e.kind, e.case_id, ifnull(c.number, e.case_number), e.at,
            EXISTS (SELECT 1 FROM quarantine q WHERE q.entry = e.id AND q.resolution IS NOT 1), x.at, x.why,
            \(content ? "e.header, e.body" : "NULL, NULL")
        FROM entry e JOIN stream s ON s.id = e.stream LEFT JOIN case_file c ON c.id = e.case_id
            LEFT JOIN erasure x ON x.entry = e.id
        WHERE \(condition) ORDER BY e.id LIMIT \(limit)
        """
    }

    /// Reads what ``journal(_:where:limit:)`` asks for.
    final func journal(_ rows: Prepared, content: Bool) throws(StoreError) -> [JournalEntry] {
        var entries: [JournalEntry] = []
        while try rows.next() {
            entries.append(
                JournalEntry(
                    id: EntryID(rawValue: rows.int(0)),
                    stream: try Self.stream(rows, 1, 2),
                    direction: try Self.direction(rows, 3),
                    sequence: rows.isNull(4) ? nil : rows.unsigned(4),
                    kind: UInt32(clamping: rows.int(5)),
                    caseID: rows.optionalInt(6).map(CaseID.init(rawValue:)),
                    caseNumber: try Self.caseNumber(rows, 7),
                    at: rows.int(8),
                    header: content ? rows.optionalBytes(12) : nil,
                    body: content ? rows.optionalBytes(13) : nil,
                    isQuarantined: rows.int(9) != 0,
                    erasure: rows.optionalInt(10).map { .init(at: $0, why: rows.text(11)) }
                )
            )
        }
        return entries
    }
}

extension StoredEntry {
    /// Its bytes.
    package var byteCount: Int { header.count + (body?.count ?? 0) }
}
