import GRDB

extension Schema {
    /// A case's row without references to other tables; its state is checked by itself.
    ///
    /// For a statement that may break a reference after it has changed something, SQLite keeps what every page was before it.
    /// So a change of a state or a registration took nearly twice as long as one that refers to nothing. A state's number is
    /// checked in the row now; that a registration's entry is there is looked at by ``StoreInspection/damage(isFull:)``.
    ///
    /// The text of the table is changed in its place, as SQLite allows for constraints: no row is touched, however many there
    /// are.
    static func releaseCaseRow(_ database: Database) throws {
        let changes = [
            ("state INTEGER NOT NULL REFERENCES case_state", "state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 19)"),
            ("registered_entry INTEGER REFERENCES entry", "registered_entry INTEGER"),
        ]
        try database.execute(sql: "PRAGMA writable_schema = ON")
        for (old, new) in changes {
            try database.execute(
                sql: """
                    UPDATE sqlite_schema SET sql = replace(sql, ?1, ?2)
                    WHERE type = 'table' AND name = 'case_file' AND instr(sql, ?1) > 0
                    """,
                arguments: [old, new]
            )
            guard database.changesCount == 1 else {
                throw StoreError.corrupt(detail: "the table of cases was made otherwise than by this software")
            }
        }
        // Whoever has read the schema reads it again.
        let version = try Int.fetchOne(database, sql: "PRAGMA schema_version") ?? 0
        try database.execute(sql: "PRAGMA schema_version = \(version + 1)")
        try database.execute(sql: "PRAGMA writable_schema = RESET")
    }
}
