"""A mix of everything that can go wrong with nodes and networks, under load, by a seed."""
import os
import time

from support import CATALOGUE, LONG, LabTest
from traffic import NetworkWeather, NodeWeather, Traffic

MINUTES = float(os.environ.get("TONGBAN_CHAOS_MINUTES") or (10 if LONG else 0.4))
CASES_A_SECOND = 12
# After the last repair.
SECONDS_MAX = 300


class Chaos(LabTest):
    """Nothing is lost, nothing is twice, the order is kept, and both sides of every pair hold the same chain."""

    catalogue = CATALOGUE
    faulty = True

    def test_chaos(self):
        kind = os.environ.get("TONGBAN_FLEET_KIND", "local")
        seed = self.seed(f"TONGBAN_CHAOS_MINUTES={MINUTES:g} ", f"--fleet {kind} ")
        weather = [NodeWeather(self.lab, seed), NetworkWeather(self.lab, seed)]
        self.lab.start()
        self.lab.wait_connected()
        began, traffic = time.monotonic(), Traffic(self.lab, a_second=CASES_A_SECOND)
        with traffic:
            for one in weather:
                one.start()
            try:
                traffic.wait(
                    MINUTES * 60 + SECONDS_MAX, lambda: time.monotonic() - began > MINUTES * 60, "the time to pass",
                    *weather)
            finally:
                for one in weather:
                    one.stop.set()
                for one in weather:
                    one.join()
            traffic.enough.set()
            self.lab.wait_connected(SECONDS_MAX)
            traffic.wait(SECONDS_MAX, lambda: traffic.is_delivered, "all cases to be delivered", *weather)
        counts = ", ".join(f"{count} x {kind}" for one in weather for kind, count in sorted(one.counts.items()))
        self.report(f"{traffic.submitted} cases, {counts}, {time.monotonic() - began:.0f} s\n   ")
        self.assertTrue(all(one.counts for one in weather), "nothing went wrong: there was nothing to stand")
        traffic.check(self)
