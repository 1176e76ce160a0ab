"""What the rows of cases cost by themselves: a stopped node's, put once more into a file with the same tables."""
import contextlib
import sqlite3
import time

from .database import FILE

# As a node has them.
CACHE_KIB, LOG_BYTES, PAGE_BYTES = 32 << 10, 64 << 20, 4_096
# Cases of one commit, as a node has them when many wait.
COMMIT = 256
# Those that grow with the cases; an earlier one is what a later one speaks of.
TABLES = ("case_file", "entry", "answer")
SCHEMA = """
    SELECT sql FROM told.sqlite_schema WHERE sql IS NOT NULL AND type IN ('table', 'index') AND name NOT LIKE 'sqlite_%'
    ORDER BY type DESC"""
# What a case's steps change in its row; a node writes those of one commit at once.
STEPS = """
    UPDATE main.case_file SET state = one.state, version = one.version, corrections = one.corrections,
        changed_at = one.changed_at, registered_at = one.registered_at, gathered = one.gathered, ending = one.ending
    FROM told.case_file AS one WHERE one.id = main.case_file.id AND one.id > ? AND one.id <= ?"""


def row_microseconds(data, folder, decided=False):
    """Microseconds of a processor for each case: its rows, their indexes, the log and its syncs, and nothing else.

    Where the cases were decided each one's row is written once more, a commit later than the case came."""
    path = folder / f"rows-{data.name}.sqlite"
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute(f"PRAGMA page_size = {PAGE_BYTES}")
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute(f"PRAGMA wal_autocheckpoint = {LOG_BYTES // PAGE_BYTES}")
        database.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        database.execute("ATTACH ? AS told", (str(data / FILE),))
        for (sql,) in database.execute(SCHEMA).fetchall():
            database.execute(sql)
        ends = {table: database.execute(f"SELECT coalesce(max(id), 0) FROM told.{table}").fetchone()[0]
                for table in TABLES}
        count = ends["case_file"]
        steps = -(-count // COMMIT)
        began = time.process_time()
        for step in range(steps):
            database.execute("BEGIN")
            for table, end in ends.items():
                database.execute(
                    f"INSERT INTO main.{table} SELECT * FROM told.{table} WHERE id > ? AND id <= ?",
                    (end * step // steps, end * (step + 1) // steps))
            if decided:
                database.execute(STEPS, (count * (step - 1) // steps, count * step // steps))
            database.execute("COMMIT")
        return (time.process_time() - began) * 1e6 / count
