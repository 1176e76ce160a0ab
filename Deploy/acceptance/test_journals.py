"""The checker of journals itself: whatever is tampered with is found and named."""
import contextlib
import shutil
import sqlite3

from citylab.database import FILE, DatabaseError
from citylab.journals import JournalError, check_journals

from support import CATALOGUE, FORM, LabTest, draft
from traffic import Traffic

HERE, THERE = "330800", "350700"
CASES = 10
SECONDS_MAX = 60
# What a database refuses by itself has to be allowed first.
LOOSE = "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF;"
SAID = f"(SELECT id FROM stream WHERE peer = {THERE} AND lane = 1 AND direction = 1)"
HEARD = f"(SELECT id FROM stream WHERE peer = {HERE} AND lane = 1 AND direction = 2)"
ANSWERED = f"(SELECT id FROM stream WHERE peer = {HERE} AND lane = 2 AND direction = 1)"
ON_WAY = f"{HERE} to {THERE}, lane case"
ARRIVED = f"{THERE} from {HERE}, lane case"
A_CASE = f"(SELECT min(id) FROM case_file WHERE collecting = {HERE})"

# What is done, at whose database, with which statements, and what the checker has to say of it, line by line.
TAMPERINGS = (
    ("an entry is deleted", THERE, f"DELETE FROM entry WHERE stream = {HEARD} AND seq = 3",
     [f"{ARRIVED}, sequence 3: is missing, through 3"]),
    ("the last entry is deleted", THERE,
     f"DELETE FROM entry WHERE stream = {HEARD} AND seq = (SELECT seq FROM stream WHERE id = {HEARD})",
     [f"{ARRIVED}, sequence ", "is the end by the position that is kept, but the last entry is "]),
    ("the last entry is deleted, and the position set back", THERE,
     f"DELETE FROM entry WHERE stream = {HEARD} AND seq = (SELECT seq FROM stream WHERE id = {HEARD});"
     f"UPDATE stream SET seq = seq - 1 WHERE id = {HEARD}",
     [f"{ON_WAY}, sequence ", f"is receipted, but {THERE} has nothing after "]),
    ("two entries are swapped", HERE,
     f"UPDATE entry SET seq = -seq WHERE stream = {SAID} AND seq IN (2, 3);"
     f"UPDATE entry SET seq = 5 + seq WHERE stream = {SAID} AND seq IN (-2, -3)",
     [f"{ON_WAY}, sequence 2: its header says sequence 3 instead of 2", f"{ON_WAY}, sequence 2: and {ARRIVED} differ"]),
    ("a byte of a body changes", THERE,
     f"UPDATE entry SET body = CAST(substr(body, 1, 9) || x'00' || substr(body, 11) AS BLOB)"
     f" WHERE stream = {HEARD} AND seq = 2",
     [f"{ARRIVED}, sequence 2: its body is not the one of the digest",
      f"{ON_WAY}, sequence 2: and {ARRIVED} differ in the body"]),
    ("an old body is changed with its digest", HERE,
     # Whoever changes the digest as well breaks the chain.
     f"UPDATE entry SET header = CAST(substr(header, 1, length(header) - 1) || x'00' AS BLOB)"
     f" WHERE stream = {SAID} AND seq = 2",
     [f"{ON_WAY}, sequence 3: its header says previous", f"{ON_WAY}, sequence 2: and {ARRIVED} differ in header"]),
    ("a body is gone without an erasure", HERE, f"UPDATE entry SET body = NULL WHERE stream = {SAID} AND seq = 2",
     [f"{ON_WAY}, sequence 2: its body is gone"]),
    ("the kind of an entry changes", HERE, f"UPDATE entry SET kind = 7 WHERE stream = {SAID} AND seq = 2",
     [f"{ON_WAY}, sequence 2: its header says kind "]),
    ("an entry goes to another case", HERE,
     f"UPDATE entry SET case_id = (SELECT case_id FROM entry WHERE stream = {SAID} AND seq = 1)"
     f" WHERE stream = {SAID} AND seq = 2",
     [f"{ON_WAY}, sequence 2: its header says number ", "is handed in 2 times", "is handed in 0 times"]),
    ("an entry is repeated at its place", THERE,
     "DROP INDEX entry_position;"
     "INSERT INTO entry (stream, seq, kind, case_id, at, header, body)"
     f" SELECT stream, seq, kind, case_id, at, header, body FROM entry WHERE stream = {HEARD} AND seq = 2",
     [f"{ARRIVED}, sequence 2: stands twice"]),
    ("an entry is repeated at the end", THERE,
     "INSERT INTO entry (stream, seq, kind, case_id, at, header, body)"
     f" SELECT stream, (SELECT max(seq) + 1 FROM entry WHERE stream = {HEARD}), kind, case_id, at, header, body"
     f" FROM entry WHERE stream = {HEARD} AND seq = 1; UPDATE stream SET seq = seq + 1 WHERE id = {HEARD}",
     [f"is here, but {HERE} has nothing after", f"{ARRIVED}, sequence ", "its header says sequence 1 instead of "]),
    ("the receipted position is raised", HERE,
     f"UPDATE stream SET acknowledged_seq = acknowledged_seq + 5 WHERE id = {SAID}",
     [f"{ON_WAY}, sequence ", f"is receipted, but {THERE} has nothing after "]),
    ("a receipt is for another entry", HERE,
     f"UPDATE stream SET acknowledged_hash = zeroblob(32) WHERE id = {SAID}",
     [f"{ON_WAY}, sequence ", "the receipt says"]),
    ("a position has another hash", THERE, f"UPDATE stream SET hash = zeroblob(32) WHERE id = {HEARD}",
     [f"{ARRIVED}, sequence ", "but the position that is kept says 000000000000"]),
    ("an answer that nobody sent", THERE,
     "INSERT INTO entry (stream, kind, case_id, at, body)"
     f" SELECT {ANSWERED}, 17, min(id), 1, x'00' FROM case_file",
     [f"{THERE} to {HERE}, lane result: 0 entries wait for a number, counted 1", "the backlog has 0 bytes, counted 1"]),
    ("a day counts otherwise", HERE, f"UPDATE stream_day SET count = count + 1 WHERE stream = {SAID}",
     [f"{ON_WAY}: day "]),
    ("a case is in another state", THERE,
     f"UPDATE case_file SET state = (SELECT id FROM case_state WHERE name = 'accepted') WHERE id = {A_CASE}",
     ["differs in state delivered and accepted", f"{THERE}: cases that are accepted: 0 are kept, counted 1"]),
    ("a case has another version", HERE, f"UPDATE case_file SET version = version + 1 WHERE id = {A_CASE}",
     [f"{HERE} and {THERE}: case ", "differs in version "]),
    ("a case is gone", THERE, f"DELETE FROM case_file WHERE id = {A_CASE}",
     [f"{HERE}: case ", f"(delivered) is here, and not in {THERE}"]),
    ("an answer names another case", HERE,
     f"UPDATE answer SET case_id = (SELECT max(id) FROM case_file WHERE collecting = {HERE}) WHERE key = 'submit-0'",
     ["was answered under the key submit-0, which has ", f"{HERE}: the answer under the key submit-0 names "]),
    ("an answer is gone", HERE, "DELETE FROM answer WHERE key = 'submit-0'",
     [" was answered under the key submit-0, which has no case"]),
    ("a case was handed in twice", HERE,
     "INSERT INTO answer (key, request, answer, case_id, at)"
     " SELECT 'again', request, answer, case_id, at FROM answer WHERE key = 'submit-0'",
     [f"{HERE}: case ", " was handed in under two keys, the later is again"]),
    ("a key has two answers", HERE,
     "INSERT INTO answer (key, request, answer, case_id, at)"
     " SELECT key, request, answer, case_id, at FROM answer WHERE key = 'submit-0'",
     [f"{HERE}: the key submit-0 has more than one answer"]),
    ("a key would not be found", HERE,
     "UPDATE meta SET answers_indexed = (SELECT id FROM answer WHERE key = 'submit-0')",
     [f"{HERE}: the answer under the key submit-0 is not in its index"]),
    ("an entry is in quarantine", THERE,
     "INSERT INTO quarantine (entry, code, detail, at)"
     f" SELECT id, 'unknown-kind', '', 1 FROM entry WHERE stream = {HEARD} AND seq = 2",
     [f"{ARRIVED}, sequence 2: is in quarantine: unknown-kind"]),
    ("a file is counted twice", HERE, "UPDATE material_total SET materials = materials + 1",
     [f"{HERE}: the number of whole files: "]),
)


class JournalChecker(LabTest):
    """One small laboratory, stopped; copies of it are tampered with, one thing at a time."""

    codes = (HERE, THERE)
    catalogue = CATALOGUE
    fleets = ("local",)

    def setUp(self):
        super().setUp()
        self.lab.start()
        self.lab.wait_connected()
        traffic = Traffic(self.lab, CASES)
        with traffic:
            traffic.wait(SECONDS_MAX, lambda: traffic.is_delivered, "all cases to be delivered")
            with self.assertRaisesRegex(DatabaseError, f"{HERE} runs; stop it first"):
                check_journals(self.lab.folder)
        traffic.check(self)
        self.answered = traffic.answered
        self.lab.stop()

    def test_tampering_is_found(self):
        """What is whole is let pass, and every tampering is told with node, peer, lane, sequence and what differs."""
        said = self._check(self.lab.folder)
        self.assertRegex(said, rf"^2 journals, \d+ entries in both, {CASES} cases: all alike$")
        for what, city, statements, expected in TAMPERINGS:
            with self.subTest(what):
                copy = self._copy()
                self._change(copy, city, statements)
                with self.assertRaises(JournalError) as caught:
                    self._check(copy)
                for text in expected:
                    self.assertTrue(
                        any(text in finding for finding in caught.exception.findings),
                        f"{text!r} in {caught.exception}")

    def test_what_is_let_pass(self):
        """An erasure on record is no loss, nor is what a peer that is away has not received yet."""
        copy = self._copy()
        self._change(copy, HERE, f"INSERT INTO erasure (entry, at, why) SELECT id, 1, 'over' FROM entry"
                                 f" WHERE stream = {SAID} AND seq = 2;"
                                 f"UPDATE entry SET body = NULL WHERE stream = {SAID} AND seq = 2")
        self._check(copy)
        here = self.lab[HERE]
        here.start()
        number = here.api.submit(draft(THERE, CASES, [here.api.put_material(*FORM)]))["number"]
        here.stop()
        check_journals(self.lab.folder)
        with self.assertRaises(JournalError) as caught:
            check_journals(self.lab.folder, is_settled=True)
        self.assertIn("and 1 without a number are here", caught.exception.findings[0])
        self.assertIn(f"case {number} (submitted) is here, and not in {THERE}", caught.exception.findings[1])

    @staticmethod
    def _change(folder, city, statements):
        with contextlib.closing(sqlite3.connect(folder / "data" / city / FILE)) as database:
            database.executescript(f"{LOOSE} {statements};")

    def _check(self, folder):
        return check_journals(folder, is_settled=True, answered=self.answered)

    def _copy(self):
        copy = self.lab.folder.parent / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.lab.folder / "data", copy / "data", ignore=shutil.ignore_patterns("*.sock", "materials"))
        return copy
