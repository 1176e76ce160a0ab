extension Schema {
    /// Who may call this node, with which tokens, and the answers to requests about that.
    ///
    /// The audit trail tells of accounts too, so a record may be about no case: its table is made anew with the same rows.
    static let accounts = """
        CREATE TABLE account (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('person', 'system')),
            name TEXT NOT NULL CHECK (length(name) > 0),
            roles TEXT NOT NULL,
            offices TEXT NOT NULL,
            issuer TEXT,
            subject TEXT,
            version INTEGER NOT NULL CHECK (version >= 1),
            locked_at INTEGER,
            created_at INTEGER NOT NULL,
            created_by TEXT NOT NULL,
            CHECK ((issuer IS NULL) = (subject IS NULL))
        ) STRICT;
        CREATE UNIQUE INDEX account_identity ON account (issuer, subject) WHERE issuer IS NOT NULL;

        -- The hash is SHA-256 over the whole token: its secret has 256 random bits, so nothing slower is needed.
        CREATE TABLE token (
            id TEXT PRIMARY KEY CHECK (length(id) = 16),
            account INTEGER NOT NULL REFERENCES account,
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            label TEXT NOT NULL CHECK (length(label) > 0),
            scopes TEXT NOT NULL,
            offices TEXT,
            created_at INTEGER NOT NULL,
            created_by TEXT NOT NULL,
            expires_at INTEGER NOT NULL CHECK (expires_at > created_at),
            revoked_at INTEGER,
            last_used_at INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX token_account ON token (account);

        -- Answers to requests about no case that may come again.
        CREATE TABLE account_answer (
            key TEXT PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 200),
            request BLOB NOT NULL,
            answer BLOB NOT NULL,
            at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE audit_of_all (
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            account TEXT NOT NULL,
            role TEXT NOT NULL,
            office TEXT NOT NULL,
            action TEXT NOT NULL,
            number TEXT CHECK (length(number) = 26),
            subject TEXT CHECK (length(subject) > 0),
            field TEXT,
            purpose TEXT,
            reason TEXT NOT NULL,
            refusal TEXT,
            previous BLOB NOT NULL UNIQUE CHECK (length(previous) = 32),
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            CHECK (number IS NOT NULL OR subject IS NOT NULL)
        ) STRICT;
        INSERT INTO audit_of_all
            SELECT id, at, account, role, office, action, number, NULL, field, purpose, reason, refusal, previous, digest
            FROM audit ORDER BY id;
        DROP TABLE audit;
        ALTER TABLE audit_of_all RENAME TO audit;
        CREATE INDEX audit_case ON audit (number);
        CREATE INDEX audit_account ON audit (account);
        CREATE TRIGGER audit_follows BEFORE INSERT ON audit
        WHEN new.previous <> ifnull((SELECT digest FROM audit ORDER BY id DESC LIMIT 1), zeroblob(32))
        BEGIN SELECT RAISE(ABORT, 'an audit record follows on the last one'); END;
        CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'an audit record never changes'); END;
        CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'an audit record is never removed'); END;
        """
}
