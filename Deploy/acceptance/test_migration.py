"""Nodes that die while their database is made, or is brought to a later version."""
import contextlib
import shutil
import signal
import sqlite3

from citylab.baddisk import BadDisk, compiler
from citylab.database import FILE
from citylab.lab import LabError, until

from support import LONG, LabTest, draft, spread

HERE, THERE = "330800", "350700"
CASES = 1_000 if LONG else 40
# By how many writes the node lives longer at each start.
STEP = 1 if LONG else 3
WRITES_MAX = 10_000
SECONDS_MAX = 120
# What the last migrations made, taken away again: as an earlier version of the software left its database.
EARLIER = """
    DELETE FROM grdb_migrations WHERE identifier IN
        ('10 webhooks', '11 uploads', '12 totals', '13 answer keys', '14 case row');
    PRAGMA writable_schema = ON;
    UPDATE sqlite_schema SET sql = replace(replace(sql,
            'state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 19)', 'state INTEGER NOT NULL REFERENCES case_state'),
        'registered_entry INTEGER,', 'registered_entry INTEGER REFERENCES entry,') WHERE name = 'case_file';
    PRAGMA writable_schema = RESET;
    DROP TABLE answer_key; ALTER TABLE meta DROP COLUMN answers_indexed;
    CREATE UNIQUE INDEX answer_by_key ON answer (key);
    DROP TRIGGER material_comes; DROP TRIGGER material_changes; DROP TRIGGER material_goes;
    DROP TABLE material_total; DROP TABLE case_count;
    DROP TABLE upload; DROP TABLE material_check; ALTER TABLE material DROP COLUMN content;
    DROP TABLE webhook_delivery; DROP TABLE webhook; DROP TABLE webhook_answer;"""
MIGRATIONS = "SELECT identifier FROM grdb_migrations ORDER BY rowid"
TABLES = "SELECT type, name, tbl_name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
COLUMNS = "SELECT m.name, c.* FROM sqlite_schema m, pragma_table_xinfo(m.name) c WHERE m.type = 'table' ORDER BY 1, 2"


class Migration(LabTest):
    """A node dies right before each write of its start; what it finds then it goes on from."""

    codes = (HERE, THERE)
    fleets = ("local", "lab")

    def setUp(self):
        super().setUp()
        if not compiler():
            self.skipTest("needs a C compiler")
        self.here, self.there = self.lab[HERE], self.lab[THERE]
        BadDisk(self.here)
        self.answered, self.deaths = [], 0

    def test_deaths_at_the_first_start(self):
        """The database is made by many starts, each of which dies a little later than the one before."""
        self.assertGreater(len(self._storm()), 2, "the node never died between two migrations")
        self._work()

    def test_deaths_while_migrating(self):
        """An earlier version's database, with cases, is migrated by many such starts."""
        self._work()
        self.lab.stop()
        with contextlib.closing(sqlite3.connect(self._file(self.here))) as database:
            whole = len(database.execute(MIGRATIONS).fetchall())
            database.executescript(f"BEGIN; {EARLIER} COMMIT;")
        self.assertGreater(whole, len(self._look(MIGRATIONS)))
        self.assertGreater(len(self._storm()), 2, "the node never died between two migrations")
        self._work()

    def _storm(self):
        """Starts and deaths until one start gets through; after how many migrations the node died."""
        reached = []
        for last in range(1, WRITES_MAX, STEP):
            self.here.start(wait=False, variables={"IOFAULT_DIE_AT": str(last)})
            try:
                self.here.wait_ready()
                break
            except LabError:
                self.assertEqual(self.here.process.returncode, -signal.SIGKILL, self.here.last_words())
            self.deaths += 1
            if self._file(self.here).exists():
                self.assertEqual(self._look("PRAGMA quick_check"), [("ok",)], f"after it died at its write {last}")
                has_any = self._look("SELECT 1 FROM sqlite_schema WHERE name = 'grdb_migrations'")
                reached.append(len(self._look(MIGRATIONS)) if has_any else 0)
        self.here.kill()
        self.assertEqual(reached, sorted(reached), "a migration was undone")
        return set(reached)

    def _work(self):
        """Cases in both directions, the tables as another node has them, and all journals alike."""
        self.lab.start()
        self.lab.wait_connected()
        first = len(self.answered)

        def submit(index):
            node, other = (self.here, self.there) if index % 2 else (self.there, self.here)
            key = f"submit-{first + index}"
            number = node.api.submit(draft(other.code, first + index), key, SECONDS_MAX)["number"]
            self.answered.append((node.code, key, number))

        spread(submit, CASES, 4)
        for node in (self.here, self.there):
            until(SECONDS_MAX,
                  lambda node=node: node.api.get("/v1/status")["cases"]["registered"] == len(self.answered),
                  f"all cases to be registered at {node.code}")
        if self.deaths:
            self.report(f"died {self.deaths} times\n   ")
        self.check_journals(answered=self.answered)
        for what in (MIGRATIONS, TABLES, COLUMNS):
            self.assertEqual(self._look(what), self._look(what, self.there))

    @staticmethod
    def _file(node):
        return node.lab.folder / "data" / node.code / FILE

    def _look(self, sql, node=None):
        """Asks a copy of a database, so that the node finds its own as it left it."""
        copy = self.lab.folder.parent / "copy"
        copy.mkdir(exist_ok=True)
        for suffix in ("", "-wal"):
            part = self._file(node or self.here).with_name(FILE + suffix)
            if part.exists():
                shutil.copy(part, copy)
        with contextlib.closing(sqlite3.connect(copy / FILE)) as database:
            found = database.execute(sql).fetchall()
        shutil.rmtree(copy)
        return found
