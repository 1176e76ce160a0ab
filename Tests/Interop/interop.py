#!/usr/bin/env python3
"""Drives real nodes through their API and the Python peer through its standard input. Started by Tests/Interop/run."""
import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from citylab.lab import Lab, until

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent.parent
SAMPLES = REPOSITORY / "Deploy" / "samples"
MINHANG, QUZHOU, NANPING = "310112", "330800", "350700"
SECONDS_MAX = 30
DESK = {"office": "样例部门", "officer": "样员"}


class Peer:
    """The Python peer as a process of its own, in the place of one city of a laboratory."""

    def __init__(self, lab, code):
        self.code = code
        self.folder = lab.folder / "data" / f"python-{code}"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.settings = self.folder / "settings.json"
        secret = (lab.folder / "keys" / f"{code}.yaml").read_text("utf-8")
        members = {}
        pattern = (
            r'code: "(\d+)"\n\s+name: .*\n\s+endpoint: (\S+)\n'
            r'\s+curve-public-key: "(.+)"\n\s+signing-public-key: "(.+)"')
        for one, endpoint, curve, signing in re.findall(pattern, (lab.folder / "federation.yaml").read_text("utf-8")):
            members[one] = {"endpoint": endpoint, "curve": curve, "signing": signing}
        self.settings.write_text(json.dumps({
            "code": int(code), "listen": members[code]["endpoint"], "folder": str(self.folder), "members": members,
            "curve": re.search(r'curve-secret-key: "(.+)"', secret)[1],
            "signing": re.search(r'signing-secret-key: "(.+)"', secret)[1]}), "utf-8")
        self.process = None

    def start(self):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "citypeer", str(self.settings)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, start_new_session=True)
        assert "ready" in self.process.stdout.readline(), "the Python peer did not start"

    def kill(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process.stdin.close()
            self.process.stdout.close()
            self.process = None

    def do(self, what, **said):
        self.process.stdin.write(json.dumps({"do": what, **said}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
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
        self.lab = Lab(pathlib.Path(folder) / "lab", BINARIES, (QUZHOU, NANPING, MINHANG))
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

    def _submit_from_peer(self, identity="990803199101153237"):
        return self.peer.do(
            "submit", handling=int(QUZHOU), itemCode="K062", itemName="住房公积金异地转移接续", applicant="样例申请人",
            idNumber=identity, fields={"原缴存中心": "衢州市住房公积金中心"}, materials=[
                {"path": str(SAMPLES / "form-03.pdf"), "name": "申请表", "mediaType": "application/pdf"}])

    def _submit_to_peer(self):
        form = self.quzhou.api.put_material(SAMPLES / "form-04.pdf", "失业登记申请表", "original")
        return self.quzhou.api.submit({
            "handling": MINHANG, "itemCode": "K007", "itemName": "失业登记",
            "applicant": {"kind": "natural", "name": "样例申请人", "idType": "other", "idNumber": "SAMPLE"},
            "fields": [{"name": "失业日期", "value": "20261031"}], "materials": [form], **DESK})["number"]

    def test_peer_collects(self):
        """The peer's window submits; Quzhou's department decides; the peer confirms the delivery."""
        number = self._submit_from_peer()
        self._here(number, "registered")
        self._there(self.quzhou, number, "registered")
        until(SECONDS_MAX, lambda: all(one["isComplete"] for one in self.quzhou.api.case(number)["materials"]),
              "the form to arrive from the peer")
        self.quzhou.api.act(number, "accept", **DESK)
        self._here(number, "accepted")
        document = self.quzhou.api.put_material(SAMPLES / "result-granted.pdf", "办结通知书", "electronic")
        self.quzhou.api.act(number, "decide", outcome="granted", documents=[document], **DESK)
        self._here(number, "decided")
        until(SECONDS_MAX, lambda: self.peer.do("status")["missing"] == 0, "the result to arrive at the peer")
        self.peer.do("act", number=number, action="confirmDelivery")
        self._here(number, "delivered")
        self._there(self.quzhou, number, "delivered")
        self._settled(self.quzhou)

    def test_peer_handles(self):
        """Quzhou's window submits; the peer registers, accepts and decides."""
        number = self._submit_to_peer()
        self._there(self.quzhou, number, "registered")
        until(SECONDS_MAX, lambda: self.peer.do("status")["missing"] == 0, "the form to arrive at the peer")
        self.peer.do("act", number=number, action="accept")
        self._there(self.quzhou, number, "accepted")
        self.peer.do("act", number=number, action="decide", documents=[
            {"path": str(SAMPLES / "result-granted.pdf"), "name": "办结通知书", "mediaType": "application/pdf"}])
        self._there(self.quzhou, number, "decided")
        until(SECONDS_MAX, lambda: all(one["isComplete"] for one in self.quzhou.api.case(number)["materials"]),
              "the result to arrive from the peer")
        self.quzhou.api.act(number, "confirmDelivery", method="window", recipient="样例申请人", note="", officer="样员")
        self._there(self.quzhou, number, "delivered")
        self._here(number, "delivered")
        self._settled(self.quzhou)

    def test_peer_survives_restarts(self):
        """The peer is killed, then the node; both go on where they were, and nothing is done twice."""
        outgoing, incoming = self._submit_from_peer(), self._submit_to_peer()
        self._here(outgoing, "registered")
        self._there(self.quzhou, incoming, "registered")
        self.peer.kill()
        self.quzhou.api.act(outgoing, "accept", **DESK)
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

    def test_foreign_topic(self):
        """A member that asks for another's topic gets nothing, and is named."""
        self.peer.do("askFor", peer=int(QUZHOU), topic=f"{NANPING}/")
        until(SECONDS_MAX, lambda: self._foreign_topics() > 0, "the request to be counted")
        form = {"handling": NANPING, "itemCode": "K007", "itemName": "失业登记", "fields": [], "materials": [], **DESK,
                "applicant": {"kind": "natural", "name": "样例", "idType": "other", "idNumber": "SAMPLE"}}
        number = self.quzhou.api.submit(form)["number"]
        self._there(self.quzhou, number, "registered")
        self._there(self.nanping, number, "registered")

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


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binaries", default=str(REPOSITORY / ".build" / "release"))
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    BINARIES = options.binaries
    if not os.access(pathlib.Path(BINARIES) / "tongband", os.X_OK):
        sys.exit(f"nothing is built in {BINARIES}; run: swift build -c release")
    unittest.main(argv=[sys.argv[0], "-v", "-f", *[word for name in options.names for word in ("-k", name)]])
