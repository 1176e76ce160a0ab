"""A node that goes back to an old backup, and dies again and again while its peers return what it has lost."""
import contextlib
import random
import shutil
import sqlite3
import time

from citylab.database import FILE

from support import ALL, CATALOGUE, LONG, LabTest
from traffic import Traffic

HERE, THERE, *OTHERS = ALL
# So many cases are handed in before the backup, and so many after it.
BEFORE, AFTER = (200, 4_000) if LONG else (40, 200)
# It dies so many times at most, unless all has come back before.
KILLS_MAX = 200 if LONG else 12
A_SECOND = 40
SECONDS_MAX = 600 if LONG else 120
# What the log says whenever the node finds that a peer holds more of a stream of its own, and when all of it is back.
LACKS, WHOLE = "fetching the rest", "is whole again"
# So long it lives after it has found that, at most: less than all takes over links with so many bits a second.
LIVES_SECONDS_MAX, SLOW_RATE = 0.1, 100_000


class Restore(LabTest):
    """What peers hold comes back, once, in order, and the work goes on meanwhile."""

    catalogue = CATALOGUE
    fleets = ("local", "lab")
    # So that links can be made slow.
    faulty = True

    def setUp(self):
        super().setUp()
        self.node = self.lab[THERE]
        self.data = self.lab.folder / "data" / THERE
        self.backup = self.lab.folder / "backup"
        self.lab.start()
        self.lab.wait_connected()
        self.traffic, self.kills = Traffic(self.lab, a_second=A_SECOND), 0

    def test_kills_while_recovering(self):
        seed = self.seed()
        traffic = self.traffic
        with traffic:
            self._wait(lambda: traffic.submitted >= BEFORE, "the first cases to be submitted")
            kept = {number for _, _, number in traffic.answered}
            self._back_up()
            self._wait(lambda: traffic.submitted >= BEFORE + AFTER, "further cases to be submitted")
            # What nobody else has is lost with the disk; so everybody has everything.
            traffic.hold()
            self._wait(lambda: traffic.is_at_rest and self._is_receipted(), "all cases to be delivered")
            self.node.kill()
            ends = self._ends()
            self._restore()
            self.assertTrue(all(now < ends[way] for way, now in self._ends().items()), "the backup is not old")
            traffic.go_on()
            self._storm(random.Random(seed))
            traffic.enough.set()
            self.lab.wait_connected(SECONDS_MAX)
            self._wait(lambda: traffic.is_delivered, "all cases to be delivered")
        lacks, whole = (self.node.whole_log().count(what) for what in (LACKS, WHOLE))
        self.report(
            f"{traffic.submitted} cases, {self.kills} kills; a stream lacked something {lacks} times, and was whole "
            f"again {whole} times\n   ")
        self.assertGreater(lacks, whole, "it never died while a stream came back")
        # Answers under their keys are not told to peers: those of the restored node are as old as the backup.
        traffic.check(
            self, [one for one in traffic.answered if one[0] != THERE or one[2] in kept], restored=True)

    def _storm(self, chance):
        """Starts and deaths, each soon after the node has found that it lacks something, until it lacks nothing."""
        self._slow_down()
        while True:
            told = self.node.log.stat().st_size
            self.node.start(wait=False)
            self._wait(lambda told=told: self._says(LACKS, told) or self._is_connected(), "the node to find its peers")
            if not self._says(LACKS, told) or self.kills == KILLS_MAX:
                break
            time.sleep(chance.uniform(0, LIVES_SECONDS_MAX))
            self.node.kill()
            self.kills += 1
            if chance.random() < 0.2:
                # One of those who return what is lost dies, too.
                helper = self.lab[chance.choice((HERE, *OTHERS))]
                helper.kill()
                helper.start()
            if chance.random() < 0.3:
                self.lab.heal()
            else:
                self._slow_down()
        self.lab.heal()

    def _slow_down(self):
        for other in (HERE, *OTHERS):
            self.lab.slow(other, THERE, rate=SLOW_RATE)

    def _says(self, what, told):
        """Whether the log says so after its first bytes."""
        with self.node.log.open("rb") as log:
            log.seek(told)
            return what.encode() in log.read()

    def _is_connected(self):
        try:
            return all(said["link"] == "connected" for said in self.node.api.peers().values())
        except ConnectionError:
            return False

    def _back_up(self):
        """As the runbook has it, with SQLite's own means, while the node works."""
        self.backup.mkdir()
        with contextlib.closing(sqlite3.connect(self.data / FILE)) as source, \
                contextlib.closing(sqlite3.connect(self.backup / FILE)) as target:
            source.backup(target)
        shutil.copytree(self.data / "materials", self.backup / "materials")

    def _restore(self):
        shutil.rmtree(self.data)
        shutil.copytree(self.backup, self.data)

    def _is_receipted(self):
        """Whether all that the node has said is on the disks of the others."""
        return all(lane["acknowledged"] == lane["end"] and not lane["pending"]
                   for said in self.node.api.peers().values() for lane in said["lanes"])

    def _ends(self):
        """Where the streams of cases and results end in the database."""
        with contextlib.closing(sqlite3.connect(self.data / FILE)) as database:
            return dict(database.execute("SELECT id, seq FROM stream WHERE lane < 3"))

    def _wait(self, condition, what):
        return self.traffic.wait(SECONDS_MAX, condition, what)
