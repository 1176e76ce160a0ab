"""People at windows and desks who keep working while nodes die: every write is repeated under its own key."""
import random
import threading

from citylab.api import Problem

from support import FORM, draft

PATIENCE_SECONDS = 60
DESK = {"office": "样例部门", "officer": "样员"}


def course_of(index):
    """Which way the case with this index goes: most are granted, some declined, some corrected first."""
    return "declined" if index % 10 == 3 else "correction" if index % 20 == 7 else "granted"


def mode_of(index):
    """How the two cities share it: a tenth jointly, a third of the others over a counter."""
    return "joint" if index % 10 == 9 else "collected" if index % 3 == 0 else "online"


def is_consulted(index):
    """Whether the handling city's liaison sees it before it is handed over: half of what comes over a counter."""
    return mode_of(index) == "collected" and index % 2 == 0


def versions(index):
    """How many events take the case to its delivery."""
    course, mode = course_of(index), mode_of(index)
    count = {"declined": 4, "granted": 5, "correction": 7}[course] + is_consulted(index)
    if mode != "online":
        count += 2 if course == "correction" else 1  # each look of the handling city's window
    return count + (2 if mode == "joint" and course != "declined" else 0)


class City(threading.Thread):
    """Everybody of one city: the window that submits and confirms, the desk that reviews and decides."""

    def __init__(self, node, work, wanted):
        super().__init__(name=node.code)
        self.node, self.work, self.wanted = node, work, wanted
        self.numbers = {}
        self.done = set()
        self.stop = threading.Event()
        self.error = None
        self.rounds = (
            ("consulting", "handling", self._endorse), ("endorsed", "collecting", self._hand_over),
            ("registered", "handling", self._receive), ("forwarded", "handling", self._review),
            ("correcting", "collecting", self._supplement), ("accepted", "handling", self._work_on),
            ("accepted", "collecting", self._take_part), ("decided", "collecting", self._confirm),
            ("declined", "collecting", self._confirm))

    def run(self):
        try:
            window = threading.Thread(target=self._submit)
            window.start()
            while not self.stop.wait(0.05):
                self._round()
            window.join()
        except Exception as error:  # pylint: disable=broad-except
            self.error = error

    def _submit(self):
        try:
            form = self.node.api.put_material(*FORM, PATIENCE_SECONDS)
            for index, handling in self.work:
                if self.stop.is_set():
                    return
                more = {"consult": True} if is_consulted(index) else {}
                said = draft(handling, index, [form], mode_of(index), **more)
                answer = self.node.api.submit(said, f"submit-{index}", PATIENCE_SECONDS)
                self.numbers[answer["number"]] = index
        except Exception as error:  # pylint: disable=broad-except
            self.error = error

    def _round(self):
        for state, side, step in self.rounds:
            for case in self.node.api.cases(f"&state={state}&side={side}", PATIENCE_SECONDS):
                step(case, self.wanted(case["number"]))

    def _endorse(self, case, _):
        self._act(case, "endorse", {**DESK, "role": "liaison"})

    def _hand_over(self, case, _):
        self._act(case, "handOver", {**DESK, "role": "windowClerk"})

    def _receive(self, case, index):
        if mode_of(index) == "online":
            self._review(case, index)
        else:
            self._act(case, "forward", {**DESK, "role": "handlingWindow"})

    def _review(self, case, index):
        course, reviewer = course_of(index), {**DESK, "role": "reviewer"}
        if course == "declined":
            self._act(case, "decline", {**reviewer, "reason": "不属于本机关职权范围。", "remedies": "可申请行政复议。"})
        elif course == "correction" and case["corrections"] == 0:
            defect = {"subject": "身份证复印件", "problem": "缺少背面。", "remedy": "补交背面。"}
            self._act(case, "requestCorrection", {**reviewer, "defects": [defect]})
        else:
            self._act(case, "accept", reviewer)

    def _work_on(self, case, index):
        """Concludes this city's leg of a joint case, or decides when nothing but decision and delivery is left."""
        left = versions(index) - case["version"]
        if left == 2:
            self._act(case, "decide", {**DESK, "role": "decider", "outcome": "granted", "reason": "本事项不出具证照。"})
        elif left == 4:
            self._conclude(case, "a")

    def _take_part(self, case, index):
        """The collecting city's leg comes after the handling city's."""
        if versions(index) - case["version"] == 3:
            self._conclude(case, "b")

    def _conclude(self, case, leg):
        self._act(case, "concludeLeg", {**DESK, "role": "reviewer", "leg": leg, "result": "本环节已办结。"})

    def _supplement(self, case, _):
        self._act(case, "supplement", {"note": "已补交。", "officer": "样员", "role": "windowClerk"})

    def _confirm(self, case, _):
        self._act(case, "confirmDelivery", {
            "method": "window", "recipient": "样例", "officer": "样员", "role": "windowClerk"})

    def _act(self, case, action, said):
        key = f"{case['number']}-{action}-{case['version']}"
        if key in self.done:
            return
        try:
            self.node.api.act(case["number"], action, key, PATIENCE_SECONDS, **said)
        except Problem as problem:
            # The list was read before a node was killed and may be older than the case.
            if problem.status != 409:
                raise
        self.done.add(key)


class Reaper(threading.Thread):
    """Kills nodes with -9 at random moments of a seed and starts them again."""

    def __init__(self, lab, seed):
        super().__init__()
        self.lab, self.random, self.stop = lab, random.Random(seed), threading.Event()
        self.kills = 0
        self.error = None

    def run(self):
        try:
            while not self.stop.wait(self.random.uniform(0.3, 2.0)):
                node = self.random.choice(list(self.lab.nodes.values()))
                node.kill()
                self.kills += 1
                self.stop.wait(self.random.uniform(0, 1.5))
                node.start()
        except Exception as error:  # pylint: disable=broad-except
            self.error = error
