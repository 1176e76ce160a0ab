"""Cases in all directions while nodes are killed at random."""
import time

from support import CATALOGUE, LONG, LabTest
from traffic import Reaper, Traffic

CASES = 20_000 if LONG else 2_000
KILLS_MIN = 100 if LONG else 20
SECONDS_MAX = 3_000 if LONG else 400


class Crashes(LabTest):
    """Nothing is lost, nothing is done twice, whatever dies when, in all three modes."""

    catalogue = CATALOGUE

    def test_cases_survive_kills(self):
        seed = self.seed()
        self.lab.start()
        self.lab.wait_connected()
        began = time.monotonic()
        traffic, reaper = Traffic(self.lab, CASES), Reaper(self.lab, seed)
        with traffic:
            reaper.start()
            try:
                traffic.wait(
                    SECONDS_MAX, lambda: reaper.kills >= KILLS_MIN and traffic.is_submitted,
                    "all cases to be submitted", reaper)
            finally:
                reaper.stop.set()
                reaper.join()
            traffic.wait(SECONDS_MAX, lambda: traffic.is_delivered, "all cases to be delivered", reaper)
        self.report(f"{CASES} cases, {reaper.kills} kills, {time.monotonic() - began:.0f} s\n   ")
        traffic.check(self)
