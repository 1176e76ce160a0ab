"""One case's way from the window to the department and back, driven by what each side sees."""
from .api import Problem

ENDINGS = {"granted": "decided", "correction": "decided", "declined": "declined"}
DRAFT_KEYS = ("handling", "itemCode", "itemName", "applicant", "fields", "office", "officer")
PATIENCE_SECONDS = 60
# The case has not arrived yet; the node is stopping or has too much to do.
NOT_YET = (404, 429, 503)


class Course:
    """A sample case between two nodes. `advance` does whatever is due on either side."""

    def __init__(self, lab, case, samples, scan_path):
        self.case, self.samples, self.scan_path = case, samples, scan_path
        self.collecting, self.handling = lab[case["collecting"]], lab[case["handling"]]
        self.number = None
        self.done = set()

    @property
    def has_scan(self):
        return any(one.get("scan") for one in self.case["materials"])

    @property
    def _desk(self):
        return {"office": self.case["department"], "officer": self.case["reviewer"]}

    def _materials(self, node, files):
        return [
            node.api.put_material(
                self.scan_path if one.get("scan") else self.samples / one["file"], one["name"], one["form"],
                PATIENCE_SECONDS if node is self.collecting else 0)
            for one in files]

    def submit(self):
        """The collecting city's window hands the case in."""
        case = self.case
        draft = {key: case[key] for key in DRAFT_KEYS}
        draft["materials"] = self._materials(self.collecting, case["materials"])
        self.number = self.collecting.api.submit(draft, patience=PATIENCE_SECONDS)["number"]

    def advance(self):
        """Does what is due; True once both sides have the case delivered. A node that is away is tried again later."""
        try:
            return self._advance()
        except ConnectionError:
            return False
        except Problem as problem:
            if problem.status in NOT_YET:
                return False
            raise

    def _advance(self):
        there, here = self.handling.api.case(self.number), self.collecting.api.case(self.number)
        if there["state"] == "registered":
            self._review()
        elif there["state"] == "accepted":
            self._act(self.handling, "decide", lambda: {
                **self._desk, "outcome": "granted",
                "documents": self._materials(self.handling, self.case["documents"])})
        elif here["state"] == "correcting":
            offer = self.case["supplement"]
            self._act(self.collecting, "supplement", lambda: {
                "fields": offer["fields"], "materials": self._materials(self.collecting, offer["materials"]),
                "note": offer["note"], "officer": self.case["officer"]})
        elif here["state"] == ENDINGS[self.case["course"]] and all(one["isComplete"] for one in here["materials"]):
            self._act(self.collecting, "confirmDelivery", lambda: {
                **self.case["delivery"], "recipient": self.case["applicant"]["name"], "officer": self.case["officer"]})
        return here["state"] == there["state"] == "delivered" and self._is_complete(here, there)

    def _review(self):
        """The department looks at a registered case."""
        if self.case["course"] == "declined":
            self._act(self.handling, "decline", lambda: {**self._desk, **self.case["decline"]})
        elif self.case["course"] == "correction" and "requestCorrection" not in self.done:
            self._act(self.handling, "requestCorrection", lambda: {**self._desk, "defects": self.case["correction"]})
        elif self.case["course"] != "correction" or "supplement" in self.done:
            self._act(self.handling, "accept", lambda: {**self._desk, "note": ""})

    def _act(self, node, action, said):
        """Asks for an action once; a repetition after a crash carries the same key and changes nothing."""
        if action in self.done:
            return
        node.api.act(self.number, action, f"{self.number}-{action}", **said())
        self.done.add(action)

    @staticmethod
    def _is_complete(here, there):
        return all(one["isComplete"] for one in here["materials"] + there["materials"])

    def verdict(self):
        """None where the case ended as expected on both sides, else what is wrong."""
        here, there = self.collecting.api.case(self.number), self.handling.api.case(self.number)
        for key in ("state", "version", "corrections", "ending"):
            if here.get(key) != there.get(key):
                return f"the two sides differ in {key}: {here.get(key)} here, {there.get(key)} there"
        if here["state"] != "delivered":
            return f"it is still {here['state']}"
        kinds = [item["kind"] for item in here["history"]]
        expected = ENDINGS[self.case["course"]]
        if expected not in kinds or (self.case["course"] == "correction") != ("correctionRequested" in kinds):
            return f"its way was {', '.join(kinds)}"
        if not self._is_complete(here, there):
            return "documents are missing"
        if {one["digest"] for one in here["materials"]} != {one["digest"] for one in there["materials"]}:
            return "the two sides have different documents"
        return None
