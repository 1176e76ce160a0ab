"""What time does to a case, between real nodes whose clocks are put ahead."""
from citylab.lab import until

from support import CATALOGUE, FORM, LabTest, draft

HERE, THERE = "330800", "350700"
SECONDS_MAX = 30
DESK = {"office": "样例部门", "officer": "审查样员", "role": "reviewer"}
DEFECTS = [{"subject": "失业保险关系转移接续申请", "problem": "未签名。", "remedy": "签名后重新扫描。"}]
# Longer than the limits of acceptance and of the department's promise; longer than any correction may take.
WEEKS, MONTHS = 60, 120


class Timers(LabTest):
    """What became due while the nodes were down happens at their start, alike in both cities."""

    codes = (HERE, THERE)
    fleets = ("local", "lab")
    catalogue = CATALOGUE

    def setUp(self):
        super().setUp()
        self.lab.start()
        self.lab.wait_connected()
        self.here, self.there = self.lab[HERE].api, self.lab[THERE].api

    def _case(self, mode="online", state="registered", **more):
        """A case in the state in which both cities have it at first."""
        form = self.here.put_material(*FORM)
        role = "applicant" if mode == "online" else "windowClerk"
        number = self.here.submit(draft(THERE, 1, [form], mode, **{"role": role, **more}))["number"]
        self._both(number, state)
        return number

    def _both(self, number, state):
        """Waits until both cities have the case in a state; gives what each shows of it."""
        def views():
            found = [one for api in (self.here, self.there) for one in api.cases() if one["number"] == number]
            return len(found) == 2 and all(one["state"] == state for one in found)

        until(SECONDS_MAX, views, f"both cities to have {number} {state}")
        return [api.case(number) for api in (self.here, self.there)]

    def _later(self, days):
        """Stops both nodes and starts them so many days later."""
        self.lab.stop()
        for node in self.lab.nodes.values():
            node.start(ahead_days=days)
        self.lab.wait_connected()

    def _reminders(self, api, number, count):
        """A case's open reminders, once there are so many."""
        def told():
            found = api.get(f"/v1/reminders?case={number}", 10)["reminders"]
            return found if len(found) >= count else None

        return until(SECONDS_MAX, told, f"{count} reminders of {number}")

    def test_silence(self):
        """A department that says nothing has accepted, from the day of receipt."""
        number = self._case()
        before = self.there.case(number)
        self._later(WEEKS)
        here, there = self._both(number, "accepted")
        self.assertEqual(here["clocks"], there["clocks"])
        clocks = {one["kind"]: one for one in there["clocks"]}
        self.assertEqual(clocks["promised"]["startedAt"], before["clocks"][0]["startedAt"])
        self.assertTrue(clocks["promised"]["isOverdue"])
        self.assertEqual([one["kind"] for one in there["history"]].count("acceptedBySilence"), 1)
        found = self._reminders(self.there, number, 1)
        self.assertIn("over", {one.get("notice") for one in found})

    def test_consultation(self):
        """An applicant waits at the counter: the liaison hears of it, then the deputy, then the working group."""
        number = self._case("collected", "consulting", consult=True)
        self._later(WEEKS)
        found = self._reminders(self.there, number, 3)
        self.assertEqual(
            [one["role"] for one in sorted(found, key=lambda one: one["level"])],
            ["liaison", "deputyLiaison", "supervisor"])
        self.assertEqual({one["stage"] for one in found}, {"response"})
        self.there.act(number, "endorse", office="样例部门", officer="联络样员", role="liaison")

        def settled():
            return not self.there.get(f"/v1/reminders?case={number}&stage=response")["reminders"]

        until(SECONDS_MAX, settled, "the reminders to be settled")

    def test_correction(self):
        """The applicant never brings what is missing: the reviewer is told, and ends the case by hand."""
        number = self._case()
        self.there.act(number, "requestCorrection", defects=DEFECTS, **DESK)
        self._both(number, "correcting")
        self._later(MONTHS)
        found = self._reminders(self.there, number, 1)
        self.assertIn("correction", {one.get("clock") for one in found})
        self.there.act(number, "lapse", patience=10, **DESK)
        here, there = self._both(number, "lapsed")
        self.assertEqual((here["ending"], there["ending"]), (5, 5))
