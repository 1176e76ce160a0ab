"""Disks that are full, that tear what is written, or that do not take it."""
import re

from citylab.api import Problem
from citylab.baddisk import EXIT_CODE, KINDS, BadDisk, compiler
from citylab.board import Board

from support import CATALOGUE, FORM, LONG, LabTest, draft
from traffic import Traffic

HERE, THERE, OTHER = "330800", "350700", "361100"
A_SECOND = 12
# So many cases are handed in while all is well, and so many transactions fail, each time.
CASES, FAILURES = (200, 200) if LONG else (6, 4)
ROUNDS = 10 if LONG else 1
SECONDS_MAX = 120
PATIENCE = 10
FAILED = re.compile(r'^tongban_transactions_total\{result="failed"\} (\d+)$', re.M)


class Disk(LabTest):
    """A node promises nothing that its disk does not take, says so, and goes on, alive or dead, as the others do."""

    codes = (HERE, THERE, OTHER)
    catalogue = CATALOGUE
    fleets = ("local", "lab")

    def setUp(self):
        super().setUp()
        if not compiler():
            self.skipTest("needs a C compiler")
        self.node = self.lab[THERE]
        self.disk = BadDisk(self.node)
        self.lab.start()
        self.lab.wait_connected()
        self.paper = self.node.api.put_material(*FORM)
        self.board = Board(self.node.api)
        self.traffic = Traffic(self.lab, a_second=A_SECOND)

    def test_disk_goes_bad_and_is_repaired(self):
        """Full, torn or deaf: the daemon goes on by itself once the disk is well."""
        self._run(self._repaired)

    def test_death_on_a_bad_disk(self):
        """The daemon dies while its disk is bad, and starts again, at the latest when that is well."""
        self._run(self._dies)

    def _run(self, then):
        with self.traffic:
            for kind in KINDS * ROUNDS:
                before = self.traffic.submitted
                self._wait(lambda before=before: self.traffic.submitted >= before + CASES, "cases to be submitted")
                self.disk.spoil(kind)
                self._check_promises(kind)
                then()
                self.board.wait("cleared", "commits-fail", until=self.traffic.wait)
            self.traffic.enough.set()
            self._wait(lambda: self.traffic.is_delivered, "all cases to be delivered")
        self.traffic.check(self)

    def _repaired(self):
        self.disk.repair()

    def _dies(self):
        self.node.kill()
        self.node.start(wait=False)
        try:
            self.node.wait_ready()
            self.node.kill()
        except Exception:
            # It may refuse such a disk, and says so.
            self.assertEqual(self.node.process.wait(SECONDS_MAX), EXIT_CODE, self.node.last_words())
        self.disk.repair()
        self.node.start()

    # What it says while nothing can be written

    def _check_promises(self, kind):
        self.board.wait("raised", "commits-fail", until=self.traffic.wait)
        received, failures, others = self._received(), self._failures(), self.lab[OTHER].api.peers()[HERE]
        with self.assertRaises(Problem) as refused:
            self.node.api.submit(draft(HERE, 0, [self.paper]), f"refused-{kind}")
        self.assertEqual(refused.exception.status, 500 if kind == "sync" else 507)
        self._wait(lambda: self._failures() >= failures + FAILURES, "transactions to fail")
        self.assertEqual(self._received(), received, "it took entries that it could not keep")
        for code in (HERE, OTHER):
            for lane in self.lab[code].api.peers(PATIENCE)[THERE]["lanes"]:
                self.assertLessEqual(
                    lane["acknowledged"], received[code, lane["lane"]], f"{code} was receipted what is not on the disk")
        self._wait(lambda: self._ends(self.lab[OTHER].api.peers()[HERE]) > self._ends(others),
                   "the other cities to go on")

    def _received(self):
        return {(peer, lane["lane"]): lane["received"]
                for peer, said in self.node.api.peers(PATIENCE).items() for lane in said["lanes"]}

    def _failures(self):
        found = FAILED.search(self.node.api.get("/metrics", PATIENCE).decode("utf-8"))
        return int(found[1]) if found else 0

    @staticmethod
    def _ends(peer):
        return sum(lane["acknowledged"] + lane["received"] for lane in peer["lanes"])

    def _wait(self, condition, what):
        return self.traffic.wait(SECONDS_MAX, condition, what)
