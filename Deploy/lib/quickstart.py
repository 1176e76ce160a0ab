#!/usr/bin/env python3
"""Four cities on this machine and real cases between all of them. Deploy/quickstart builds, then runs this."""
import argparse
from datetime import datetime
import itertools
import json
import os
import pathlib
import queue
import shutil
import signal
import sys
import threading
import time

from citylab.api import Problem
from citylab.beside import Beside, documents_differ
from citylab.course import Course
from citylab.lab import Lab, LabError
from citylab.text import ENDINGS, MODES, TEXTS, pad

DEPLOY = pathlib.Path(__file__).resolve().parent.parent
SAMPLES, CONFIG = DEPLOY / "samples", DEPLOY.parent / "Config"
SCAN_BYTES = 64 << 20
KILLED = "361100"
AWAY_SECONDS = 3
HELD_SECONDS = 0.3
CASES_SECONDS_MAX = 240
# What these say is told where it happens.
UNTOLD = ("sharedChanged", "sharedChangeRequested")


class Teller:
    """Follows the event feed of every node and prints what each one hears from the others.

    The feeds come by different ways: what they bring is held for a moment, to be printed in the order in which it was
    said.
    """

    def __init__(self, lab):
        self.lab = lab
        self.stop = threading.Event()
        self.began = time.time()
        self.items = {}
        self.lines = queue.PriorityQueue()
        self.count = itertools.count()
        self.threads = [threading.Thread(target=self.print_lines)] + [
            threading.Thread(target=self.follow, args=(node, node.api.get("/v1/status")["newestEvent"]), daemon=True)
            for node in lab.nodes.values()]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        self.threads[0].join()

    def say(self, text, at=None, number=None):
        """Prints a line that belongs to a moment, now where none is given."""
        self.lines.put((at or time.time(), next(self.count), text, number))

    def follow(self, node, after):
        for event in node.api.events(after, self.stop):
            if event["city"] == node.code or event["kind"] in UNTOLD:
                continue
            sender = self.lab[event["city"]].name
            at = datetime.fromisoformat(event["at"].replace("Z", "+00:00")).timestamp()
            # What a node hears late, since it was away, belongs to the moment in which it heard it.
            at = max(at, time.time() - HELD_SECONDS)
            for number in event["cases"]:
                text = f"{sender} → {node.name}  {pad(TEXTS.get(event['kind'], event['kind']), 36)} "
                self.say(text, at, number)

    def print_lines(self):
        while not (self.stop.is_set() and self.lines.empty()):
            try:
                at, count, text, number = self.lines.get(timeout=0.05)
            except queue.Empty:
                continue
            if not self.stop.is_set() and time.time() - at < HELD_SECONDS:
                self.lines.put((at, count, text, number))
                time.sleep(0.02)
                continue
            print(f"  {max(0, at - self.began):6.2f} s  {text}{self.items.get(number, '')}", flush=True)


def make_scan(folder):
    """A scan of 64 MiB, made on the spot: what a thick paper file looks like to the network. Each run has its own."""
    path = folder / "scan.pdf"
    block = os.urandom(1 << 20)
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        for _ in range(SCAN_BYTES // len(block)):
            file.write(block)
        file.truncate(SCAN_BYTES)
    return path


def kill_in_the_middle(lab, teller, scan):
    """Waits until the large scan is on its way (or has just arrived), then ends the node that sends it with -9."""
    held, until = 0, time.monotonic() + 10
    while held < SCAN_BYTES // 16 and time.monotonic() < until:
        try:
            materials = scan.handling.api.case(scan.number)["materials"]
        except Problem:  # the case itself has not arrived yet
            continue
        held = next(one["heldBytes"] for one in materials if one["size"] == SCAN_BYTES)
    node = lab[KILLED]
    node.kill()
    teller.say(f"✂ kill -9 {node.name}, with {held >> 20} of {SCAN_BYTES >> 20} MiB of its scan sent")
    time.sleep(AWAY_SECONDS)
    node.start()
    teller.say(f"✓ {node.name} is back")


def refused(teller, node, what, ask):
    """Tells of a clerk's mistake, which the node refuses with what is wrong and where. True if it does."""
    try:
        ask()
    except Problem as problem:
        field = f" at {problem.body['field']}" if "field" in problem.body else ""
        teller.say(f"{node.name}           ✋ {what}: {problem.status}{field}: {problem.body['detail']}")
        return True
    teller.say(f"{node.name}           ✗ {what} was not refused")
    return False


def make_mistakes(teller, course):
    """What goes wrong at a counter: a wrong digit in an identity number, a clerk who takes on what others decide."""
    node, draft = course.collecting, course.draft()
    applicant = draft["applicant"]
    last = "1" if applicant["idNumber"][-1] != "1" else "2"
    draft["applicant"] = {**applicant, "idNumber": applicant["idNumber"][:-1] + last}
    first = refused(teller, node, "wrong check digit 校验码错误", lambda: node.api.submit(draft))
    clerk = {**course.people["windowClerk"], "role": "windowClerk"}
    second = refused(
        teller, node, "the clerk accepts 收件地受理", lambda: node.api.act(course.number, "accept", **clerk))
    return first and second


def run_cases(lab, teller, scan_path):
    """Sends the sample cases and takes every one to its end. Gives the courses, and if mistakes were refused."""
    samples = json.loads((SAMPLES / "cases.json").read_text("utf-8"))
    courses = [Course(lab, case, samples["desks"], SAMPLES, scan_path) for case in samples["cases"]]
    scan = next(course for course in courses if course.has_scan)
    if scan.collecting.code != KILLED:
        raise LabError("the sample with the scan must come from the city that is killed")
    killer = threading.Thread(target=kill_in_the_middle, args=(lab, teller, scan))
    for course in sorted(courses, key=lambda course: course.has_scan):
        began = time.time()
        course.submit()
        teller.items[course.number] = course.case["itemName"]
        said = TEXTS["consult" if course.case.get("consult") else "submit"]
        teller.say(f"{course.collecting.name}           {pad(said, 36)} ", began, course.number)
        if course is scan:
            killer.start()
    counter = next(course for course in courses if course.case["mode"] == "collected" and "agent" not in course.case)
    are_refused = make_mistakes(teller, counter)
    pending = list(courses)
    until = time.monotonic() + CASES_SECONDS_MAX
    while pending and time.monotonic() < until:
        pending = [course for course in pending if not course.advance()]
        time.sleep(0.05)
    killer.join()
    Beside(counter, teller).run()
    return courses, are_refused


def settle(lab):
    """Asks every node to compare with all others, until nothing is outstanding or half a minute is over."""
    until = time.monotonic() + 30
    while True:
        open_pairs = [
            f"{node.name}: {answer['statement']}" for node in lab.nodes.values()
            for answer in [node.api.get("/v1/reconcile", 10)] if not answer["isSettled"]]
        if not open_pairs or time.monotonic() > until:
            return open_pairs
        time.sleep(0.5)


def print_table(courses):
    """The closing table: every case as both sides have it."""
    print(
        f"\n  {pad('case 办件编号', 27)} {pad('from → to', 17)} {pad('item 事项', 36)} {pad('mode 办理模式', 23)} "
        f"{pad('ending 办结结果', 17)} both sides")
    wrong = 0
    for course in courses:
        verdict = course.verdict()
        wrong += verdict is not None
        ending = ENDINGS.get(course.collecting.api.case(course.number).get("ending"), "")
        mark = "✓ archived 归档" if verdict is None else f"✗ {verdict}"
        print(
            f"  {pad(course.number, 27)} {pad(course.collecting.name + ' → ' + course.handling.name, 17)} "
            f"{pad(course.case['itemName'], 36)} {pad(MODES[course.case['mode']], 23)} {pad(ending, 17)} {mark}")
    return wrong


def show_next_steps(lab):
    node = lab["330800"]
    tongban = lab.tongban
    print(f"""
  The four nodes run until you press Ctrl-C. In another terminal, for instance:

    {tongban} peers --config {node.config}
    {tongban} case list --config {node.config}
    {tongban} reconcile --config {node.config}
    curl http://{node.api.host}:{node.api.port}/v1/status
""", flush=True)
    while True:
        time.sleep(1)
        for one in lab.nodes.values():
            if not one.is_running:
                raise LabError(f"{one.name} has ended:\n{one.last_words()}")


def end_on_signal(number, _):
    raise KeyboardInterrupt(signal.Signals(number).name)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binaries", required=True)
    parser.add_argument("--state", required=True)
    parser.add_argument("--once", action="store_true")
    parser.add_argument("--fresh", action="store_true")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, end_on_signal)
    state = pathlib.Path(options.state)
    if options.fresh and (state / "federation.yaml").exists():
        shutil.rmtree(state)
    with Lab(state, options.binaries, catalogue=CONFIG / "catalogue", contacts=CONFIG / "contacts",
             documents=CONFIG / "templates") as lab:
        made = "keys and configurations made in" if lab.is_new else "using what is there in"
        print(f"\nTongban 通办: {len(lab.nodes)} cities, {made} {lab.folder}")
        lab.start()
        for node in lab.nodes.values():
            print(f"  {node.code} {node.name}: exchange on port {node.exchange_port}, API on port {node.api.port}")
        lab.wait_connected()
        scan_path = make_scan(lab.folder)
        print("\nCases on their way, each line when the other city has it on its disk:", flush=True)
        with Teller(lab) as teller:
            courses, are_refused = run_cases(lab, teller, scan_path)
            open_pairs = settle(lab)
        wrong = print_table(courses)
        print("\n  reconcile 对账: " + ("; ".join(open_pairs) or "nothing outstanding between any two cities"))
        documents, differing = documents_differ(courses)
        print(f"  documents 文书: {documents} issued, " + (
            f"not alike in {', '.join(differing)}" if differing else "the same in both cities of every case"))
        failed = bool(wrong or open_pairs or differing or not are_refused)
        print(f"  {len(courses) - wrong} of {len(courses)} cases ended as expected on both sides", flush=True)
        if not options.once:
            show_next_steps(lab)
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print("\n  The nodes are stopped; what they hold is kept. Start again with the same command.")
        sys.exit(130)
    except LabError as error:
        print(f"quickstart: {error}", file=sys.stderr)
        sys.exit(1)
