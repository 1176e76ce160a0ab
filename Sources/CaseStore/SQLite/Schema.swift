import GRDB

/// The database's tables.
///
/// Migrations are only ever appended: a released one never changes.
enum Schema {
    /// All migrations, oldest first.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 foundation") { database in try database.execute(sql: foundation) }
        migrator.registerMigration("2 whole life of a case") { database in try database.execute(sql: wholeLife) }
        migrator.registerMigration("3 shared records") { database in try database.execute(sql: sharedRecords) }
        migrator.registerMigration("4 bookmarks") { database in try database.execute(sql: bookmarks) }
        migrator.registerMigration("5 audit trail") { database in try database.execute(sql: auditTrail) }
        migrator.registerMigration("6 retention") { database in try database.execute(sql: retention) }
        migrator.registerMigration("7 reminders") { database in try database.execute(sql: reminders + lists) }
        migrator.registerMigration("8 work queues") { database in try database.execute(sql: workQueues) }
        migrator.registerMigration("9 accounts") { database in try database.execute(sql: accounts) }
        migrator.registerMigration("10 webhooks") { database in try database.execute(sql: webhooks) }
        migrator.registerMigration("11 uploads") { database in try database.execute(sql: uploads) }
        migrator.registerMigration("12 totals") { database in try database.execute(sql: totals) }
        migrator.registerMigration("13 answer keys") { database in
            database.add(function: answerHash)
            defer { database.remove(function: answerHash) }
            try database.execute(sql: answerKeys)
        }
        // No reference is new that would have to be looked at in every row.
        migrator.registerMigration("14 case row", foreignKeyChecks: .immediate, migrate: releaseCaseRow)
        return migrator
    }

    /// Streams, journal, cases, materials, quarantine.
    private static let foundation = """
        -- One row: whose database this is.
        CREATE TABLE meta (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            node INTEGER NOT NULL CHECK (node BETWEEN 100000 AND 999999),
            epoch INTEGER NOT NULL,
            created_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE peer (
            code INTEGER PRIMARY KEY CHECK (code BETWEEN 100000 AND 999999),
            epoch INTEGER
        ) STRICT;

        -- One row per peer, lane and direction (1 ours, 2 theirs). seq and hash: where it ends.
        -- pending and backlog_bytes count what the peer has not receipted, so that nobody has to scan for it.
        CREATE TABLE stream (
            id INTEGER PRIMARY KEY,
            peer INTEGER NOT NULL REFERENCES peer,
            lane INTEGER NOT NULL CHECK (lane BETWEEN 1 AND 255),
            direction INTEGER NOT NULL CHECK (direction IN (1, 2)),
            seq INTEGER NOT NULL DEFAULT 0 CHECK (seq >= 0),
            hash BLOB NOT NULL DEFAULT (zeroblob(32)) CHECK (length(hash) = 32),
            acknowledged_seq INTEGER NOT NULL DEFAULT 0 CHECK (acknowledged_seq BETWEEN 0 AND seq),
            acknowledged_hash BLOB NOT NULL DEFAULT (zeroblob(32)) CHECK (length(acknowledged_hash) = 32),
            receipt_at INTEGER,
            receipt_signature BLOB CHECK (length(receipt_signature) <= 256),
            pending INTEGER NOT NULL DEFAULT 0 CHECK (pending >= 0),
            backlog_bytes INTEGER NOT NULL DEFAULT 0 CHECK (backlog_bytes >= 0),
            UNIQUE (peer, lane, direction),
            CHECK ((receipt_at IS NULL) = (receipt_signature IS NULL)),
            CHECK (direction = 1
                OR (acknowledged_seq = 0 AND receipt_at IS NULL AND pending = 0 AND backlog_bytes = 0))
        ) STRICT;

        -- How many entries each local day has, for reconciliation without a scan.
        CREATE TABLE stream_day (
            stream INTEGER NOT NULL REFERENCES stream,
            day INTEGER NOT NULL,
            count INTEGER NOT NULL CHECK (count > 0),
            first_seq INTEGER NOT NULL CHECK (first_seq > 0),
            last_seq INTEGER NOT NULL CHECK (last_seq >= first_seq),
            PRIMARY KEY (stream, day)
        ) STRICT, WITHOUT ROWID;

        -- States by name, so that a later migration can add one with an INSERT.
        CREATE TABLE case_state (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE
        ) STRICT;
        INSERT INTO case_state (id, name) VALUES
            (1, 'submitted'), (2, 'registered'), (3, 'correcting'), (4, 'accepted'),
            (5, 'declined'), (6, 'decided'), (7, 'delivered'), (8, 'refused');

        CREATE TABLE case_file (
            id INTEGER PRIMARY KEY,
            number TEXT NOT NULL UNIQUE CHECK (length(number) = 26),
            collecting INTEGER NOT NULL CHECK (collecting BETWEEN 100000 AND 999999),
            handling INTEGER NOT NULL CHECK (handling BETWEEN 100000 AND 999999),
            item_code TEXT NOT NULL,
            item_name TEXT NOT NULL,
            state INTEGER NOT NULL REFERENCES case_state,
            version INTEGER NOT NULL CHECK (version >= 1),
            corrections INTEGER NOT NULL CHECK (corrections >= 0),
            ending INTEGER CHECK (ending BETWEEN 0 AND 6),
            submitted_at INTEGER NOT NULL,
            changed_at INTEGER NOT NULL,
            registered_entry INTEGER REFERENCES entry,
            CHECK (collecting <> handling)
        ) STRICT;
        CREATE INDEX case_queue ON case_file (state, changed_at);

        -- The journal: every entry once, in the order in which this node kept it. An entry of ours without a number
        -- waits until its stream has been compared with the peer.
        CREATE TABLE entry (
            id INTEGER PRIMARY KEY,
            stream INTEGER NOT NULL REFERENCES stream,
            seq INTEGER CHECK (seq > 0),
            kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 4294967295),
            case_id INTEGER REFERENCES case_file,
            case_number TEXT CHECK (length(case_number) = 26),
            at INTEGER NOT NULL,
            header BLOB CHECK (length(header) <= 1024),
            body BLOB CHECK (length(body) <= 262144),
            CHECK ((seq IS NULL) = (header IS NULL)),
            CHECK (seq IS NOT NULL OR body IS NOT NULL),
            CHECK (case_id IS NULL OR case_number IS NULL)
        ) STRICT;
        CREATE UNIQUE INDEX entry_position ON entry (stream, seq) WHERE seq IS NOT NULL;
        CREATE INDEX entry_pending ON entry (stream) WHERE seq IS NULL;
        CREATE INDEX entry_case ON entry (case_id) WHERE case_id IS NOT NULL;

        -- The peer's signature over each batch, at the batch's last entry.
        CREATE TABLE signature (
            stream INTEGER NOT NULL REFERENCES stream,
            seq INTEGER NOT NULL CHECK (seq > 0),
            signature BLOB NOT NULL CHECK (length(signature) <= 256),
            PRIMARY KEY (stream, seq)
        ) STRICT, WITHOUT ROWID;

        -- Bodies that were erased by law or by the retention rule.
        CREATE TABLE erasure (
            entry INTEGER PRIMARY KEY REFERENCES entry,
            at INTEGER NOT NULL,
            why TEXT NOT NULL CHECK (length(why) > 0)
        ) STRICT;

        -- Entries that came back before the case of which they speak.
        CREATE TABLE waiting (
            number TEXT NOT NULL CHECK (length(number) = 26),
            entry INTEGER NOT NULL REFERENCES entry,
            PRIMARY KEY (number, entry)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE material (
            id INTEGER PRIMARY KEY,
            digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
            size INTEGER NOT NULL CHECK (size > 0),
            media_type TEXT NOT NULL,
            state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 3),
            received INTEGER NOT NULL CHECK (received BETWEEN 0 AND size),
            source INTEGER REFERENCES peer,
            added_at INTEGER NOT NULL,
            changed_at INTEGER NOT NULL,
            CHECK (CASE state WHEN 0 THEN received = 0 WHEN 1 THEN received > 0 WHEN 2 THEN received = size ELSE 1 END)
        ) STRICT;
        CREATE INDEX material_wanted ON material (source) WHERE state < 2;

        CREATE TABLE case_material (
            case_id INTEGER NOT NULL REFERENCES case_file,
            entry INTEGER NOT NULL REFERENCES entry,
            position INTEGER NOT NULL CHECK (position >= 0),
            material INTEGER NOT NULL REFERENCES material,
            name TEXT NOT NULL,
            form INTEGER NOT NULL CHECK (form BETWEEN 1 AND 3),
            PRIMARY KEY (case_id, entry, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX case_material_case ON case_material (material);

        CREATE TABLE quarantine (
            id INTEGER PRIMARY KEY,
            entry INTEGER NOT NULL UNIQUE REFERENCES entry,
            code TEXT NOT NULL CHECK (length(code) > 0),
            detail TEXT NOT NULL,
            at INTEGER NOT NULL,
            resolution INTEGER CHECK (resolution IN (1, 2)),
            resolved_by TEXT,
            resolved_at INTEGER,
            resolved_why TEXT,
            CHECK ((resolution IS NULL) = (resolved_by IS NULL) AND (resolution IS NULL) = (resolved_at IS NULL))
        ) STRICT;
        CREATE INDEX quarantine_open ON quarantine (id) WHERE resolution IS NULL;

        -- Answers to requests that may come again; they go with their case.
        CREATE TABLE answer (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE CHECK (length(key) BETWEEN 1 AND 200),
            request BLOB NOT NULL,
            answer BLOB NOT NULL,
            case_id INTEGER NOT NULL REFERENCES case_file ON DELETE CASCADE,
            at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX answer_case ON answer (case_id);
        """

    /// The states, the modes and the time limits of the whole life of a case.
    ///
    /// `terms` and `gathered` are JSON, and NULL for nearly all cases that are under way: where the law's limits hold, and
    /// where the clocks follow from the receipt.
    private static let wholeLife = """
        INSERT INTO case_state (id, name) VALUES
            (9, 'consulting'), (10, 'incomplete'), (11, 'endorsed'), (12, 'forwarded'), (13, 'suspended'),
            (14, 'issuing'), (15, 'withdrawn'), (16, 'lapsed'), (17, 'passedOn'), (18, 'voided'), (19, 'archived');
        ALTER TABLE case_file ADD COLUMN mode INTEGER NOT NULL DEFAULT 1 CHECK (mode BETWEEN 1 AND 3);
        ALTER TABLE case_file ADD COLUMN terms TEXT;
        ALTER TABLE case_file ADD COLUMN registered_at INTEGER;
        ALTER TABLE case_file ADD COLUMN gathered TEXT;
        """

    /// What two cities keep together beside their cases; `record` is JSON, `peer` 0 where it stays at this node.
    private static let sharedRecords = """
        CREATE TABLE shared (
            id INTEGER PRIMARY KEY,
            kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 5),
            owner INTEGER NOT NULL CHECK (owner BETWEEN 100000 AND 999999),
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
            peer INTEGER NOT NULL,
            state TEXT NOT NULL,
            version INTEGER NOT NULL CHECK (version >= 1),
            changed_at INTEGER NOT NULL,
            record TEXT NOT NULL,
            UNIQUE (kind, owner, name, peer)
        ) STRICT;
        CREATE INDEX shared_kind ON shared (kind);
        CREATE INDEX shared_state ON shared (kind, state);

        -- A case may be collected here before, and known by its number alone until, its own entry comes.
        CREATE TABLE shared_case (
            case_number TEXT NOT NULL CHECK (length(case_number) = 26),
            shared INTEGER NOT NULL REFERENCES shared,
            PRIMARY KEY (case_number, shared)
        ) STRICT, WITHOUT ROWID;

        -- What was said about a record: its owner's changes and the other city's requests.
        CREATE TABLE shared_entry (
            shared INTEGER NOT NULL REFERENCES shared,
            entry INTEGER NOT NULL REFERENCES entry,
            PRIMARY KEY (shared, entry)
        ) STRICT, WITHOUT ROWID;
        """

    /// Through which entry somebody who follows the journal has done its work.
    private static let bookmarks = """
        CREATE TABLE bookmark (
            reader TEXT PRIMARY KEY CHECK (length(reader) > 0),
            entry INTEGER NOT NULL CHECK (entry >= 0)
        ) STRICT, WITHOUT ROWID;
        """

    /// The audit trail: each record follows on the one before, and none is ever changed or removed.
    static let auditTrail = """
        CREATE TABLE audit (
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            account TEXT NOT NULL,
            role TEXT NOT NULL,
            office TEXT NOT NULL,
            action TEXT NOT NULL,
            number TEXT NOT NULL CHECK (length(number) = 26),
            field TEXT,
            purpose TEXT,
            reason TEXT NOT NULL,
            refusal TEXT,
            previous BLOB NOT NULL UNIQUE CHECK (length(previous) = 32),
            digest BLOB NOT NULL CHECK (length(digest) = 32)
        ) STRICT;
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

    /// When a case's data were erased, and files that are to be removed.
    ///
    /// `case_closed` holds closed cases with data alone. Its condition has no IN: of three values SQLite would make a table
    /// in memory at every new case and every change of a state.
    private static let retention = """
        ALTER TABLE case_file ADD COLUMN erased_at INTEGER;
        ALTER TABLE material ADD COLUMN leaving INTEGER NOT NULL DEFAULT 0 CHECK (leaving = 0 OR (leaving = 1 AND state = 0));
        CREATE INDEX case_closed ON case_file (collecting, changed_at)
            WHERE erased_at IS NULL AND (state = 7 OR state = 18 OR state = 19);
        CREATE INDEX material_leaving ON material (id) WHERE leaving = 1;
        """

    /// When each case is looked at next, and what people were told of it.
    ///
    /// `look_at` is set to 0, at once, by every change of a case, so that no way of changing one can be forgotten, and is
    /// NULL where nothing is waited for: at a submission that has not been answered, and at a case that is closed.
    private static let reminders = """
        ALTER TABLE case_file ADD COLUMN look_at INTEGER;
        UPDATE case_file SET look_at = 0 WHERE state NOT IN (1, 7, 8, 18, 19);
        CREATE INDEX case_look ON case_file (look_at) WHERE look_at IS NOT NULL;

        -- One row per reminder; matter tells it from all others of its case.
        CREATE TABLE reminder (
            id INTEGER PRIMARY KEY,
            case_id INTEGER NOT NULL REFERENCES case_file ON DELETE CASCADE,
            matter TEXT NOT NULL CHECK (length(matter) > 0),
            subject TEXT NOT NULL,
            role TEXT NOT NULL,
            due_at INTEGER NOT NULL,
            told_at INTEGER NOT NULL,
            settled_at INTEGER,
            UNIQUE (case_id, matter)
        ) STRICT;
        CREATE INDEX reminder_open ON reminder (role) WHERE settled_at IS NULL;
        CREATE INDEX reminder_role ON reminder (role);
        CREATE INDEX reminder_subject ON reminder (subject);
        """

    /// The indexes for all ways of listing cases, newest first; the one by the time of change had no use any more.
    ///
    /// They are few, because each costs at every new case, a partial one too.
    private static let lists = """

        DROP INDEX case_queue;
        CREATE INDEX case_standing ON case_file (state, ending, mode);
        CREATE INDEX case_item ON case_file (item_code, ending);
        CREATE INDEX case_cities ON case_file (handling, collecting);
        """

    /// When the first of an open case's last days ends, as it was worked out at the last look.
    ///
    /// A table of its own: an index of the cases would cost at every new case and every change of a state.
    private static let workQueues = """
        CREATE TABLE case_due (
            case_id INTEGER PRIMARY KEY REFERENCES case_file ON DELETE CASCADE,
            due_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX case_due_at ON case_due (due_at);
        """
}
