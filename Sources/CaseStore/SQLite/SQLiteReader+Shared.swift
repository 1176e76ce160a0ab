import CaseModel
import ExchangeCore

extension SQLiteReader {
    final func shared(_ name: SharedName) throws(StoreError) -> SharedRow? {
        let row = try prepare(
            """
            SELECT s.id, s.kind, s.owner, s.name, s.peer, s.version, s.changed_at, s.record FROM shared s
            WHERE s.kind = ? AND s.owner = ? AND s.name = ? ORDER BY s.peer LIMIT 1
            """
        )
        defer { row.reset() }
        row.bind(1, name)
        return try row.next() ? try Self.sharedRow(row) : nil
    }

    final func shared(_ name: SharedName, with peer: NodeCode) throws(StoreError) -> SharedRow? {
        let row = try prepare(
            """
            SELECT s.id, s.kind, s.owner, s.name, s.peer, s.version, s.changed_at, s.record FROM shared s
            WHERE s.kind = ? AND s.owner = ? AND s.name = ? AND s.peer = ?
            """
        )
        defer { row.reset() }
        row.bind(1, name)
        row.bind(4, Int64(peer.number))
        return try row.next() ? try Self.sharedRow(row) : nil
    }

    /// A page of shared records; each way of asking has an index that gives them in order.
    final func shared(_ query: SharedQuery) throws(StoreError) -> SharedPage {
        if let states = query.states, states.isEmpty { return SharedPage(items: [], next: nil) }
        let limit = max(1, min(query.limit, StoreLimits.rowsMax))
        let states = query.states?.sorted() ?? []
        var conditions = ["s.kind = ?1"]
        if query.owner != nil { conditions.append("s.owner = ?2") }
        if query.after != nil { conditions.append("s.id < ?4") }
        if query.caseNumber != nil {
            conditions.append("s.id IN (SELECT shared FROM shared_case WHERE case_number = ?3)")
        }
        if !states.isEmpty {
            let marks = states.indices.map { "?\($0 + 6)" }.joined(separator: ", ")
            conditions.append("s.state IN (\(marks))")
        }
        let rows = try prepare(
            text: """
                SELECT s.id, s.kind, s.owner, s.name, s.peer, s.version, s.changed_at, s.record FROM shared s
                WHERE \(conditions.joined(separator: " AND ")) ORDER BY s.id DESC LIMIT ?5
                """
        )
        defer { rows.reset() }
        rows.bind(1, query.kind.row)
        if let owner = query.owner { rows.bind(2, Int64(owner.number)) }
        if let number = query.caseNumber { rows.bind(3, number) }
        if let after = query.after { rows.bind(4, after.rawValue) }
        rows.bind(5, Int64(limit + 1))
        for (index, state) in states.enumerated() { rows.bind(Int32(index + 6), state) }
        var page = SharedPage(items: [], next: nil)
        while try rows.next() { page.items.append(try Self.sharedRow(rows)) }
        if page.items.count > limit {
            page.items.removeSubrange(limit...)
            page.next = page.items.last?.id
        }
        return page
    }

    final func sharedEntries(_ id: SharedID) throws(StoreError) -> [JournalEntry] {
        let rows = try prepare("SELECT entry FROM shared_entry WHERE shared = ? ORDER BY entry")
        var ids: [EntryID] = []
        do {
            defer { rows.reset() }
            rows.bind(1, id.rawValue)
            while try rows.next() { ids.append(EntryID(rawValue: rows.int(0))) }
        }
        var entries: [JournalEntry] = []
        for id in ids {
            guard let entry = try entry(id) else { throw .corrupt(detail: "an entry of a shared record is missing") }
            entries.append(entry)
        }
        return entries
    }

    /// Reads a record from eight columns.
    private static func sharedRow(_ row: Prepared) throws(StoreError) -> SharedRow {
        guard let kind = SharedKind(row: row.int(1)), let owner = CityCode(number: UInt32(clamping: row.int(2))),
            let record = try CaseText.read(SharedRecord.self, row, 7)
        else { throw .corrupt(detail: "the shared record \(row.int(0)) cannot be read") }
        return SharedRow(
            id: SharedID(rawValue: row.int(0)),
            name: SharedName(kind: kind, owner: owner, id: row.text(3)),
            record: record,
            peer: NodeCode(number: UInt32(clamping: row.int(4))),
            version: Int(row.int(5)),
            changedAt: row.int(6)
        )
    }
}

extension Prepared {
    /// Binds a shared record's name to the first three parameters.
    func bind(_ index: Int32, _ name: SharedName) {
        bind(index, name.kind.row)
        bind(index + 1, Int64(name.owner.number))
        bind(index + 2, name.id)
    }
}

extension SharedKind {
    /// The number in the database: the cases in their order, from 1.
    var row: Int64 {
        switch self {
        case .parcel: 1
        case .visit: 2
        case .video: 3
        case .document: 4
        case .contacts: 5
        }
    }

    init?(row: Int64) {
        guard let kind = Self.allCases.first(where: { $0.row == row }) else { return nil }
        self = kind
    }
}
