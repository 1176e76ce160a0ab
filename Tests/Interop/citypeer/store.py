"""What the peer remembers: one SQLite file, every change on disk before anything is said about it."""
import os
import sqlite3

from .wire import Position, open_entry

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS entry (
    peer INTEGER NOT NULL, lane INTEGER NOT NULL, own INTEGER NOT NULL, sequence INTEGER NOT NULL,
    hash BLOB NOT NULL, header BLOB NOT NULL, body BLOB NOT NULL, PRIMARY KEY (peer, lane, own, sequence)
) STRICT;
CREATE TABLE IF NOT EXISTS batch (
    peer INTEGER NOT NULL, lane INTEGER NOT NULL, sequence INTEGER NOT NULL, signature BLOB NOT NULL,
    PRIMARY KEY (peer, lane, sequence)
) STRICT;
CREATE TABLE IF NOT EXISTS acknowledged (
    peer INTEGER NOT NULL, lane INTEGER NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY (peer, lane)
) STRICT;
CREATE TABLE IF NOT EXISTS case_file (
    number TEXT PRIMARY KEY, peer INTEGER NOT NULL, own INTEGER NOT NULL, item TEXT NOT NULL, mode INTEGER NOT NULL,
    state TEXT NOT NULL, version INTEGER NOT NULL, corrected INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE IF NOT EXISTS material (
    digest BLOB PRIMARY KEY, peer INTEGER NOT NULL, number TEXT NOT NULL, name TEXT NOT NULL, size INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS shared (
    name TEXT NOT NULL, peer INTEGER NOT NULL, state TEXT NOT NULL, due INTEGER NOT NULL, changes INTEGER NOT NULL,
    answered INTEGER NOT NULL, PRIMARY KEY (name, peer)
) STRICT;
CREATE TABLE IF NOT EXISTS refusal (
    peer INTEGER NOT NULL, lane INTEGER NOT NULL, sequence INTEGER NOT NULL, code TEXT NOT NULL
) STRICT;
"""


class Store:
    """The peer's database. Use `with store:` around everything that belongs to one transaction."""

    def __init__(self, path):
        self.database = sqlite3.connect(path, isolation_level=None)
        self.database.execute("PRAGMA journal_mode=WAL")
        self.database.execute("PRAGMA synchronous=FULL")
        self.database.executescript(SCHEMA)
        with self:
            self.run("INSERT OR IGNORE INTO meta VALUES ('epoch', ?)", int.from_bytes(os.urandom(7), "big") | 1)
        self.epoch = self.one("SELECT value FROM meta WHERE key = 'epoch'")[0]

    def __enter__(self):
        self.database.execute("BEGIN IMMEDIATE")
        return self

    def __exit__(self, kind, error, trace):
        self.database.execute("COMMIT" if error is None else "ROLLBACK")

    def run(self, statement, *values):
        return self.database.execute(statement, values)

    def one(self, statement, *values):
        return self.run(statement, *values).fetchone()

    def all(self, statement, *values):
        return self.run(statement, *values).fetchall()

    def end(self, peer, lane, own):
        """The last entry of a stream."""
        row = self.one(
            "SELECT sequence, hash FROM entry WHERE peer = ? AND lane = ? AND own = ? ORDER BY sequence DESC LIMIT 1",
            peer, lane, own)
        return Position(*row) if row else Position()

    def hash_at(self, peer, lane, own, sequence):
        """The hash of one entry, or None where there is none."""
        if sequence == 0:
            return Position().hash
        row = self.one(
            "SELECT hash FROM entry WHERE peer = ? AND lane = ? AND own = ? AND sequence = ?",
            peer, lane, own, sequence)
        return row[0] if row else None

    def append(self, peer, lane, own, entry):
        self.run(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)",
            peer, lane, own, entry.head.sequence, entry.hash, entry.header, entry.body)

    def entries_after(self, peer, lane, own, sequence, through=None, bytes_max=65536):
        """Entries from there on, in order, as many as fit into one frame."""
        found, size = [], 0
        for header, body in self.run(
                "SELECT header, body FROM entry WHERE peer = ? AND lane = ? AND own = ? AND sequence > ? "
                "AND sequence <= ? ORDER BY sequence", peer, lane, own, sequence, through or (1 << 62)):
            if found and size + len(header) + len(body) > bytes_max:
                break
            found.append(open_entry(header, body))
            size += len(header) + len(body)
        return found

    def acknowledge(self, peer, lane, sequence):
        self.run("INSERT OR REPLACE INTO acknowledged VALUES (?, ?, ?)", peer, lane, sequence)

    def acknowledged(self, peer, lane):
        row = self.one("SELECT sequence FROM acknowledged WHERE peer = ? AND lane = ?", peer, lane)
        return row[0] if row else 0
