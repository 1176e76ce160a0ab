extension SQLiteReader {
    final func bookmark(_ reader: String) throws(StoreError) -> EntryID? {
        let row = try prepare("SELECT entry FROM bookmark WHERE reader = ?")
        defer { row.reset() }
        row.bind(1, reader)
        return try row.next() ? EntryID(rawValue: row.int(0)) : nil
    }
}

extension SQLiteWriter {
    func setBookmark(_ reader: String, _ entry: EntryID) throws(StoreError) {
        let insert = try prepare(
            "INSERT INTO bookmark (reader, entry) VALUES (?1, ?2) ON CONFLICT (reader) DO UPDATE SET entry = ?2"
        )
        insert.bind(1, reader)
        insert.bind(2, entry.rawValue)
        try insert.run()
    }
}
