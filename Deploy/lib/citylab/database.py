"""The database of a stopped node, as it lies on the disk."""
import fcntl
import sqlite3
import urllib.parse

FILE = "node.sqlite"


class DatabaseError(Exception):
    """A database that cannot be looked at, and what to do."""


class Database:
    """One node's file, which nobody writes: not the node, which must have ended, and not whoever looks at it."""

    def __init__(self, code, path):
        self.code, self.path = code, path
        self._check_stopped()
        try:
            self.connection = sqlite3.connect(f"file:{urllib.parse.quote(str(path))}?mode=ro", uri=True)
            self.node = self.one("SELECT node FROM meta")
        except sqlite3.Error as error:
            raise DatabaseError(
                f"{path} cannot be read: {error}; its -wal and -shm belong to it, so take all three") from None

    def _check_stopped(self):
        """A node holds the lock as long as it lives."""
        lock = self.path.with_name(f"{self.path.name}.lock")
        if not lock.exists():
            return
        with lock.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                raise DatabaseError(f"{self.code} runs; stop it first, or look at a copy of its files") from None

    def rows(self, sql, *values):
        """The rows of a query, one after the other."""
        return self.connection.execute(sql, values)

    def one(self, sql, *values):
        """The only value of a query, or None where there is no row."""
        row = self.connection.execute(sql, values).fetchone()
        return row[0] if row else None

    def close(self):
        self.connection.close()
