"""A node that stands still for longer than any of its peers waits: not dead, its port open, and nobody there."""
import re
import time

from support import ALL, CATALOGUE, LabTest
from traffic import Traffic

HERE, THERE, *OTHERS = ALL
A_SECOND = 12
# So many cases are handed in before it stops.
CASES = 36
# So many attempts of each peer to connect anew have come to nothing before it goes on.
ATTEMPTS = 2
SECONDS_MAX = 120
PATIENCE = 10
FAILURES = re.compile(rf'^tongban_peer_handshake_failures_total{{peer="{THERE}",.*}} (\d+)$', re.M)


class Stopped(LabTest):
    """Its links are given up, made anew and given up again; then it goes on as if nothing had been."""

    catalogue = CATALOGUE

    def setUp(self):
        super().setUp()
        self.lab.start()
        self.lab.wait_connected()
        self.traffic = Traffic(self.lab, a_second=A_SECOND)
        self.peers = [self.lab[code] for code in ALL if code != THERE]

    def test_longer_than_every_timeout(self):
        with self.traffic:
            self._wait(lambda: self.traffic.submitted >= CASES, "the first cases to be submitted")
            before = {node: self._failures(node) for node in self.peers}
            began = time.monotonic()
            self.lab[THERE].pause()
            try:
                for node in self.peers:
                    self._wait(lambda node=node: "peer-silent" in self._alarms(node), f"the alarm in {node.name}")
                ends = self._between_others()
                for node in self.peers:
                    self._wait(lambda node=node: self._failures(node) >= before[node] + ATTEMPTS,
                               f"{node.name} to try again")
                    self.assertNotIn("wrong-key", self._alarms(node), f"{node.name} takes a hanging node for another")
                    self._wait(lambda node=node: self._waits(node), f"entries to wait in {node.name}")
                self._wait(lambda: all(end > ends[way] for way, end in self._between_others().items()),
                           "the others to go on")
                held = time.monotonic() - began
            finally:
                self.lab[THERE].resume()
            began = time.monotonic()
            self.traffic.enough.set()
            self.lab.wait_connected(SECONDS_MAX)
            connected = time.monotonic() - began
            self._wait(lambda: self.traffic.is_delivered, "all cases to be delivered")
            for node in self.lab.nodes.values():
                self._wait(lambda node=node: not self._alarms(node), f"the alarms of {node.name} to end")
        self.report(f"{self.traffic.submitted} cases, held {held:.0f} s, connected {connected:.1f} s after it\n   ")
        self.traffic.check(self)

    # What operators see

    @staticmethod
    def _alarms(node):
        """What the node is alarmed about because of the one that stands still, or that one because of anybody."""
        return {alarm["code"] for alarm in node.api.get("/v1/status", PATIENCE)["alarms"]
                if node.code == THERE and "peer" in alarm or alarm.get("peer") == THERE}

    @staticmethod
    def _failures(node):
        return sum(map(int, FAILURES.findall(node.api.get("/metrics", PATIENCE).decode("utf-8"))))

    @staticmethod
    def _waits(node):
        return any(lane["end"] > lane["acknowledged"] for lane in node.api.peers(PATIENCE)[THERE]["lanes"])

    def _between_others(self):
        """Through where each of the others has receipts of the next."""
        return {(node.code, peer): sum(lane["acknowledged"] for lane in said["lanes"])
                for node in self.peers for peer, said in node.api.peers(PATIENCE).items() if peer != THERE}

    def _wait(self, condition, what):
        return self.traffic.wait(SECONDS_MAX, condition, what)
