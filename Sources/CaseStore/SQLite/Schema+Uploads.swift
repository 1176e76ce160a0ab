extension Schema {
    /// Uploads in parts, what a material is by its bytes, and what was found about it.
    static let uploads = """
        ALTER TABLE material ADD COLUMN content TEXT;

        -- Only of materials about which something was found, or is still to be: 1 waits, 2 infected, 3 not what it is said
        -- to be, 4 released, 5 discarded.
        CREATE TABLE material_check (
            material INTEGER PRIMARY KEY REFERENCES material ON DELETE CASCADE,
            standing INTEGER NOT NULL CHECK (standing BETWEEN 1 AND 5),
            finding TEXT NOT NULL,
            at INTEGER NOT NULL,
            by TEXT,
            why TEXT,
            CHECK (standing < 4 OR by IS NOT NULL)
        ) STRICT;
        CREATE INDEX material_check_standing ON material_check (standing);

        CREATE TABLE upload (
            id TEXT PRIMARY KEY CHECK (length(id) = 32),
            length INTEGER CHECK (length >= 0),
            metadata TEXT NOT NULL,
            verified INTEGER CHECK (verified >= 0),
            began_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            material BLOB CHECK (length(material) = 32)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX upload_expiry ON upload (expires_at);
        """
}
