"""People at windows and desks who keep working while nodes die: every write is repeated under its own key."""
import itertools
import random
import threading

from citylab.api import Problem
from citylab.baddisk import KINDS, BadDisk, compiler
from citylab.lab import until

from support import COUNTER, FORM, draft

PATIENCE_SECONDS = 60
DESK = {"office": "样例部门", "officer": "样员"}
# Of so many cases both histories are compared, event by event.
HISTORIES_MAX = 200


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

    def __init__(self, node, work, wanted, form):
        super().__init__(name=node.code)
        self.node, self.work, self.wanted, self.form = node, work, wanted, form
        self.numbers = {}
        # Whether everything of `work` has been handed in.
        self.is_submitted = False
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
            form = self.node.api.put_material(*self.form, PATIENCE_SECONDS)
            for index, handling in self.work:
                if self.stop.is_set():
                    return
                more = {"consult": True} if is_consulted(index) else {}
                said = draft(handling, index, [form], mode_of(index), **more)
                answer = self.node.api.submit(said, f"submit-{index}", PATIENCE_SECONDS)
                self.numbers.setdefault(answer["number"], []).append(index)
            self.is_submitted = True
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


class Traffic:
    """Cases between all pairs of cities of a laboratory, on their ways at the same time. Use it in `with`.

    So many as `count` says, as fast as they are taken; or, without, so many `a_second`, until `enough` is set. Each of
    them has the same file, `form`.
    """

    def __init__(self, lab, count=None, a_second=0, form=FORM):
        self.lab, self.count, self.a_second, self.known = lab, count, a_second, {}
        self.enough, self.may_submit = threading.Event(), threading.Event()
        self.may_submit.set()
        self.cities = [City(lab[code], self._work(code), self._index_of, form) for code in lab.nodes]

    def _work(self, code):
        """What one city's window hands in: the index of each case, and where it goes."""
        pairs = list(itertools.permutations(self.lab.nodes, 2))
        for index in itertools.count() if self.count is None else range(self.count):
            collecting, handling = pairs[index % len(pairs)]
            if collecting == code:
                self.may_submit.wait()
                if self.enough.is_set():
                    return
                yield index, handling
                if self.a_second:
                    self.enough.wait(len(self.lab.nodes) / self.a_second)

    def __enter__(self):
        for city in self.cities:
            city.start()
        return self

    def __exit__(self, *_):
        self.enough.set()
        self.may_submit.set()
        for city in self.cities:
            city.stop.set()
        for city in self.cities:
            city.join()

    def hold(self):
        """Lets no window begin with a further case."""
        self.may_submit.clear()

    def go_on(self):
        self.may_submit.set()

    def _index_of(self, number):
        if number not in self.known:
            # The handling city's desk may see a case before its window has the answer: the counter's name tells the
            # index. The form does too, but a case shows only masks of it.
            case = self.lab[number[:6]].api.case(number, PATIENCE_SECONDS)
            self.known[number] = int(case["submission"]["office"].removeprefix(COUNTER))
        return self.known[number]

    @property
    def submitted(self):
        """How many cases have been handed in."""
        return sum(len(city.numbers) for city in self.cities)

    @property
    def is_submitted(self):
        """Whether everything has been handed in."""
        return all(city.is_submitted for city in self.cities)

    @property
    def is_delivered(self):
        """Whether everything has been handed in, and both sides show every case as delivered."""
        return self.is_submitted and self._are_delivered

    @property
    def is_at_rest(self):
        """Whether the windows are held, and everything that was handed in is delivered."""
        return not self.may_submit.is_set() and self._are_delivered

    @property
    def _are_delivered(self):
        return all(case["state"] == "delivered" for node in self.lab.nodes.values()
                   for case in node.api.cases("", PATIENCE_SECONDS))

    @property
    def answered(self):
        """What the windows were answered: city, key, number."""
        return [(city.node.code, f"submit-{index}", number)
                for city in self.cities for number, indices in city.numbers.items() for index in indices]

    def wait(self, seconds, condition, what, *others):
        """Waits for a condition, unless one of the cities or another thread that works beside them fails."""
        def checked():
            for thread in (*self.cities, *others):
                if thread.error:
                    raise thread.error
            return condition()

        return until(seconds, checked, what)

    def check(self, test, answered=None, restored=False):
        """Nothing is lost, nothing is twice, the order is the same on both sides, and nothing is outstanding: first as
        the nodes say it, then, with the nodes stopped, as their journals have it.

        `answered` says which answers must be there, all where it is left out. A node that was `restored` tells of a
        case in the order in which it came back.
        """
        submitted = {}
        for city in self.cities:
            for number, indices in city.numbers.items():
                test.assertEqual(len(indices), 1, f"{number} was given to two cases")
                submitted[number] = indices[0]
        if self.count is not None:
            test.assertEqual(len(submitted), self.count, "not every case was answered with a number of its own")
        seen = {}
        for node in self.lab.nodes.values():
            for case in node.api.cases():
                seen.setdefault(case["number"], {})[case["side"]] = {**case, "city": node.code}
        test.assertEqual(set(seen), set(submitted), "a case is nowhere, or one exists that nobody submitted")
        for number, sides in seen.items():
            test.assertEqual(set(sides), {"collecting", "handling"}, f"{number} is on one side only")
            here, there = sides["collecting"], sides["handling"]
            for key in ("mode", "state", "version", "corrections", "ending"):
                test.assertEqual(here.get(key), there.get(key), f"{number}: the two sides differ in {key}")
            index = submitted[number]
            test.assertEqual(here["mode"], mode_of(index), number)
            test.assertEqual(here["corrections"], int(course_of(index) == "correction"), number)
            test.assertEqual(here["version"], versions(index), f"{number}: something was applied twice or not at all")
        for number in random.Random(1).sample(sorted(seen), min(HISTORIES_MAX, len(seen))):
            here, there = (
                [event["kind"] for event in self.lab[seen[number][side]["city"]].api.case(number)["history"]]
                for side in ("collecting", "handling"))
            if restored:
                here, there = sorted(here), sorted(there)
            test.assertEqual(here, there, f"{number}: what happened to it stands in another order")
        for code, node in self.lab.nodes.items():
            answer = until(30, lambda code=code: self._settled(code), f"{code} to have nothing outstanding")
            test.assertIn("nothing outstanding", answer["statement"])
            test.assertEqual(len(answer["reports"]), len(self.lab.nodes) - 1)
            test.assertEqual(node.api.get("/v1/status")["quarantined"], 0)
        test.check_journals(answered=self.answered if answered is None else answered)

    def _settled(self, code):
        answer = self.lab.json(code, "reconcile")
        return answer if answer["isSettled"] else None


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


class Weather(threading.Thread):
    """What goes wrong by itself, one thing after the other, each for a while, in an order that a seed decides."""

    # From and to how many seconds a fault lasts, and how long all is well after it.
    lasts, rests = (1.0, 8.0), (0.5, 4.0)

    def __init__(self, lab, seed):
        super().__init__()
        self.lab, self.random, self.stop = lab, random.Random(f"{type(self).__name__} {seed}"), threading.Event()
        self.counts = {}
        self.error = None

    def run(self):
        try:
            while not self.stop.wait(self.random.uniform(*self.rests)):
                self.fault(self.random.choice(self.kinds))
        except Exception as error:  # pylint: disable=broad-except
            self.error = error

    def last(self, kind):
        """Lets a fault be for as long as the seed says."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        self.stop.wait(self.random.uniform(*self.lasts))


class NodeWeather(Weather):
    """Nodes that die and come back, nodes that hang, and disks that go bad. Made before the nodes are started."""

    def __init__(self, lab, seed):
        super().__init__(lab, seed)
        self.disks = {node: BadDisk(node) for node in lab.nodes.values()} if lab.has_bad_disks and compiler() else {}
        self.kinds = ("kill", "kill", "pause", *(f"{kind} disk" for kind in KINDS if self.disks))

    def fault(self, kind):
        node = self.random.choice(list(self.lab.nodes.values()))
        if kind == "kill":
            node.kill()
            self.last(kind)
            node.start()
        elif kind == "pause":
            node.pause()
            self.last(kind)
            node.resume()
        else:
            self.disks[node].spoil(kind.split()[0])
            self.last(kind)
            self.disks[node].repair()


class NetworkWeather(Weather):
    """Links that are cut, both ways or one way, and links that are slow and lose packets."""

    kinds = ("cut", "one-way cut", "slow")

    def fault(self, kind):
        pair = self.random.sample(list(self.lab.nodes), 2)
        if kind == "slow":
            loss = {"loss": self.random.uniform(0, 0.05)} if self.lab.loses_packets else {}
            self.lab.slow(
                *pair, delay=self.random.uniform(5, 200), jitter=self.random.uniform(0, 5),
                rate=int(self.random.uniform(500_000, 20_000_000)), **loss)
        else:
            self.lab.cut(*pair, one_way=kind != "cut")
        self.last(kind)
        self.lab.heal(*pair)
