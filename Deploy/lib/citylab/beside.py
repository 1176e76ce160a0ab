"""What belongs to a case beside its papers: the parcel with the originals, the evaluation, the documents."""
import time

from .api import Problem
from .lab import LabError, until

SECONDS_MAX = 30
# The kinds of documents that tell how a case ended.
ENDINGS = ("completion", "refusal", "not-accepted", "return-notice")


class Beside:
    """Sends one case's originals by messenger and takes the applicant's evaluation; tells of each step."""

    def __init__(self, course, teller):
        self.course, self.teller = course, teller
        self.here, self.there = course.collecting, course.handling

    def run(self):
        """Until both cities hold the same parcel, received and whole, and the bad evaluation's ticket."""
        self._send_originals()
        self._evaluate()

    def _send_originals(self):
        names = [one["name"] for one in self.course.case["materials"] if one["form"] == "original"]
        parcel = f"P-{self.course.number[-10:]}"
        path = f"/v1/parcels/{self.here.code}/{parcel}"
        self.here.api.write("/v1/parcels", {
            "id": parcel, "cases": [self.course.number], "direction": "materials", "carrier": "by-hand",
            "items": [{"name": name, "form": "original"} for name in names],
            "sender": {"office": self.course.case["office"]},
            "receiver": {"office": self.course.case["department"], "city": self.there.code}})
        for kind in ("packed", "handed-over"):
            self.here.api.write(f"{path}/custody", {"kind": kind, "officer": "邮寄样员"})
        self._say(self.here, f"originals on their way 原件交寄, {len(names)} papers")
        self._wait(self.there, path, "underway")
        self.there.api.write(f"{path}/custody", {"kind": "received", "officer": "收件样员", "isSealIntact": True})
        self.there.api.write(f"{path}/custody", {"kind": "opened-complete", "officer": "收件样员"})
        for node in (self.here, self.there):
            self._wait(node, path, "complete")
        self._say(self.there, "originals received and whole 签收、清点无误")

    def _evaluate(self):
        visit = f"V-{self.course.number[-10:]}"
        self.here.api.write(f"/v1/cases/{self.course.number}/evaluations", {
            "id": visit, "office": self.course.case["department"], "city": self.there.code, "place": "window",
            "channel": "qr", "level": 4, "text": "等候时间较长。"})
        path = f"/v1/evaluations/{self.there.code}/{visit}"
        self._wait(self.there, path, "open")
        self._wait(self.here, path, "open")
        due = self.there.api.get(path)["ticket"]["due"]
        self._say(self.there, f"evaluated as bad 差评; to be put right by {due} 整改期限")

    def _wait(self, node, path, state):
        until(SECONDS_MAX, lambda: self._state(node, path) == state, f"{path} to be {state} in {node.name}")

    @staticmethod
    def _state(node, path):
        try:
            return node.api.get(path, 10)["state"]
        except Problem as problem:
            if problem.status != 404:
                raise
            return None

    def _say(self, node, text):
        self.teller.say(f"{node.name}           {text} ", time.time(), self.course.number)


def documents_differ(courses):
    """Counts the documents that were issued in the cases, and names the cases whose two cities hold other ones."""
    count, wrong = 0, []
    for course in courses:
        try:
            count += len(until(SECONDS_MAX, lambda course=course: _documents(course), "the documents"))
        except LabError:
            wrong.append(course.number)
    return count, wrong


def _documents(course):
    """The documents of a case, once both cities hold the same and one of them tells how it ended."""
    here, there = (
        {one["number"]: one for one in node.api.get(f"/v1/cases/{course.number}/documents?limit=500", 10)["documents"]}
        for node in (course.collecting, course.handling))
    alike = {number: one["digest"] for number, one in here.items()} == \
        {number: one["digest"] for number, one in there.items()}
    return here if alike and any(one["kind"] in ENDINGS for one in here.values()) else None
