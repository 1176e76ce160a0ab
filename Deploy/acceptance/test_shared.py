"""What two cities keep together beside their cases: parcels, evaluations, videos, documents and contacts."""
import time

from citylab.api import Problem
from citylab.lab import until

from support import CATALOGUE, CONTACTS, FORM, TEMPLATES, LabTest, draft

HERE, THERE = "330800", "350700"
SECONDS_MAX = 30
DESK = {"office": "样例部门", "officer": "审查样员", "role": "reviewer"}
DECIDER = {"office": "样例部门", "officer": "决定样员", "role": "decider"}


class Shared(LabTest):
    """One city owns each record, the other asks, and both hold the same, whoever is killed in between."""

    codes = (HERE, THERE)
    catalogue, contacts, documents = CATALOGUE, CONTACTS, TEMPLATES

    def setUp(self):
        super().setUp()
        self.lab.start()
        self.lab.wait_connected()
        self.here, self.there = self.lab[HERE].api, self.lab[THERE].api

    def _case(self):
        """An online case that both cities have."""
        form = self.here.put_material(*FORM)
        number = self.here.submit(draft(THERE, 1, [form], role="applicant"))["number"]
        until(SECONDS_MAX, lambda: self._got(self.there, f"/v1/cases/{number}"), "the case to arrive")
        return number

    @staticmethod
    def _got(api, path):
        """What is at a path, or None while nothing is."""
        try:
            return api.get(path, 10)
        except Problem as problem:
            if problem.status != 404:
                raise
            return None

    def _alike(self, path, state, version):
        """Waits until both cities have a record in this version; it is the same record then."""
        def both():
            found = [self._got(api, path) for api in (self.here, self.there)]
            return found if all(one and one["version"] == version for one in found) else None

        here, there = until(SECONDS_MAX, both, f"{path} in version {version} in both cities")
        for view in (here, there):
            self.assertEqual(view["state"], state)
            for own in ("alarms", "next"):
                view.pop(own, None)
        self.assertEqual(here, there)
        return here

    def test_parcel(self):
        """Originals go by messenger; the sender's node is killed while the receiver says what came."""
        number = self._case()
        path = f"/v1/parcels/{HERE}/P-1"
        listed = self.here.write("/v1/parcels", {
            "id": "P-1", "cases": [number], "direction": "materials", "carrier": "by-hand",
            "items": [{"name": "失业登记证", "form": "original"}], "sender": {"office": "跨省通办窗口"},
            "receiver": {"office": "样例部门", "city": THERE}})
        self.assertEqual((listed["state"], listed["effect"]), ("listed", "applied"))
        for kind in ("packed", "handed-over"):
            self.here.write(f"{path}/custody", {"kind": kind, "officer": "邮寄样员"})
        self._alike(path, "underway", 3)
        with self.assertRaises(Problem) as raised:
            self.here.write(f"{path}/custody", {"kind": "received", "officer": "邮寄样员", "isSealIntact": True})
        self.assertEqual(raised.exception.body["type"], "urn:tongban:problem:wrong-side")
        self.lab[HERE].kill()
        asked = self.there.write(
            f"{path}/custody", {"kind": "received", "officer": "收件样员", "isSealIntact": True})
        self.assertEqual((asked["state"], asked["effect"]), ("underway", "requested"))
        self.lab[HERE].start()
        self._alike(path, "received", 4)
        self.there.write(f"{path}/custody", {"kind": "opened-complete", "officer": "收件样员"})
        self._alike(path, "complete", 5)
        month = time.strftime("%Y%m", time.gmtime(time.time() + 8 * 3600))
        ledgers = [api.get(f"/v1/parcels/settlement?from={month}") for api in (self.here, self.there)]
        self.assertEqual(ledgers[0], ledgers[1], "both cities settle alike")

    def test_evaluation(self):
        """A bad one reaches the office that it concerns, which has fifteen working days."""
        number = self._case()
        self.here.write(f"/v1/cases/{number}/evaluations", {
            "id": "V-1", "office": "样例部门", "city": THERE, "place": "window", "channel": "qr", "level": 5})
        path = f"/v1/evaluations/{THERE}/V-1"
        ticket = self._alike(path, "open", 1)["ticket"]
        self.assertTrue(ticket["due"])
        self.there.write(f"{path}/steps", {
            "kind": "answer", "by": {"office": "样例部门"}, "officer": "审查样员", "text": "已整改。"})
        self._alike(path, "answered", 2)
        with self.assertRaises(Problem) as raised:
            self.here.write(f"/v1/cases/{number}/evaluations", {
                "id": "V-1", "office": "样例部门", "city": THERE, "place": "window", "channel": "qr", "level": 1})
        self.assertEqual(raised.exception.body["type"], "urn:tongban:problem:already-evaluated")

    def test_documents(self):
        """Every step puts its document on paper, and both cities have the same file, whoever issued it."""
        number = self._case()
        self.there.act(number, "accept", **DESK)
        self.lab[THERE].kill()
        self.lab[THERE].start()
        self.there.act(number, "review", recommends="denied", opinion="不符合条件。", patience=10, **DESK)
        self.there.act(number, "decide", outcome="denied", reason="参保地不在本市。",
                       remedies="可在六十日内申请行政复议，六个月内提起行政诉讼。", **DECIDER)
        expected = {"receipt", "acceptance", "approval-sheet", "refusal"}

        def issued(api):
            found = api.get(f"/v1/cases/{number}/documents", 10)["documents"]
            return {one["kind"]: one for one in found} if len(found) == len(expected) else None

        here, there = (
            until(SECONDS_MAX, lambda api=api: issued(api), "the documents") for api in (self.here, self.there))
        self.assertEqual(set(here), expected)
        for kind in expected:
            self.assertEqual(here[kind]["number"], there[kind]["number"])
            pages = [until(SECONDS_MAX, lambda api=api: self._page(api, here[kind]["link"]), f"the {kind}")
                     for api in (self.here, self.there)]
            self.assertEqual(pages[0], pages[1])
            self.assertIn(number, pages[0])

    @staticmethod
    def _page(api, link):
        """A page once all of it is here."""
        try:
            return api.get(link).decode("utf-8")
        except Problem as problem:
            if problem.status not in (404, 409):
                raise
            return None

    def test_contacts(self):
        """Each window sees whom to ask on the other side, and who is off duty."""
        def told():
            return next((one for one in self.here.get("/v1/contacts")["contacts"] if one["city"] == THERE), None)

        contacts = until(SECONDS_MAX, told, "the other city's contacts")
        department = contacts["liaisons"][0]["office"]
        # A Monday at ten in the morning, then at night.
        asked = [self.here.get(f"/v1/contacts/{THERE}?department={department}&at={at}")["onDuty"]
                 for at in (1795399200000, 1795446000000)]
        self.assertEqual([one["role"] for one in asked[0]], ["liaison", "deputyLiaison", "supervisor"])
        self.assertEqual(asked[1], [])

    def test_video(self):
        """A session is recorded when it begins and when it ends."""
        number = self._case()
        session = {
            "session": "ROOM-1", "startedAt": 1795446000000,
            "participants": [
                {"name": "窗口样员", "city": HERE, "office": "跨省通办窗口", "part": "officer"},
                {"name": "审查样员", "city": THERE, "office": "样例部门", "part": "officer"},
                {"name": "样例1", "city": HERE, "part": "applicant"}]}
        self.here.write(f"/v1/cases/{number}/videos", session)
        self.here.write(
            f"/v1/cases/{number}/videos", {**session, "endedAt": 1795446600000, "outcome": "confirmed"})

        def recorded():
            found = self.there.get(f"/v1/cases/{number}/videos")["videos"]
            return found if found and found[0].get("outcome") == "confirmed" else None

        self.assertEqual(len(until(SECONDS_MAX, recorded, "the session's end")), 1)
