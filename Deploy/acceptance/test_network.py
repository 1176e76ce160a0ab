"""Networks as they are: parted, deaf in one direction, slow, with nodes that die or hang behind it."""
import time

from support import ALL, CATALOGUE, LONG, LabTest
from traffic import Traffic

HERE, THERE, *OTHERS = ALL
CASES = 1_200 if LONG else 120
# As many are submitted before something breaks; the others while it is broken.
BEFORE, A_SECOND = CASES // 6, CASES / 8
SECONDS_MAX = 600 if LONG else 120
PATIENCE = 10
# Packets of a line that is long, thin and bad.
SLOW = {"delay": 80, "jitter": 20, "rate": 2_000_000}
LOSS = 0.02


class Network(LabTest):
    """Whatever the network does: everything arrives, once, in order, and the operators are told while it lasts."""

    catalogue = CATALOGUE
    faulty = True

    def setUp(self):
        super().setUp()
        self.lab.start()
        self.lab.wait_connected()
        self.traffic = Traffic(self.lab, CASES, A_SECOND)

    # What operators see

    def _link(self, code, peer):
        return self.lab[code].api.peers(PATIENCE)[peer]["link"]

    def _is_alarmed(self, code, peer):
        return any(
            alarm["code"] == "peer-silent" and alarm.get("peer") == peer
            for alarm in self.lab[code].api.get("/v1/status", PATIENCE)["alarms"])

    def _waiting(self, code, peer):
        return sum(lane["end"] - lane["acknowledged"] for lane in self.lab[code].api.peers(PATIENCE)[peer]["lanes"])

    def _wait(self, condition, what):
        return self.traffic.wait(SECONDS_MAX, condition, what)

    def _wait_for_traffic(self):
        self._wait(lambda: self.traffic.submitted >= BEFORE, "the first cases to be submitted")

    def _wait_for_alarms(self, *pairs):
        for code, peer in pairs:
            self._wait(
                lambda code=code, peer=peer: self._is_alarmed(code, peer), f"{code} to raise an alarm over {peer}")
            self.assertNotEqual(self._link(code, peer), "connected")

    def _check_others(self):
        """Cities whose links are whole are not concerned."""
        for code, peer in ((HERE, OTHERS[0]), (THERE, OTHERS[1]), (OTHERS[0], OTHERS[1])):
            self.assertEqual(self._link(code, peer), "connected", f"{code} lost {peer} as well")
            self.assertFalse(self._is_alarmed(code, peer))

    def _finish(self):
        """After the repair: connected, no alarm is left, and every case is where it belongs."""
        began = time.monotonic()
        self.lab.wait_connected(SECONDS_MAX)
        healed = time.monotonic() - began
        self._wait(lambda: self.traffic.is_delivered, "all cases to be delivered")
        for code in ALL:
            for peer in ALL:
                if peer != code:
                    self._wait(lambda code=code, peer=peer: not self._is_alarmed(code, peer),
                               f"the alarm of {code} over {peer} to be cleared")
        delivered = time.monotonic() - began
        self.report(f"connected {healed:.1f} s after the repair, all delivered after {delivered:.1f} s\n   ")

    # What happens to the network

    def test_partition(self):
        """Two cities cannot reach each other; their cases wait, all others go on."""
        with self.traffic:
            self._wait_for_traffic()
            self.lab.cut(HERE, THERE)
            self._wait_for_alarms((HERE, THERE), (THERE, HERE))
            self._wait(lambda: self._waiting(HERE, THERE) and self._waiting(THERE, HERE), "entries to wait")
            self._check_others()
            self.lab.heal()
            self._finish()
        self.traffic.check(self)

    def test_one_way(self):
        """One city hears nothing of another, which hears it: both sides notice."""
        with self.traffic:
            self._wait_for_traffic()
            self.lab.cut(HERE, THERE, one_way=True)
            self._wait_for_alarms((HERE, THERE), (THERE, HERE))
            self._check_others()
            self.lab.heal(HERE, THERE)
            self._finish()
        self.traffic.check(self)

    def test_slow_link(self):
        """A long, thin line that loses packets is no broken one: everything passes, and no alarm is raised."""
        loss = {"loss": LOSS} if self.lab.loses_packets else {}
        with self.traffic:
            self.lab.slow(HERE, THERE, **SLOW, **loss)
            self._wait_for_traffic()
            links = set()

            def is_delivered():
                for code, peer in ((HERE, THERE), (THERE, HERE)):
                    links.add(self._link(code, peer))
                    self.assertFalse(self._is_alarmed(code, peer), "a slow link raised an alarm")
                return self.traffic.is_delivered

            self._wait(is_delivered, "all cases to be delivered over the slow link")
            self.assertEqual(links, {"connected"})
        self.traffic.check(self)

    def test_killed_behind_a_cut(self):
        """A node dies while its link is cut, and comes back before the link does."""
        with self.traffic:
            self._wait_for_traffic()
            self.lab.cut(HERE, THERE)
            self._wait_for_alarms((HERE, THERE))
            self.lab[THERE].kill()
            self._wait_for_alarms((OTHERS[0], THERE), (OTHERS[1], THERE))
            self.lab[THERE].start()
            self._wait(lambda: self._link(OTHERS[0], THERE) == "connected", "the third city to find it again")
            self.assertNotEqual(self._link(HERE, THERE), "connected", "the cut did not outlive the node")
            self.lab.heal()
            self._finish()
        self.traffic.check(self)

    def test_hangs(self):
        """A node that hangs is missed by all, and goes on where it was."""
        with self.traffic:
            self._wait_for_traffic()
            self.lab[THERE].pause()
            try:
                self._wait_for_alarms((HERE, THERE), (OTHERS[0], THERE), (OTHERS[1], THERE))
            finally:
                self.lab[THERE].resume()
            self._finish()
        self.traffic.check(self)
