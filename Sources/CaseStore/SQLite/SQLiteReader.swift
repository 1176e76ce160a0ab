import CaseModel
import ExchangeCore

/// Reads through one connection; its methods are in extensions by subject.
class SQLiteReader {
    /// The connection, used only on its queue.
    let connection: Connection

    /// Reads through this connection.
    init(_ connection: Connection) {
        self.connection = connection
    }

    /// Brings the stream rows and the numbers of cases up to date before they are read.
    ///
    /// The writer, which keeps them in memory, overrides it.
    func settle() throws(StoreError) {}

    /// What a peer has not receipted.
    ///
    /// The writer, which is asked before every submission, overrides it.
    func backlog(_ peer: NodeCode) throws(StoreError) -> Backlog {
        let row = try prepare(
            """
            SELECT ifnull(sum(seq - acknowledged_seq + pending), 0), ifnull(sum(backlog_bytes), 0), ifnull(sum(pending), 0)
            FROM stream WHERE peer = ? AND direction = 1
            """
        )
        defer { row.reset() }
        row.bind(1, peer)
        guard try row.next() else { return Backlog() }
        return Backlog(entries: row.unsigned(0), bytes: row.unsigned(1), pending: row.unsigned(2))
    }

    /// The statement for a literal.
    ///
    /// The writer overrides it to refuse work outside a transaction.
    func prepare(_ sql: StaticString) throws(StoreError) -> Prepared {
        try connection.prepare(sql)
    }

    /// The statement for a text that was put together, such as one with columns that several queries read.
    ///
    /// The writer overrides it as well.
    func prepare(text: String) throws(StoreError) -> Prepared {
        try connection.prepare(text: text)
    }

    /// The statement for a text, which sees no case that the writer has changed and not written yet.
    func prepareBesideDrafts(text: String) throws(StoreError) -> Prepared {
        try connection.prepare(text: text)
    }

    /// A case by its number.
    ///
    /// The writer, which keeps changed cases in memory, overrides both of these.
    func findCase(_ number: CaseNumber) throws(StoreError) -> CaseRow? { try storedCase(number)?.row }

    /// A case by its row.
    func findCase(_ id: CaseID) throws(StoreError) -> CaseRow? { try storedCase(id)?.row }

    /// A number that came from outside, cut to what the database can hold: nothing is found beyond.
    static func clamped(_ value: UInt64) -> Int64 { Int64(clamping: value) }

    /// A peer's code in a row.
    static func node(_ value: Int64) throws(StoreError) -> NodeCode {
        guard let node = UInt32(exactly: value).flatMap(NodeCode.init(number:)) else {
            throw .corrupt(detail: "\(value) is no node's code")
        }
        return node
    }

    /// A stream's name in two columns.
    static func stream(_ row: Prepared, _ peer: Int32, _ lane: Int32) throws(StoreError) -> StreamKey {
        guard let value = UInt8(exactly: row.int(lane)).flatMap(Lane.init(rawValue:)) else {
            throw .corrupt(detail: "\(row.int(lane)) is no lane")
        }
        return StreamKey(peer: try node(row.int(peer)), lane: value)
    }

    /// A direction in a column.
    static func direction(_ row: Prepared, _ column: Int32) throws(StoreError) -> StreamDirection {
        guard let value = StreamDirection(rawValue: row.int(column)) else {
            throw .corrupt(detail: "\(row.int(column)) is no direction")
        }
        return value
    }

    /// A hash in a column.
    static func digest(_ row: Prepared, _ column: Int32) throws(StoreError) -> Digest {
        guard let value = Digest(row.buffer(column)) else { throw .corrupt(detail: "a hash has not 32 bytes") }
        return value
    }

    /// A case's number in a column, or `nil`.
    static func caseNumber(_ row: Prepared, _ column: Int32) throws(StoreError) -> CaseNumber? {
        if row.isNull(column) { return nil }
        guard let value = CaseNumber(utf8: row.buffer(column)) else {
            throw .corrupt(detail: "\(row.text(column)) is no case number")
        }
        return value
    }
}

extension Prepared {
    /// Binds a case's number.
    func bind(_ index: Int32, _ number: CaseNumber) {
        withUnsafeTemporaryAllocation(byteCount: CaseNumber.characterCount, alignment: 1) { bytes in
            number.write(into: bytes)
            bindText(index, UnsafeRawBufferPointer(bytes))
        }
    }

    /// Binds a city or a node by its number.
    func bind(_ index: Int32, _ node: NodeCode) { bind(index, Int64(node.number)) }

    /// Binds a digest.
    func bind(_ index: Int32, _ digest: MaterialDigest) { digest.withBytes { bind(index, $0) } }
}
