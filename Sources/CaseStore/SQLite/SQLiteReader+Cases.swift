import CaseModel
import ExchangeCore

extension SQLiteReader {
    /// Reads a case from the database; the writer may have changed it since.
    final func storedCase(_ number: CaseNumber) throws(StoreError) -> StoredCase? {
        let row = try prepareBesideDrafts(text: Self.storedByNumber)
        row.bind(1, number)
        return try Self.storedCase(row)
    }

    /// Reads a case from the database; the writer may have changed it since.
    final func storedCase(_ id: CaseID) throws(StoreError) -> StoredCase? {
        let row = try prepareBesideDrafts(text: Self.storedByRow)
        row.bind(1, id.rawValue)
        return try Self.storedCase(row)
    }

    private static func storedCase(_ row: Prepared) throws(StoreError) -> StoredCase? {
        defer { row.reset() }
        guard try row.next() else { return nil }
        return StoredCase(row: try caseRow(row), isToBeLookedAt: row.int(caseColumnCount) != 0)
    }

    final func cases(
        after: CaseID,
        within span: Range<Int64>,
        by instant: CaseInstant,
        limit: Int
    ) throws(StoreError) -> [CaseRow] {
        let column = Self.column(of: instant)
        let rows = try prepare(
            text: Self.cases + " WHERE id > ?1 AND \(column) >= ?2 AND \(column) < ?3 ORDER BY id LIMIT ?4"
        )
        defer { rows.reset() }
        rows.bind(1, after.rawValue)
        rows.bind(2, span.lowerBound)
        rows.bind(3, span.upperBound)
        rows.bind(4, Int64(max(0, min(limit, StoreLimits.rowsMax))))
        var found: [CaseRow] = []
        while try rows.next() { found.append(try Self.caseRow(rows)) }
        return found
    }

    final func caseCounts() throws(StoreError) -> [CaseState: Int] {
        try settle()
        let rows = try prepare("SELECT state, cases FROM case_count WHERE cases > 0")
        defer { rows.reset() }
        var counts: [CaseState: Int] = [:]
        while try rows.next() { counts[try Self.caseState(rows, 0)] = Int(rows.int(1)) }
        return counts
    }

    final func lastSaid(_ id: CaseID) throws(StoreError) -> CaseTransport? {
        try settle()
        let row = try prepare(
            """
            SELECT s.peer, s.lane, s.direction, e.seq, s.acknowledged_seq
            FROM entry e JOIN stream s ON s.id = e.stream
            WHERE e.case_id = ? AND s.direction = ? ORDER BY e.id DESC LIMIT 1
            """
        )
        defer { row.reset() }
        row.bind(1, id.rawValue)
        row.bind(2, StreamDirection.outgoing.rawValue)
        guard try row.next() else { return nil }
        return CaseTransport(
            stream: try Self.stream(row, 0, 1),
            direction: try Self.direction(row, 2),
            sequence: row.isNull(3) ? nil : row.unsigned(3),
            acknowledged: row.unsigned(4)
        )
    }

    /// The columns of `case_file` that ``caseRow(_:)`` reads.
    static let caseColumns =
        """
        id, number, collecting, handling, item_code, item_name, state, version, corrections, ending,
            submitted_at, changed_at, registered_entry, mode, terms, registered_at, gathered
        """

    /// How many those are: what a query reads beside them follows.
    static let caseColumnCount: Int32 = 17

    private static let cases = "SELECT \(caseColumns) FROM case_file"
    private static let storedCases = "SELECT \(caseColumns), look_at IS 0 FROM case_file"
    private static let storedByNumber = storedCases + " WHERE number = ?"
    private static let storedByRow = storedCases + " WHERE id = ?"

    private static func column(of instant: CaseInstant) -> String {
        switch instant {
        case .registered: "ifnull(registered_at, submitted_at)"
        case .changed: "changed_at"
        }
    }

    /// Reads a case from ``caseColumns``.
    static func caseRow(_ row: Prepared) throws(StoreError) -> CaseRow {
        func city(_ column: Int32) throws(StoreError) -> CityCode {
            guard let city = UInt32(exactly: row.int(column)).flatMap(CityCode.init(number:)) else {
                throw .corrupt(detail: "\(row.int(column)) is no city's code")
            }
            return city
        }
        guard let number = try caseNumber(row, 1) else { throw .corrupt(detail: "a case has no number") }
        guard let mode = HandlingMode(row: row.int(13)) else {
            throw .corrupt(detail: "\(row.int(13)) is no handling mode")
        }
        return CaseRow(
            id: CaseID(rawValue: row.int(0)),
            record: CaseRecord(
                number: number,
                collecting: try city(2),
                handling: try city(3),
                itemCode: row.text(4),
                itemName: row.text(5),
                mode: mode,
                terms: try KnownTerms.shared.read(row, 14),
                state: try caseState(row, 6),
                version: Int(row.int(7)),
                corrections: Int(row.int(8)),
                ending: row.optionalInt(9).flatMap { EndingCode(rawValue: Int($0)) },
                submittedAt: row.int(10),
                registeredAt: row.optionalInt(15),
                changedAt: row.int(11),
                gathered: try CaseText.readProgress(row, 16)
            ),
            registeredEntry: row.optionalInt(12).map(EntryID.init(rawValue:))
        )
    }

    static func caseState(_ row: Prepared, _ column: Int32) throws(StoreError) -> CaseState {
        guard let state = CaseState(row: row.int(column)) else {
            throw .corrupt(detail: "\(row.int(column)) is no state of a case")
        }
        return state
    }
}
