"""What is said to others is on the disk first."""
from citylab.lab import until

from support import LabTest, draft

CASES = 40
FAULT_EXIT_CODE = 86


class Durability(LabTest):
    """A process that dies right before or right after its commit never has receipted more than it holds."""

    codes = ("330800", "350700")
    fleets = ("local", "lab")

    def test_no_receipt_before_commit(self):
        for point in ("exit-before-commit", "exit-after-commit"):
            for entry in (1, 2, 7, 20):
                with self.subTest(point=point, entry=entry):
                    self._die_at(f"{point}:{entry}")

    def _die_at(self, fault):
        here, there = self.lab["330800"], self.lab["350700"]
        here.start()
        there.start(fault=fault)
        numbers = []
        for index in range(CASES):
            numbers.append(here.api.submit(draft("350700", index))["number"])
        until(30, lambda: not there.is_running, f"the process to end at {fault}")
        self.assertEqual(there.process.returncode, FAULT_EXIT_CODE)
        receipted = self._lane(here, "350700")["acknowledged"]
        here.kill()
        # Nobody is there to send anything again: what it holds now is what was on its disk.
        there.start()
        held = self._lane(there, "330800")["received"]
        self.assertLessEqual(receipted, held, f"{receipted} entries were receipted and {held} are on the disk")
        here.start()
        for number in numbers:
            until(30, lambda number=number: here.api.case(number)["state"] == "registered", f"{number} registered")
            self.assertEqual(there.api.case(number)["version"], 2)
        self.assertEqual(self._count(here), self._count(there), "a case is on one side only, or twice")
        self.check_journals()

    @staticmethod
    def _lane(node, peer):
        return next(one for one in node.api.peers()[peer]["lanes"] if one["lane"] == "case")

    @staticmethod
    def _count(node):
        return sum(node.api.get("/v1/status")["cases"].values())
