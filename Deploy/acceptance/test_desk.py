"""What people at the desks of two real nodes ask for: whole values, statistics, whom to ask after a change."""
import pathlib
import shutil
import signal
import tempfile

from citylab.api import Problem
from citylab.lab import until

from support import CATALOGUE, CONTACTS, FORM, LabTest, draft

HERE, THERE = "330800", "350700"
SECONDS_MAX = 40
DESK = {"office": "样例部门", "officer": "审查样员", "role": "reviewer"}
DECIDER = {"office": "样例部门", "officer": "决定样员", "role": "decider"}
REVEAL = {
    "fields": ["applicantName"], "purpose": "contact", "reason": "通知申请人补正", "officer": "窗口样员"}


class Desk(LabTest):
    """Two nodes whose contacts may be edited."""

    codes = (HERE, THERE)
    catalogue = CATALOGUE

    def setUp(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="tongban-contacts-"))
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        self.contacts = folder / "contacts"
        shutil.copytree(CONTACTS, self.contacts)
        super().setUp()
        self.lab.start()
        self.lab.wait_connected()
        self.here, self.there = self.lab[HERE].api, self.lab[THERE].api

    def _case(self, mode, role):
        """A case that both cities have."""
        form = self.here.put_material(*FORM)
        number = self.here.submit(draft(THERE, 1, [form], mode, role=role))["number"]
        until(SECONDS_MAX, lambda: any(one["number"] == number for one in self.there.cases()), "the case to arrive")
        return number

    def test_reveal(self):
        """A name is shown masked, whole to whom the rules allow it, and every look is on record."""
        number = self._case("collected", "windowClerk")
        submission = self.here.case(number)["submission"]
        self.assertNotEqual(submission["applicant"]["name"], "样例1")
        path, order = f"/v1/cases/{number}/reveal", {**REVEAL, "office": submission["office"]}
        shown = self.here.write(path, {**order, "role": "windowClerk"})
        self.assertEqual(shown["values"], {"applicantName": "样例1"})
        with self.assertRaises(Problem) as raised:
            self.here.write(path, {**order, "role": "statistician"})
        self.assertEqual(raised.exception.status, 403)
        verified = self.here.get("/v1/audit/verify")
        self.assertEqual((verified["records"], verified["isIntact"]), (2, True))

    def test_statistics(self):
        """Both cities count the case, each from its own disk."""
        number = self._case("online", "applicant")
        self.there.act(number, "accept", **DESK)
        self.there.act(number, "review", recommends="granted", opinion="符合条件。", **DESK)
        self.there.act(number, "decide", outcome="granted", reason="本事项不出具证照。", **DECIDER)
        until(SECONDS_MAX, lambda: self.here.case(number)["state"] == "decided", "the decision to arrive")
        reports = [api.get("/v1/statistics?by=month") for api in (self.here, self.there)]
        self.assertEqual(reports[0]["total"], reports[1]["total"])
        self.assertEqual((reports[0]["total"]["cases"], reports[0]["total"]["onTime"]), (1, 1))
        self.assertEqual(reports[0]["total"]["modes"], {"online": 1})
        table = self.there.get("/v1/statistics?by=month&format=csv").decode("utf-8")
        self.assertIn("样例部门", table)

    def test_contacts_change(self):
        """After a change of the file and a SIGHUP the other city knows whom to ask now."""
        def group():
            lists = self.here.get("/v1/contacts")["contacts"]
            return next((one["workingGroup"][0]["name"] for one in lists if one["city"] == THERE), None)

        before = until(SECONDS_MAX, group, "the other city's contacts")
        file = self.lab.contacts / f"{THERE}.yaml"
        file.write_text(file.read_text("utf-8").replace(f"name: {before}", "name: 新样员"), "utf-8")
        self.lab[THERE].signal(signal.SIGHUP)
        until(SECONDS_MAX, lambda: group() == "新样员", "the change to arrive")
        self.assertEqual(self.there.get("/v1/status")["quarantined"], 0)
