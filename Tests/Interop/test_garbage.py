"""A peer that speaks garbage, with the keys of a city, and strangers who do."""
from support import ALL, CATALOGUE, LabTest, MemoryWatch
from traffic import Traffic

from peerprocess import PeerProcess

HERE, THERE, *OTHERS = ALL
A_SECOND = 12
# So many cases are handed in before it begins, and so many faults of a cause are counted before it may end.
CASES, FAULTS = 24, 20
SECONDS_MAX = 40
PATIENCE = 10
MEMORY_BYTES_MAX = 200 << 20
SEED = 20261129
# By which series each node tells of what it was sent; all of them grow.
KINDS = {
    "plain": ["tongban_strangers_refused_total"],
    "noise": ["undecodable-frame"],
    "spoilt": ["undecodable-frame", "bad-signature"],
    "forged": ["bad-signature"],
    "versions": ["undecodable-frame"],
    "requests": ["foreign-topic", "undecodable-frame"],
}


class BadPeer(PeerProcess):
    """Somebody in a city's place who does one kind of wrong."""

    module = "badpeer"


class Garbage(LabTest):
    """Nobody falls, nobody grows, everything is counted, the others go on, and the true peer finds all as it was."""

    catalogue = CATALOGUE
    fleets = ("local",)

    def setUp(self):
        super().setUp()
        self.bad = BadPeer(self.lab, THERE)
        self.addCleanup(self.bad.kill)
        self.nodes = [self.lab[code] for code in ALL if code != THERE]
        self.lab.start()
        self.lab.wait_connected()
        self.traffic = Traffic(self.lab, a_second=A_SECOND)

    def test_garbage(self):
        with self.traffic, MemoryWatch(*self.nodes) as memory:
            self._wait(lambda: self.traffic.submitted >= CASES, "the first cases to be submitted")
            self.lab[THERE].kill()
            for kind, series in KINDS.items():
                self._suffer(kind, series)
            self.lab[THERE].start()
            self.lab.wait_connected(SECONDS_MAX)
            self.traffic.enough.set()
            self._wait(lambda: self.traffic.is_delivered, "all cases to be delivered")
        self.report(f"{self.traffic.submitted} cases; memory at most {memory}\n   ")
        for code, peak in memory.peaks.items():
            self.assertLess(peak, MEMORY_BYTES_MAX, f"{code} took too much memory")
        self.traffic.check(self)

    def _suffer(self, kind, series):
        counted, ends = {node: self._counted(node, series) for node in self.nodes}, self._between_others()
        self.bad.start(kind, str(SEED))
        try:
            for node in self.nodes:
                self._wait(lambda node=node: all(now >= then + FAULTS for now, then in zip(
                    self._counted(node, series), counted[node])), f"{node.name} to count what is {kind}: {series}")
            self._wait(lambda: all(end > ends[way] for way, end in self._between_others().items()),
                       f"the others to go on while one is {kind}")
        finally:
            self.bad.kill()

    @staticmethod
    def _counted(node, series):
        """How often a node has counted each."""
        found = dict.fromkeys(series, 0)
        for line in node.api.get("/metrics", PATIENCE).decode("utf-8").splitlines():
            name, _, value = line.rpartition(" ")
            for one in series:
                if name in (one, f'tongban_peer_refusals_total{{peer="{THERE}",cause="{one}"}}'):
                    found[one] = int(value)
        return list(found.values())

    def _between_others(self):
        """Through where each of the others has receipts of the next."""
        return {(node.code, peer): sum(lane["acknowledged"] for lane in said["lanes"])
                for node in self.nodes for peer, said in node.api.peers(PATIENCE).items() if peer != THERE}

    def _wait(self, condition, what):
        """Waits, unless one of the nodes ends."""
        def checked():
            for node in self.nodes:
                self.assertTrue(node.is_running, f"{node.name} fell: {node.last_words()}")
            return condition()

        return self.traffic.wait(SECONDS_MAX, checked, what)
