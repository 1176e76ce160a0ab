"""One sample case's way from the applicant to the archive, driven by what both sides see."""
from .api import Problem
from .evidence import evidence
from .steps import EVERYDAY, WITHOUT_OFFICE, steps

DRAFT_KEYS = ("handling", "mode", "itemCode", "itemName", "applicant", "fields", "office", "officer")
PATIENCE_SECONDS = 60
# The case has not arrived yet; the node is stopping or has too much to do.
NOT_YET = (404, 429, 503)
# What both sides must hold alike.
COMMON = ("mode", "state", "version", "corrections", "ending", "clocks", "legs")
# What the history of a case shows if the case says the action, and only then.
TRACES = {
    "object": "objected", "supplement": "supplemented", "requestCorrection": "correctionRequested",
    "decline": "declined", "suspend": "suspended", "resume": "resumed", "approve": "approved", "issue": "issued",
    "decide": "decided",
}


class Course:
    """A sample case between two nodes. `advance` does whatever is due on either side."""

    def __init__(self, lab, case, desks, samples, scan_path):
        self.case, self.samples, self.scan_path = case, samples, scan_path
        self.sides = {side: lab[case[side]] for side in ("collecting", "handling")}
        self.collecting, self.handling = self.sides["collecting"], self.sides["handling"]
        self.people = self._people(desks[case["handling"]])
        self.number = None
        self.done = set()
        # The case's version when what was asked for last has happened.
        self.expected = 1

    def _people(self, desk):
        """Who does something with this case, by role."""
        case, department = self.case, self.case["department"]
        window = {"office": case["office"], "officer": case["officer"]}
        return {
            "applicant": window, "windowClerk": window, "handlingWindow": desk["handlingWindow"],
            "liaison": {"office": department, "officer": desk["liaison"]},
            "reviewer": {"office": department, "officer": case["reviewer"]},
            "decider": {"office": department, "officer": desk["decider"]},
        }

    @property
    def has_scan(self):
        return any(one.get("scan") for one in self.case["materials"])

    @property
    def legs(self):
        return self.case["says"].get("legs", [])

    def _materials(self, node, files):
        return [
            node.api.put_material(
                self.scan_path if one.get("scan") else self.samples / one["file"], one["name"], one["form"],
                PATIENCE_SECONDS if node is self.collecting else 0)
            for one in files]

    def draft(self):
        """What the collecting city hands in."""
        case, mode = self.case, self.case["mode"]
        draft = {key: case[key] for key in DRAFT_KEYS}
        draft["role"] = "applicant" if mode == "online" else "windowClerk"
        draft["materials"] = self._materials(self.collecting, case["materials"])
        digests = {one["name"]: one["digest"] for one in draft["materials"]}
        who, subject = case["applicant"], "applicant"
        if "agent" in case:
            who, authority = case["agent"], case["agent"]["authority"]
            subject, proof = authority["kind"], authority["proof"]
            draft["agent"] = {**who, "authority": {**authority, "proof": {"digest": digests[proof], "name": proof}}}
        draft["identity"] = evidence(mode, case["officer"], who["name"], subject, digests)
        if case.get("consult"):
            draft["consult"] = True
        return draft

    def submit(self):
        """The applicant or the collecting city's window hands the case in, or shows it to the liaison first."""
        self.number = self.collecting.api.submit(self.draft(), patience=PATIENCE_SECONDS)["number"]

    def advance(self):
        """Does what is due; True once both sides have the case archived. A node that is away is tried again later."""
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
        if not here["version"] == there["version"] >= self.expected:
            return False  # what was said last has not happened yet, or only one side has it
        for step in steps(here["state"], self.case["mode"]):
            if self._do(step, here):
                return False
        return here["state"] == "archived" and self._is_complete(here, there)

    def _do(self, step, here):
        """Does a step if this case goes that way and has not yet; a repetition under the same key changes nothing."""
        said = self.case["says"].get(step.action, EVERYDAY.get(step.action))
        key = f"{self.number}-{step.action}-{step.state}-{here['corrections']}"
        if step.action == "concludeLeg":
            said = next((leg for leg in self.legs if f"{key}-{leg['leg']}" not in self.done), None)
            if said is None or said["side"] != step.side:
                return False
            key = f"{key}-{said['leg']}"
        if said is None or key in self.done or (step.action == "requestCorrection" and here["corrections"]):
            return False
        if step.action == "confirmDelivery" and not self._is_complete(here):
            return False
        if step.action == "archive" and not self._is_complete(self.handling.api.case(self.number)):
            return False
        node = self.sides[step.side]
        answer = node.api.act(self.number, step.action, key, **self._words(step, said, node))
        self.done.add(key)
        self.expected = answer["version"] + (answer["effect"] == "requested")
        return True

    def _words(self, step, said, node):
        """What a step says, with its files at hand, its person and the person's role."""
        words = {**self.people[step.role], **said, "role": step.role}
        words.pop("side", None)
        if step.action in WITHOUT_OFFICE:
            del words["office"]
        if step.action == "confirmDelivery":
            words["recipient"] = self.case["applicant"]["name"]
        for files in ("materials", "documents"):
            if files in words:
                words[files] = self._materials(node, words[files])
        return words

    @staticmethod
    def _is_complete(*views):
        return all(one["isComplete"] for view in views for one in view["materials"])

    def verdict(self):
        """None where the case ended as expected on both sides, else what is wrong."""
        here, there = self.collecting.api.case(self.number), self.handling.api.case(self.number)
        for key in COMMON:
            if here.get(key) != there.get(key):
                return f"the two sides differ in {key}: {here.get(key)} here, {there.get(key)} there"
        if here["state"] != "archived":
            return f"it is still {here['state']}"
        kinds = [item["kind"] for item in here["history"]]
        says = self.case["says"]
        if any((kind in kinds) != (action in says) for action, kind in TRACES.items()) or (
                kinds.count("legConcluded") != len(self.legs)):
            return f"its way was {', '.join(kinds)}"
        if not self._is_complete(here, there):
            return "documents are missing"
        if {one["digest"] for one in here["materials"]} != {one["digest"] for one in there["materials"]}:
            return "the two sides have different documents"
        return None
