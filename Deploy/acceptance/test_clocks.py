"""Clocks that jump under load: set by hand, by a time service after days without one, by a machine that was asleep."""
import random

from citylab.baddisk import compiler
from citylab.wallclock import DAY, HOUR, MINUTE, WallClock

from support import ALL, CATALOGUE, LONG, LabTest
from traffic import Traffic

A_SECOND = 30
JUMPS = 400 if LONG else 24
# So far a clock stands ahead of the machine's or behind it at most: by a day also beyond a midnight.
FARTHEST = (1, MINUTE, 3 * HOUR, DAY)
SECONDS_MAX = 300
BETWEEN_SECONDS = (0.1, 0.8)
PATIENCE = 10


class Clocks(LabTest):
    """Nothing is lost or twice, and the order holds, whatever nodes take for the time; and their people are told."""

    catalogue = CATALOGUE
    fleets = ("local",)

    def test_jumps(self):
        if not compiler():
            self.skipTest("needs a C compiler")
        seed = self.seed()
        chance = random.Random(seed)
        clocks = {code: WallClock(self.lab, [self.lab[code]]) for code in ALL}
        self.lab.start()
        self.lab.wait_connected()
        traffic = Traffic(self.lab, a_second=A_SECOND)
        kills = 0
        with traffic:
            for jump in range(JUMPS):
                code = chance.choice(ALL)
                # Some die and come back in a past or a future of their own.
                dies = jump % 8 == 7
                if dies:
                    self.lab[code].kill()
                    kills += 1
                farthest = chance.choice(FARTHEST)
                clocks[code].set(chance.randint(-farthest, farthest))
                if dies:
                    self.lab[code].start()
                traffic.enough.wait(chance.uniform(*BETWEEN_SECONDS))
            here, there = ALL[0], ALL[1]
            clocks[here].set(0)
            clocks[there].set(HOUR)
            traffic.wait(SECONDS_MAX, lambda: there in self._apart(here), "the alarm")
            for clock in clocks.values():
                clock.set(0)
            # What a clock says is learned from receipts, so there must be some.
            traffic.wait(SECONDS_MAX, lambda: not any(self._apart(code) for code in ALL), "the alarms to end")
            traffic.enough.set()
            traffic.wait(SECONDS_MAX, lambda: traffic.is_delivered, "all cases to be delivered")
        left = sorted({alarm for code in ALL for alarm, _ in self._alarms(code)})
        self.report(f"{traffic.submitted} cases, {JUMPS} jumps, {kills} kills; alarms that stay: {left or 'none'}\n   ")
        traffic.check(self)

    def _apart(self, code):
        """The members whose clocks a node holds to be apart from its own."""
        return [peer for alarm, peer in self._alarms(code) if alarm == "clock-apart"]

    def _alarms(self, code):
        alarms = self.lab[code].api.get("/v1/status", PATIENCE)["alarms"]
        return [(alarm["code"], alarm.get("peer")) for alarm in alarms]
