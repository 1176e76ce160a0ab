"""What nodes stand of a bad peer, one kind of it after the other."""
import os

from support import ALL, CATALOGUE, FORM, LabTest, MemoryWatch
from traffic import Traffic

from peerprocess import PeerProcess

HERE, THERE, *OTHERS = ALL
A_SECOND = 12
# So many cases are handed in before it begins, and so many faults of a cause are counted before it may end.
CASES, FAULTS = 24, 20
# Longer than a member that floods is kept out.
SECONDS_MAX = 60
PATIENCE = 10
SEED = 20261129
# Of the file that all cases have: some frames of it.
FILE_BYTES = 4 << 20


class BadPeer(PeerProcess):
    """Somebody in a city's place who does one kind of wrong."""

    module = "badpeer"

    @property
    def said(self):
        """How much it has got rid of to whoever has heard least of it."""
        return self.ask({"do": "count"})["said"]


class Besieged(LabTest):
    """Three nodes, and a bad peer in the fourth's place."""

    catalogue = CATALOGUE
    fleets = ("local",)

    def setUp(self):
        super().setUp()
        self.bad = BadPeer(self.lab, THERE)
        self.addCleanup(self.bad.kill)
        self.nodes = [self.lab[code] for code in ALL if code != THERE]
        self.lab.start()
        self.lab.wait_connected()
        file = self.lab.folder / "form.bin"
        file.write_bytes(os.urandom(FILE_BYTES))
        self.traffic = Traffic(self.lab, a_second=A_SECOND, form=(file, *FORM[1:]))

    def stand(self, kinds, said_min, memory_max):
        """The city is away, somebody does one kind of wrong after the other in its place, and it comes back.

        `kinds` says by which series each node tells of a kind; all of them have to grow. Of each kind everybody gets at
        least `said_min` messages.
        """
        with self.traffic, MemoryWatch(*self.nodes) as memory:
            self.wait(lambda: self.traffic.submitted >= CASES, "the first cases to be submitted")
            self.lab[THERE].kill()
            for kind, series in kinds.items():
                self._suffer(kind, series, said_min)
            self.lab[THERE].start()
            self.lab.wait_connected(SECONDS_MAX)
            self.traffic.enough.set()
            self.wait(lambda: self.traffic.is_delivered, "all cases to be delivered")
        self.report(f"{self.traffic.submitted} cases; memory at most {memory}\n   ")
        for code, peak in memory.peaks.items():
            self.assertLess(peak, memory_max, f"{code} took too much memory")
        self.traffic.check(self)

    def _suffer(self, kind, series, said_min):
        counted = {node: self._counted(node, series) for node in self.nodes}
        self.bad.start(kind, str(SEED))
        try:
            self.wait(lambda: self.bad.said >= said_min, f"enough of {kind} to be said")
            for node in self.nodes:
                self.wait(lambda node=node: all(now >= then + FAULTS for now, then in zip(
                    self._counted(node, series), counted[node])), f"{node.name} to count {kind}: {series}")
            ends = self._between_others()
            self.wait(lambda: all(end > ends[way] for way, end in self._between_others().items()),
                      f"the others to go on in spite of {kind}")
        finally:
            self.bad.kill()

    @staticmethod
    def _counted(node, series):
        """How much a node has counted of each: a cause of refusals, or any other series."""
        begins = [one if one.startswith("tongban") else f'tongban_peer_refusals_total{{peer="{THERE}",cause="{one}"'
                  for one in series]
        lines = node.api.get("/metrics", PATIENCE).decode("utf-8").splitlines()
        return [sum(int(line.rpartition(" ")[2]) for line in lines if line.startswith(begin)) for begin in begins]

    def _between_others(self):
        """Through where each of the others has receipts of the next."""
        return {(node.code, peer): sum(lane["acknowledged"] for lane in said["lanes"])
                for node in self.nodes for peer, said in node.api.peers(PATIENCE).items() if peer != THERE}

    def wait(self, condition, what):
        """Waits, unless one of the nodes ends."""
        def checked():
            for node in self.nodes:
                self.assertTrue(node.is_running, f"{node.name} fell: {node.last_words()}")
            return condition()

        return self.traffic.wait(SECONDS_MAX, checked, what)
