extension Schema {
    /// Who is told of events by HTTP, and which events were not taken.
    ///
    /// An event that is delivered at once has no row: `position` says how far that has got. A row is there for one that is
    /// sent again, or that waits for such a one of its case, or is dead.
    static let webhooks = """
        CREATE TABLE webhook (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            url TEXT NOT NULL CHECK (length(url) BETWEEN 1 AND 2048),
            note TEXT NOT NULL,
            filter TEXT NOT NULL,
            secret BLOB NOT NULL,
            earlier_secret BLOB,
            earlier_until INTEGER,
            state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 3),
            reason TEXT,
            version INTEGER NOT NULL CHECK (version >= 1),
            created_at INTEGER NOT NULL,
            changed_at INTEGER NOT NULL,
            position INTEGER NOT NULL CHECK (position >= 0),
            failing_since INTEGER,
            CHECK ((earlier_secret IS NULL) = (earlier_until IS NULL))
        ) STRICT;

        CREATE TABLE webhook_delivery (
            webhook INTEGER NOT NULL REFERENCES webhook ON DELETE CASCADE,
            entry INTEGER NOT NULL REFERENCES entry,
            attempts INTEGER NOT NULL CHECK (attempts >= 0),
            first_at INTEGER,
            last_at INTEGER,
            next_at INTEGER NOT NULL,
            status INTEGER,
            failure TEXT,
            died_at INTEGER,
            PRIMARY KEY (webhook, entry),
            CHECK (attempts > 0 OR died_at IS NULL)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX webhook_dead ON webhook_delivery (webhook, entry) WHERE died_at IS NOT NULL;

        -- Answers to changes of webhooks that may be asked for again; sealed, because one may hold a secret.
        CREATE TABLE webhook_answer (
            key TEXT PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 200),
            request BLOB NOT NULL,
            answer BLOB NOT NULL,
            at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
