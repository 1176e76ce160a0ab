"""Every way of handling, from the applicant to the archive, between two real nodes."""
from citylab.api import Problem
from citylab.lab import until

from support import CATALOGUE, FORM, SAMPLES, LabTest, draft

HERE, THERE = "330800", "350700"
SECONDS_MAX = 30
COMMON = ("mode", "state", "version", "corrections", "ending", "clocks", "legs")
DEFECTS = [{"subject": "失业保险关系转移接续申请", "problem": "未签名。", "remedy": "签名后重新扫描。"}]
DESK = "样例部门"
# Who does what; one person examines and another decides.
PEOPLE = {
    "applicant": "申请样员", "windowClerk": "窗口样员", "liaison": "联络样员", "handlingWindow": "属地样员",
    "reviewer": "审查样员", "decider": "决定样员", "supervisor": "督办样员",
}
WITHOUT_OFFICE = ("supplement", "confirmDelivery")


class Modes(LabTest):
    """Both cities see the same case, whatever happens to it, and every refusal says why."""

    codes = (HERE, THERE)
    catalogue = CATALOGUE

    def setUp(self):
        super().setUp()
        self.lab.start()
        self.lab.wait_connected()
        self.sides = {"collecting": self.lab[HERE], "handling": self.lab[THERE]}
        self.form = self.lab[HERE].api.put_material(*FORM)

    # What people do

    def _open(self, mode, **more):
        """Hands a case in; its number, once both cities have it."""
        number = self.lab[HERE].api.submit(draft(THERE, 1, [self.form], mode, **more))["number"]
        self._both(number, "consulting" if more.get("consult") else "registered")
        return number

    def _act(self, number, role, action, *, side="handling", becomes=None, **said):
        """Somebody does something; then both sides have to agree about the case."""
        before = self.lab[HERE].api.case(number)["version"]
        self.sides[side].api.act(number, action, **self._words(role, action, said))
        self._both(number, becomes, before + 1)

    def _window(self, number, action, becomes=None, **said):
        self._act(number, "windowClerk", action, side="collecting", becomes=becomes, **said)

    def _refused(self, number, role, action, problem_name, *, side="handling", field=None, **said):
        """Somebody tries what the case does not allow."""
        with self.assertRaises(Problem) as raised:
            self.sides[side].api.act(number, action, **self._words(role, action, said))
        problem = raised.exception.body
        self.assertEqual(problem["type"], f"urn:tongban:problem:{problem_name}", problem["detail"])
        self.assertIn(problem["status"], (403, 409, 422))
        if field:
            self.assertEqual(problem["field"], field)

    @staticmethod
    def _words(role, action, said):
        office = {} if action in WITHOUT_OFFICE else {"office": DESK}
        return {"officer": PEOPLE[role], "role": role, **office, **said}

    def _both(self, number, state, version=1):
        """Waits until both sides have this version; they hold the same case then."""
        def views():
            found = [node.api.case(number) for node in self.sides.values() if self._has(node, number)]
            versions = {view["version"] for view in found}
            return found if len(found) == 2 and len(versions) == 1 and versions.pop() >= version and (
                state is None or found[0]["state"] == state) else None

        here, there = until(SECONDS_MAX, views, f"both sides to have {number} {state or ''} in version {version}")
        for key in COMMON:
            self.assertEqual(here.get(key), there.get(key), f"the two sides differ in {key}")
        return here

    @staticmethod
    def _has(node, number):
        try:
            return node.api.case(number)
        except Problem as problem:
            if problem.status != 404:
                raise
            return None

    def _decide(self, number):
        """Examined by one, decided by another."""
        self._act(number, "reviewer", "review", recommends="granted", opinion="符合法定条件。")
        self._refused(
            number, "decider", "decide", "duties-not-separate", field="officer", outcome="granted", reason="无证照。",
            officer=PEOPLE["reviewer"])
        self._act(number, "decider", "decide", becomes="decided", outcome="granted", reason="本事项不出具证照。")

    def _finish(self, number, ending, is_delivered=True):
        """Into the applicant's hands, into the archive; nothing can be done after that, and both sides agree."""
        if is_delivered:
            self._window(number, "confirmDelivery", becomes="delivered", method="window", recipient="样例1")
        until(SECONDS_MAX, lambda: all(one["isComplete"] for one in self.lab[THERE].api.case(number)["materials"]),
              "the handling city to have all files")
        self._act(number, "reviewer", "archive", becomes="archived")
        here = self._both(number, "archived")
        self.assertEqual(here["ending"], ending)
        self.assertTrue(here["clocks"], "no clock was kept")
        self.assertEqual(here["actions"], [])
        for node in self.sides.values():
            self.assertEqual(node.api.get("/v1/status")["quarantined"], 0)
            until(SECONDS_MAX, lambda node=node: node.api.get("/v1/reconcile")["isSettled"], "all to be settled")

    # The three modes

    def test_online(self):
        """Corrected twice, the second time by exception; extended; the certificate follows the grant."""
        number = self._open("online", role="applicant")
        self._refused(number, "handlingWindow", "forward", "not-allowed-in-state")
        self._act(number, "reviewer", "requestCorrection", becomes="correcting", defects=DEFECTS)
        self._act(
            number, "applicant", "supplement", side="collecting", becomes="registered", materials=[self.form])
        self._refused(number, "reviewer", "requestCorrection", "correction-used", field="exception", defects=DEFECTS)
        self._act(
            number, "reviewer", "requestCorrection", becomes="correcting", defects=DEFECTS,
            exception={"supervisor": PEOPLE["supervisor"], "reason": "补交的申请表缺页，经督办同意再次告知。"})
        self._act(number, "applicant", "supplement", side="collecting", becomes="registered", note="已补齐。")
        self._act(number, "reviewer", "accept", becomes="accepted")
        extension = {
            "days": 5, "approvedBy": PEOPLE["supervisor"], "reason": "须向原参保地核实。", "notice": "样例延长〔2026〕1号"}
        self._refused(number, "reviewer", "extend", "wrong-role", field="role", **extension)
        self._act(number, "decider", "extend", becomes="accepted", **extension)
        self._refused(number, "decider", "extend", "extension-used", **extension)
        self._act(number, "reviewer", "review", recommends="granted", opinion="符合法定条件。")
        self._act(number, "decider", "approve", becomes="issuing")
        document = self.lab[THERE].api.put_material(SAMPLES / "result-granted.pdf", "转移接续办结告知", "electronic")
        self._act(number, "reviewer", "issue", becomes="decided", documents=[document])
        until(SECONDS_MAX, lambda: all(one["isComplete"] for one in self.lab[HERE].api.case(number)["materials"]),
              "the document to arrive")
        self._finish(number, ending=0)
        self.assertEqual(self.lab[HERE].api.case(number)["corrections"], 2)

    def test_collected(self):
        """The liaison objects, then endorses; handed over, looked at again, taken on, decided."""
        number = self._open("collected", consult=True)
        self._act(number, "liaison", "object", becomes="incomplete", defects=DEFECTS)
        self._refused(number, "windowClerk", "handOver", "missing", side="collecting", field="reason")
        self._window(number, "supplement", becomes="consulting", materials=[self.form])
        self._refused(number, "reviewer", "endorse", "wrong-role", field="role")
        self._act(number, "liaison", "endorse", becomes="endorsed")
        self._window(number, "handOver", becomes="registered")
        self._refused(number, "reviewer", "accept", "not-allowed-in-state")
        self._act(number, "handlingWindow", "forward", becomes="forwarded")
        self._refused(number, "windowClerk", "accept", "wrong-side", side="collecting")
        self._act(number, "reviewer", "accept", becomes="accepted")
        self._decide(number)
        self._finish(number, ending=6)

    def test_handed_over_without_endorsement(self):
        """A liaison who does not answer holds nobody up: the window hands over with its reason."""
        number = self._open("collected", consult=True)
        self._window(number, "handOver", becomes="registered", reason="联络员未在规定时间内响应。")
        self._act(number, "handlingWindow", "requestCorrection", becomes="correcting", defects=DEFECTS)
        self._window(number, "supplement", becomes="registered", materials=[self.form])
        self._act(number, "handlingWindow", "forward", becomes="forwarded")
        self._act(
            number, "reviewer", "decline", becomes="declined", reason="不属于本机关职权范围。", remedies="可申请行政复议。")
        self._finish(number, ending=1)

    def test_joint(self):
        """Two offices in two cities, one after the other, with a special procedure in between."""
        number = self._open("joint")
        self._act(number, "handlingWindow", "forward", becomes="forwarded")
        self._act(number, "reviewer", "accept", becomes="accepted")
        report = {"result": "本环节已办结。"}
        self._refused(
            number, "reviewer", "concludeLeg", "not-allowed-in-state", side="collecting", field="leg", leg="b",
            **report)
        self._refused(
            number, "reviewer", "concludeLeg", "wrong-side", side="collecting", field="leg", leg="a", **report)
        self._refused(number, "decider", "decide", "legs-open", outcome="granted", reason="无证照。")
        self._act(
            number, "reviewer", "suspend", becomes="suspended", procedure="appraisal", reason="档案须鉴定。",
            expectedDays=10)
        self._refused(number, "reviewer", "concludeLeg", "not-allowed-in-state", leg="a", **report)
        self._act(number, "reviewer", "resume", becomes="accepted")
        self._act(number, "reviewer", "concludeLeg", leg="a", **report)
        letter = self.lab[HERE].api.put_material(SAMPLES / "result-granted.pdf", "接续回执", "electronic")
        self._act(number, "reviewer", "concludeLeg", side="collecting", leg="b", documents=[letter], **report)
        self._refused(number, "reviewer", "concludeLeg", "not-allowed-in-state", field="leg", leg="a", **report)
        until(SECONDS_MAX, lambda: all(one["isComplete"] for one in self.lab[THERE].api.case(number)["materials"]),
              "the collecting city's document to arrive")
        self._decide(number)
        self._finish(number, ending=6)

    # Other ends

    def test_withdrawn(self):
        """The applicant takes it back while a special procedure runs."""
        number = self._open("online", role="applicant")
        self._act(number, "reviewer", "accept", becomes="accepted")
        self._act(
            number, "reviewer", "suspend", becomes="suspended", procedure="hearing", reason="依申请听证。", expectedDays=5)
        self._act(number, "applicant", "withdraw", side="collecting", becomes="withdrawn", reason="不再需要。")
        self._finish(number, ending=1)

    def test_lapsed(self):
        """What was asked for never came."""
        number = self._open("collected")
        self._act(number, "handlingWindow", "forward", becomes="forwarded")
        self._act(number, "reviewer", "requestCorrection", becomes="correcting", defects=DEFECTS)
        self._act(number, "reviewer", "lapse", becomes="lapsed", note="逾期未补正。")
        self._refused(number, "windowClerk", "supplement", "not-allowed-in-state", side="collecting", note="迟到的材料。")
        self._finish(number, ending=5)

    def test_passed_on(self):
        """Another authority is competent."""
        number = self._open("collected")
        self._act(number, "decider", "passOn", becomes="passedOn", authority="样例省级机关", reason="属省级事权。")
        self._finish(number, ending=4)

    def test_void(self):
        """A supervisor alone declares a case void, and nothing is handed to anybody."""
        for kind, ending in (("voided", 2), ("mistaken", 3)):
            with self.subTest(kind=kind):
                number = self._open("online", role="applicant")
                self._refused(number, "decider", "void", "wrong-role", field="role", kind=kind, reason="重复提交。")
                self._act(number, "supervisor", "void", becomes="voided", kind=kind, reason="重复提交。")
                self._finish(number, ending=ending, is_delivered=False)

    # What is not even handed in

    def test_guides_are_kept(self):
        """The window is told at once what the handling city's guide does not allow, and where."""
        node = self.lab[HERE]
        stranger = {**self.form, "name": "无关材料"}
        wrong_digit = {"kind": "natural", "name": "样例", "idType": "citizenID", "idNumber": "990801198804121014"}
        for kind, field, materials, mode, more in (
                ("missing", "materials", [], "online", {}),
                ("unknown-material", "materials[1]", [self.form, stranger], "online", {}),
                ("unknown-item", "itemCode", [self.form], "online", {"itemCode": "SAMPLE00K999"}),
                ("bad-citizen-id", "applicant.idNumber", [self.form], "online", {"applicant": wrong_digit}),
                ("identity-not-checked", "identity.checks", [self.form], "collected", {"identity": {}}),
                ("mode-not-offered", "mode", [self.form], "online", {"consult": True}),
                ("wrong-role", "role", [self.form], "online", {"role": "reviewer"})):
            with self.subTest(kind=kind):
                with self.assertRaises(Problem) as raised:
                    node.api.submit(draft(THERE, 1, materials, mode, **more))
                problem = raised.exception.body
                self.assertEqual(problem["type"], f"urn:tongban:problem:{kind}", problem["detail"])
                self.assertEqual(problem["field"], field)
        self.assertEqual(node.api.cases(), [])
