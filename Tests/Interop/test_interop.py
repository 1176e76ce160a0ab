"""Drives real nodes through their API and the Python peer through its standard input."""
import datetime
import os
import pathlib
import shutil
import tempfile
import time
import unittest

from citylab.board import Board
from citylab.lab import Lab, until

from peerprocess import PeerProcess

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent.parent
SAMPLES = REPOSITORY / "Deploy" / "samples"
CONTACTS = REPOSITORY / "Config" / "contacts"
MINHANG, QUZHOU, NANPING = "310112", "330800", "350700"
SECONDS_MAX = 30
OFFICE = "样例部门"
OUTGOING = {"applicant": "样例申请人", "itemCode": "SAMPLE00K062", "itemName": "住房公积金异地转移接续"}


class Peer(PeerProcess):
    """The Python peer in the place of one city of a laboratory, and what it is told to do."""

    module = "citypeer"

    def do(self, what, **said):
        answer = self.ask({"do": what, **said})
        if "error" in answer:
            raise RuntimeError(f"{answer['error']}: {answer['detail']}")
        return answer["answer"]

    def state(self, number):
        return self.do("status")["cases"].get(number, {}).get("state")

    def compared(self, code):
        return self.do("status")["peers"][str(int(code))]["compared"]


class Interop(unittest.TestCase):
    """Two real nodes and the Python peer, with nothing in common but the contract."""

    def setUp(self):
        folder = tempfile.mkdtemp(prefix="tongban-interop-")
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        self.lab = Lab(
            pathlib.Path(folder) / "lab", os.environ["TONGBAN_BINARIES"], (QUZHOU, NANPING, MINHANG), contacts=CONTACTS)
        self.addCleanup(self.lab.stop)
        self.peer = Peer(self.lab, MINHANG)
        self.addCleanup(self.peer.kill)
        self.quzhou, self.nanping = self.lab[QUZHOU], self.lab[NANPING]
        self.lab.start(QUZHOU, NANPING)
        self.peer.start()
        for node in (self.quzhou, self.nanping):
            until(SECONDS_MAX, lambda node=node: node.api.peers()[MINHANG]["link"] == "connected", "the link")
            until(SECONDS_MAX, lambda node=node: self.peer.compared(node.code), "the peer to compare positions")

    def tearDown(self):
        status = self.peer.do("status")
        self.assertEqual([], [text for talk in status["peers"].values() for text in talk["refused"]])
        self.assertEqual(status["foreign"], 0, "the peer got frames of another city's topic")

    def _there(self, node, number, state):
        until(SECONDS_MAX, lambda: number in {one["number"] for one in node.api.cases()}
              and node.api.case(number)["state"] == state, f"{number} to be {state} at {node.name}")

    def _here(self, number, state):
        until(SECONDS_MAX, lambda: self.peer.state(number) == state, f"{number} to be {state} at the Python peer")

    def _submit_from_peer(self, identity="990803199101153237", mode="online", **more):
        return self.peer.do(
            "submit", handling=int(QUZHOU), idNumber=identity, mode=mode, fields={"原缴存中心": "衢州市住房公积金中心"},
            materials=[self._file("form-03.pdf", "申请表")], **OUTGOING, **more)

    def _submit_to_peer(self, mode="online", **more):
        form = self.quzhou.api.put_material(SAMPLES / "form-04.pdf", "失业登记申请表", "original")
        return self.quzhou.api.submit(self._draft(MINHANG, mode, materials=[form], **more))["number"]

    @staticmethod
    def _draft(handling, mode="online", **more):
        return {
            "handling": handling, "itemCode": "SAMPLE00K007", "itemName": "失业登记", "mode": mode,
            "applicant": {"kind": "natural", "name": "样例申请人", "idType": "other", "idNumber": "SAMPLE"},
            "fields": [{"name": "失业日期", "value": "20261031"}], **Interop._person("windowClerk"), **more}

    @staticmethod
    def _file(name, title):
        return {"path": str(SAMPLES / name), "name": title, "mediaType": "application/pdf"}

    @staticmethod
    def _person(role):
        """An office, somebody there, and the role; another person for every role."""
        return {"office": OFFICE, "officer": f"样员 {role}", "role": role}

    def _quzhou(self, number, role, action, becomes, **said):
        """Somebody at Quzhou does something; the peer hears of it."""
        before = self.quzhou.api.case(number)["version"]
        self.quzhou.api.act(number, action, **{**self._person(role), **said})
        self._both(number, becomes, before + 1)

    def _peer(self, number, action, becomes, **said):
        """Somebody at the peer does something; Quzhou hears of it."""
        before = self.quzhou.api.case(number)["version"]
        self.peer.do("act", number=number, action=action, **said)
        self._both(number, becomes, before + 1)

    def _both(self, number, state, version=1):
        """Waits until Quzhou and the peer have the case in this state and one version, this one or a later."""
        self._here(number, state)
        self._there(self.quzhou, number, state)
        until(SECONDS_MAX, lambda: version <= self.peer.do("status")["cases"][number]["version"] ==
              self.quzhou.api.case(number)["version"], f"{number} to have one version at both")

    def _complete(self, number):
        until(SECONDS_MAX, lambda: self.peer.do("status")["missing"] == 0 and all(
            one["isComplete"] for one in self.quzhou.api.case(number)["materials"]), "all files to arrive")

    def _deliver_at_quzhou(self, number):
        self.quzhou.api.act(
            number, "confirmDelivery", method="window", recipient="样例申请人", officer="样员", role="windowClerk")
        self._both(number, "delivered")

    def test_peer_collects(self):
        """The peer's applicant submits; Quzhou's department decides; the peer confirms the delivery."""
        number = self._submit_from_peer()
        self._both(number, "registered")
        self._complete(number)
        self._quzhou(number, "reviewer", "accept", "accepted")
        self._quzhou(number, "reviewer", "review", "accepted", recommends="granted", opinion="符合法定条件。")
        document = self.quzhou.api.put_material(SAMPLES / "result-granted.pdf", "办结通知书", "electronic")
        self._quzhou(number, "decider", "decide", "decided", outcome="granted", documents=[document])
        self._complete(number)
        self._peer(number, "confirmDelivery", "delivered")
        self._quzhou(number, "reviewer", "archive", "archived")
        self._settled(self.quzhou)

    def test_peer_handles(self):
        """Quzhou's applicant submits; the peer registers, accepts and decides."""
        number = self._submit_to_peer()
        self._both(number, "registered")
        self._complete(number)
        self._peer(number, "accept", "accepted")
        self._peer(number, "review", "accepted")
        self._peer(number, "decide", "decided", documents=[self._file("result-granted.pdf", "办结通知书")])
        self._complete(number)
        self._deliver_at_quzhou(number)
        self._peer(number, "archive", "archived")
        self._settled(self.quzhou)

    def test_peer_is_consulted(self):
        """Quzhou's window asks the peer's liaison, supplements, hands over; the applicant takes it back in the end."""
        number = self._submit_to_peer("collected", consult=True)
        self._both(number, "consulting")
        self._peer(number, "object", "incomplete")
        form = self.quzhou.api.put_material(SAMPLES / "form-05.pdf", "失业登记申请表（已签名）", "original")
        self.quzhou.api.act(number, "supplement", materials=[form], officer="样员", role="windowClerk")
        self._both(number, "consulting")
        self._complete(number)
        self._peer(number, "endorse", "endorsed")
        self._quzhou(number, "windowClerk", "handOver", "registered")
        self._peer(number, "forward", "forwarded")
        self._quzhou(number, "windowClerk", "withdraw", "withdrawn", reason="不再需要。")
        self._deliver_at_quzhou(number)
        self._settled(self.quzhou)

    def test_peer_consults(self):
        """The peer's window asks Quzhou's liaison, and hands over before there was an answer."""
        number = self._submit_from_peer(mode="collected", consult=True)
        self._both(number, "consulting")
        self._peer(number, "handOver", "registered", reason="联络员未在规定时间内响应。")
        self._quzhou(number, "handlingWindow", "forward", "forwarded")
        self._peer(number, "withdraw", "withdrawn")
        self._settled(self.quzhou)

    def test_joint_handling(self):
        """An office in Quzhou does its part, then one of the peer's; the legs came with the submission."""
        number = self._submit_from_peer(
            mode="joint", legs=[{"key": "out", "side": "handling"}, {"key": "in", "side": "collecting"}])
        self._both(number, "registered")
        self._quzhou(number, "handlingWindow", "forward", "forwarded")
        self._quzhou(number, "reviewer", "accept", "accepted")
        self._quzhou(number, "reviewer", "concludeLeg", "accepted", leg="out", result="已划转。")
        self._peer(
            number, "concludeLeg", "accepted", leg="in", documents=[self._file("form-12.pdf", "入账回执")])
        self._complete(number)
        self._quzhou(number, "decider", "decide", "decided", outcome="granted", reason="已到账，不出具证照。")
        self._peer(number, "confirmDelivery", "delivered")
        self._settled(self.quzhou)

    def test_peer_survives_restarts(self):
        """The peer is killed, then the node; both go on where they were, and nothing is done twice."""
        outgoing, incoming = self._submit_from_peer(), self._submit_to_peer()
        self._here(outgoing, "registered")
        self._there(self.quzhou, incoming, "registered")
        self.peer.kill()
        self.quzhou.api.act(outgoing, "accept", **self._person("reviewer"))
        later = self._submit_to_peer()
        self.peer.start()
        self._here(outgoing, "accepted")
        self._there(self.quzhou, later, "registered")
        self.quzhou.kill()
        self.peer.do("act", number=incoming, action="accept")
        self.quzhou.start()
        self._there(self.quzhou, incoming, "accepted")
        self._settled(self.quzhou)
        self.assertEqual(len(self.quzhou.api.cases()), 3)
        self.assertEqual(len(self.peer.do("status")["cases"]), 3)

    def test_peer_is_refused(self):
        """An entry that the node cannot apply is receipted, quarantined and answered; what comes after it goes on."""
        wrong, right = self._submit_from_peer("990803199101153238"), self._submit_from_peer()
        self._here(wrong, "refused")
        self._here(right, "registered")
        self._receipted(self.quzhou)
        waiting = self.quzhou.api.get("/v1/quarantine")["items"]
        self.assertEqual([(one["number"], one["reason"]) for one in waiting], [(wrong, "bad-citizen-id")])
        page = self.quzhou.api.get("/metrics").decode("utf-8").splitlines()
        self.assertIn("tongban_quarantine_entries 1", page)
        self.assertIn(f'tongban_peer_quarantined_entries_total{{peer="{MINHANG}"}} 1', page)
        self.quzhou.api.write(f"/v1/quarantine/{waiting[0]['id']}/discard", {"officer": "王样员", "reason": "错号"})
        self.assertIn("tongban_quarantine_entries 0", self.quzhou.api.get("/metrics").decode("utf-8").splitlines())

    def test_peer_posts(self):
        """The peer tells of a parcel from its list to the carrier; what Quzhou cannot take is refused by number."""
        number = self._submit_from_peer()
        self._both(number, "registered")
        self._share(number, parcelListed={
            "id": "P-1", "caseNumbers": [number], "direction": "PARCEL_DIRECTION_MATERIALS",
            "items": [{"name": "户口簿", "form": "ITEM_FORM_ORIGINAL", "count": 1}],
            "sender": self._office(MINHANG), "receiver": self._office(QUZHOU), "carrier": "CARRIER_EMS"})
        parcel = {"sender": int(MINHANG), "id": "P-1"}
        self._share(number, custody={"parcel": parcel, "event": self._event("PACKED")})
        self._share(number, parcelLabelled={"parcel": parcel, "label": {"trackingNumber": "EA123456789CN"}})
        self._share(number, custody={"parcel": parcel, "event": self._event("HANDED_OVER")})
        self.assertEqual(self.peer.do("status")["shared"][f"parcel/{MINHANG}/P-1"]["state"], "underway")
        until(SECONDS_MAX, lambda: self._told(number) == ["sharedChanged"] * 4, "Quzhou to have heard of the parcel")

        # A parcel of Quzhou's that is not there: refused, and the request is named by its number.
        other = {"parcel": {"sender": int(QUZHOU), "id": "P-9"}, "event": self._event("RECEIVED", sealIntact=True)}
        asked = self._share(number, custody=other)
        until(SECONDS_MAX, lambda: self.peer.do("status")["refusals"] == [
            [int(QUZHOU), 3, asked, "not-allowed-in-state"]], "the request about nothing to be refused")
        self._receipted(self.quzhou)

    def test_peer_receives(self):
        """Quzhou sends a parcel; what the peer says of its arrival is asked of Quzhou, and answered by number."""
        number = self._submit_from_peer()
        self._both(number, "registered")
        path = f"/v1/parcels/{QUZHOU}/Q-1"
        self.quzhou.api.write("/v1/parcels", {
            "id": "Q-1", "cases": [number], "direction": "results", "carrier": "by-hand",
            "items": [{"name": "营业执照", "form": "original"}], "sender": {"office": "样例部门"},
            "receiver": {"office": "样例窗口", "city": MINHANG}})
        for kind in ("packed", "handed-over"):
            self.quzhou.api.write(f"{path}/custody", {"kind": kind, "officer": "样员"})
        parcel = f"parcel/{QUZHOU}/Q-1"
        until(SECONDS_MAX, lambda: self.peer.do("status")["shared"].get(parcel, {}).get("state") == "underway", parcel)
        asked = self._share(number, custody={
            "parcel": {"sender": int(QUZHOU), "id": "Q-1"}, "event": self._event("RECEIVED", sealIntact=True)})
        until(SECONDS_MAX, lambda: self.peer.do("status")["shared"][parcel]["answered"] == asked, "Quzhou's answer")
        self.assertEqual(self.peer.do("status")["shared"][parcel]["state"], "received")
        self.assertEqual(self.quzhou.api.get(path)["state"], "received")
        self._receipted(self.quzhou)

    def test_peer_evaluates(self):
        """A bad evaluation at the peer opens a ticket at Quzhou; another office of the peer's ends it."""
        number = self._submit_from_peer()
        self._both(number, "registered")
        now = time.time_ns() // 1_000_000
        asked = self._share(number, evaluated={
            "visit": {"id": "V-1", "caseNumber": number, "office": self._office(QUZHOU), "place": "VISIT_PLACE_WINDOW",
                      "channel": "VISIT_CHANNEL_QR", "atMs": now - 1000},
            "evaluation": {"level": "SATISFACTION_LEVEL_DISSATISFIED", "text": "等候太久。", "atMs": now}})
        ticket = f"visit/{QUZHOU}/V-1"
        opened = until(SECONDS_MAX, lambda: self.peer.do("status")["shared"].get(ticket), "the ticket")
        self.assertEqual([opened["state"], opened["answered"]], ["open", asked])
        due = datetime.datetime.strptime(str(opened["due"]), "%Y%m%d").date()
        # 15 working days are 21 days, 19 from a Sunday on, and a long holiday more.
        today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()
        self.assertTrue(19 <= (due - today).days <= 45, due)
        asked = self._share(number, rectified={"city": int(QUZHOU), "id": "V-1", "step": {
            "kind": "RECTIFICATION_KIND_EXCLUDE_MISTAKEN", "by": self._office(MINHANG), "officer": "样员",
            "text": "评错了部门。", "atMs": now}})
        until(SECONDS_MAX, lambda: self.peer.do("status")["shared"][ticket] == {
            "state": "excluded", "due": opened["due"], "changes": 2, "answered": asked}, "the ticket to be excluded")
        self.assertEqual(self._told(number), ["sharedChangeRequested", "sharedChanged"] * 2)

    def test_contacts(self):
        """Both nodes tell the peer whom to ask, once, and not again after a restart."""
        names = [f"contacts/{code}/contacts" for code in (QUZHOU, NANPING)]
        for name in names:
            until(SECONDS_MAX, lambda name=name: name in self.peer.do("status")["shared"], name)
        self.quzhou.stop()
        self.quzhou.start()
        number = self._submit_from_peer()
        self._both(number, "registered")
        self.assertEqual([self.peer.do("status")["shared"][name]["changes"] for name in names], [1, 1])

    def _share(self, number, **change):
        """The peer says or asks for a change of a record that it keeps with Quzhou; the entry's sequence number."""
        return self.peer.do("share", peer=int(QUZHOU), number=number, change=change)

    def _told(self, number):
        """What was said at Quzhou about shared records of a case, oldest first."""
        return [one["kind"] for one in self.quzhou.api.case(number)["history"] if one["kind"].startswith("shared")]

    @staticmethod
    def _office(code):
        return {"office": OFFICE, "city": int(code)}

    @staticmethod
    def _event(kind, **more):
        return {"kind": f"CUSTODY_KIND_{kind}", "atMs": time.time_ns() // 1_000_000, "city": int(MINHANG),
                "officer": "样员", **more}

    def test_foreign_topic(self):
        """A member that asks for another's topic gets nothing, and is named."""
        self.peer.do("askFor", peer=int(QUZHOU), topic=f"{NANPING}/")
        until(SECONDS_MAX, lambda: self._foreign_topics() > 0, "the request to be counted")
        number = self.quzhou.api.submit(self._draft(NANPING))["number"]
        self._there(self.quzhou, number, "registered")
        self._there(self.nanping, number, "registered")

    def test_another_version(self):
        """A peer that speaks another version of the protocol alone is an alarm until it is another one."""
        board = Board(self.quzhou.api)
        self.peer.kill()
        self.peer.start(version=2)
        board.wait("raised", "version-refused", MINHANG)
        self.assertEqual(self.quzhou.api.peers()[MINHANG]["link"], "version-refused")
        self.peer.kill()
        self.peer.start()
        board.wait("cleared", "version-refused", MINHANG)
        number = self._submit_to_peer()
        self._both(number, "registered")

    def _foreign_topics(self):
        found = {one["code"]: one for one in self.lab.json(QUZHOU, "peers")["peers"]}
        self.assertEqual(found[NANPING]["refusals"]["foreignTopics"], 0)
        return found[MINHANG]["refusals"]["foreignTopics"]

    def _settled(self, node):
        self._receipted(node)
        until(SECONDS_MAX, lambda: self.lab.json(node.code, "reconcile", MINHANG)["isSettled"],
              "the node and the peer to have nothing outstanding")

    def _receipted(self, node):
        until(SECONDS_MAX, lambda: all(
            lane["acknowledged"] == lane["end"] and lane["pending"] == 0
            for lane in node.api.peers()[MINHANG]["lanes"]), "everything to be receipted by the peer")
