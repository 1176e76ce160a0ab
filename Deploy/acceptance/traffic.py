"""People at windows and desks who keep working while nodes die: every write is repeated under its own key."""
import random
import threading

from citylab.api import Problem

from support import draft

PATIENCE_SECONDS = 60
DESK = {"office": "样例部门", "officer": "样员"}


def course_of(index):
    """Which way the case with this index goes: most are granted, some declined, some corrected first."""
    return "declined" if index % 10 == 3 else "correction" if index % 20 == 7 else "granted"


class City(threading.Thread):
    """Everybody of one city: the window that submits and confirms, the desk that reviews and decides."""

    def __init__(self, node, work, wanted):
        super().__init__(name=node.code)
        self.node, self.work, self.wanted = node, work, wanted
        self.numbers = {}
        self.done = set()
        self.stop = threading.Event()
        self.error = None

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
            for index, handling in self.work:
                if self.stop.is_set():
                    return
                answer = self.node.api.submit(draft(handling, index), f"submit-{index}", PATIENCE_SECONDS)
                self.numbers[answer["number"]] = index
        except Exception as error:  # pylint: disable=broad-except
            self.error = error

    def _round(self):
        for state, side, step in (
                ("registered", "handling", self._review), ("accepted", "handling", self._decide),
                ("correcting", "collecting", self._supplement), ("decided", "collecting", self._confirm),
                ("declined", "collecting", self._confirm)):
            for case in self.node.api.cases(f"&state={state}&side={side}", PATIENCE_SECONDS):
                step(case)

    def _review(self, case):
        course = course_of(self.wanted(case["number"]))
        if course == "declined":
            self._act(case, "decline", {**DESK, "reason": "不属于本机关职权范围。", "remedies": "可申请行政复议。"})
        elif course == "correction" and case["corrections"] == 0:
            defect = {"subject": "身份证复印件", "problem": "缺少背面。", "remedy": "补交背面。"}
            self._act(case, "requestCorrection", {**DESK, "defects": [defect]})
        else:
            self._act(case, "accept", {**DESK, "note": ""})

    def _decide(self, case):
        self._act(case, "decide", {**DESK, "outcome": "granted", "reason": "本事项不出具证照。"})

    def _supplement(self, case):
        self._act(case, "supplement", {"note": "已补交。", "officer": "样员"})

    def _confirm(self, case):
        self._act(case, "confirmDelivery", {"method": "window", "recipient": "样例", "note": "", "officer": "样员"})

    def _act(self, case, action, said):
        key = f"{case['number']}-{action}"
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
