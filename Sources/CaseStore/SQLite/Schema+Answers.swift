import GRDB

extension Schema {
    /// An index of the answers by hashes of their keys, which is written in sorted pieces, in the place of one by the keys
    /// themselves.
    static let answerKeys = """
        CREATE TABLE answer_2 (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
            request BLOB NOT NULL,
            answer BLOB NOT NULL,
            case_id INTEGER NOT NULL REFERENCES case_file ON DELETE CASCADE,
            at INTEGER NOT NULL
        ) STRICT;
        INSERT INTO answer_2 (id, key, request, answer, case_id, at)
        SELECT id, key, request, answer, case_id, at FROM answer ORDER BY id;
        DROP TABLE answer;
        ALTER TABLE answer_2 RENAME TO answer;
        CREATE INDEX answer_case ON answer (case_id);

        CREATE TABLE answer_key (
            hash INTEGER NOT NULL,
            answer INTEGER NOT NULL,
            PRIMARY KEY (hash, answer)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO answer_key (hash, answer) SELECT answer_hash(key), id FROM answer ORDER BY 1, 2;

        -- Answers up to here are in the index.
        ALTER TABLE meta ADD COLUMN answers_indexed INTEGER NOT NULL DEFAULT 0 CHECK (answers_indexed >= 0);
        UPDATE meta SET answers_indexed = (SELECT coalesce(max(id), 0) FROM answer);
        """

    /// The hash of a key, for ``answerKeys``.
    static var answerHash: DatabaseFunction {
        DatabaseFunction("answer_hash", argumentCount: 1, pure: true) { values in
            String.fromDatabaseValue(values[0]).map(AnswerTail.hash)
        }
    }
}
