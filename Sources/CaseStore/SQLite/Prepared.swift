import GRDBSQLite

/// A prepared statement of one connection, with values bound and read through SQLite's C interface.
///
/// Parameters count from 1, columns from 0, as in C. A failed bind is a fault of this module (a wrong index) or the end of
/// memory, and traps. Whoever reads rows resets the statement before it leaves.
struct Prepared {
    /// The statement; the connection owns it.
    let raw: OpaquePointer
    /// Whether it may read or change cases; true where that is not known.
    let namesCases: Bool

    /// Tells SQLite to copy what is bound.
    private static let copying = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    // MARK: Binding

    func bind(_ index: Int32, _ value: Int64) {
        expect(sqlite3_bind_int64(raw, index, value))
    }

    func bind(_ index: Int32, _ value: Int64?) {
        expect(value.map { sqlite3_bind_int64(raw, index, $0) } ?? sqlite3_bind_null(raw, index))
    }

    func bind(_ index: Int32, _ text: String) {
        var text = text
        let code = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                // An empty buffer may have no address, and SQLite takes no address for NULL.
                characters.baseAddress.map {
                    sqlite3_bind_text(raw, index, $0, Int32(characters.count), Self.copying)
                } ?? sqlite3_bind_text(raw, index, "", 0, Self.copying)
            }
        }
        expect(code)
    }

    /// Binds UTF-8 bytes as text.
    func bindText(_ index: Int32, _ bytes: UnsafeRawBufferPointer) {
        let characters = bytes.bindMemory(to: CChar.self)
        expect(sqlite3_bind_text(raw, index, characters.baseAddress, Int32(characters.count), Self.copying))
    }

    func bind(_ index: Int32, _ text: String?) {
        guard let text else { return expect(sqlite3_bind_null(raw, index)) }
        bind(index, text)
    }

    /// Binds bytes; those that are not copied must stay where they are until the statement has run.
    func bind(_ index: Int32, _ bytes: UnsafeRawBufferPointer, copied: Bool = true) {
        guard let address = bytes.baseAddress, !bytes.isEmpty else {
            return expect(sqlite3_bind_zeroblob(raw, index, 0))
        }
        expect(sqlite3_bind_blob(raw, index, address, Int32(bytes.count), copied ? Self.copying : nil))
    }

    func bind(_ index: Int32, _ bytes: [UInt8]) {
        bytes.withUnsafeBytes { bind(index, $0) }
    }

    func bindNull(_ index: Int32) {
        expect(sqlite3_bind_null(raw, index))
    }

    private func expect(_ code: Int32) {
        precondition(code == SQLITE_OK, "a value could not be bound to a statement")
    }

    // MARK: Running

    /// Runs a statement that has no rows.
    func run() throws(StoreError) {
        let code = sqlite3_step(raw)
        guard code == SQLITE_DONE else {
            let error = StoreError(connection: sqlite3_db_handle(raw))
            sqlite3_reset(raw)
            throw error
        }
        sqlite3_reset(raw)
    }

    /// Goes to the next row; false after the last.
    func next() throws(StoreError) -> Bool {
        switch sqlite3_step(raw) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw StoreError(connection: sqlite3_db_handle(raw))
        }
    }

    /// Makes the statement ready to run once more, and lets go of what it holds.
    func reset() {
        sqlite3_reset(raw)
    }

    // MARK: Reading

    func int(_ column: Int32) -> Int64 { sqlite3_column_int64(raw, column) }

    func unsigned(_ column: Int32) -> UInt64 { UInt64(clamping: int(column)) }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(raw, column) == SQLITE_NULL }

    func optionalInt(_ column: Int32) -> Int64? { isNull(column) ? nil : int(column) }

    func text(_ column: Int32) -> String {
        guard let characters = sqlite3_column_text(raw, column) else { return "" }
        let count = Int(sqlite3_column_bytes(raw, column))
        return String(decoding: UnsafeBufferPointer(start: characters, count: count), as: UTF8.self)
    }

    /// The column's bytes, valid until the next step or reset.
    func buffer(_ column: Int32) -> UnsafeRawBufferPointer {
        let address = sqlite3_column_blob(raw, column)
        return UnsafeRawBufferPointer(
            start: address,
            count: address == nil ? 0 : Int(sqlite3_column_bytes(raw, column))
        )
    }

    func bytes(_ column: Int32) -> [UInt8] { Array(buffer(column)) }

    func optionalBytes(_ column: Int32) -> [UInt8]? { isNull(column) ? nil : bytes(column) }
}
