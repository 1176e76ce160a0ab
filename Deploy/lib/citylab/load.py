"""Load that a measurement puts on the nodes of a laboratory: cases in bulk, at a rate, with decisions, with a file."""
import concurrent.futures
import http.client
import json
import os
import random
import tempfile
import threading
import time

from .api import Problem
from .lab import LabError, until

QUZHOU, NANPING = "330800", "350700"
BYTES = 1_024
LINES_PER_REQUEST = 2_500
RATE = 200
WINDOWS = 32
SECONDS_MAX = 3_600
# A connection that was idle for long is closed by the node, and opened again.
PATIENCE = 30
OFFICE, DEPARTMENT = "衢州市跨省通办窗口", "南平市社保中心"


def draft(index, size=BYTES, handling=NANPING):
    """A submission with so many bytes of form."""
    return {
        "handling": handling, "itemCode": "SB-0412", "itemName": "失业登记", "mode": "online",
        "applicant": {"kind": "natural", "name": "样例", "idType": "other", "idNumber": f"SAMPLE-{index}"},
        "fields": [{"name": "说明", "value": "x" * size}], "office": OFFICE, "officer": "样员", "role": "windowClerk"}


def lines(orders):
    """The body of a bulk request."""
    return ("\n".join(json.dumps(order, ensure_ascii=False) for order in orders) + "\n").encode()


def send(api, body):
    """One bulk request; what was answered, line by line."""
    answers = api.call("POST", "/v1/bulk", body, {"Content-Type": "application/x-ndjson"})
    refused = [answer for answer in answers if answer["status"] >= 300]
    if refused:
        raise LabError(f"a line was refused: {refused[0]}")
    return [answer["answer"] for answer in answers]


def cases(api):
    """How many cases are in each state."""
    return api.get("/v1/status", PATIENCE)["cases"]


def decide(api, numbers):
    """The department's work on some cases: it accepts, another examines, and a third decides."""
    said = {"office": DEPARTMENT, "officer": "钱七", "role": "reviewer"}
    reason = {"outcome": "denied", "reason": "y" * BYTES, "remedies": "可在六十日内申请行政复议"}
    steps = [
        {"action": "accept", **said}, {"action": "review", "recommends": "denied", "opinion": "不符合条件", **said},
        {"action": "decide", **reason, "office": DEPARTMENT, "officer": "吴十", "role": "decider"}]
    send(api, lines(
        {"key": f"{number}-{step['action']}", "case": number, **step} for number in numbers for step in steps))


def bodies(count, size=BYTES, handling=NANPING):
    """Bulk requests that hand in so many new cases."""
    begun = random.randrange(1 << 60)
    return (
        lines({"key": f"{begun}-{index}", **draft(index, size, handling)}
              for index in range(first, min(first + LINES_PER_REQUEST, count)))
        for first in range(0, count, LINES_PER_REQUEST))


def hand_in(api, count, size=BYTES, handling=NANPING):
    """Hands in so many cases."""
    for body in bodies(count, size, handling):
        send(api, body)


def bulk(lab, count, with_results=False, size=BYTES, pair=(QUZHOU, NANPING)):
    """Cases a second, durable at both ends and receipted; with results, until each is decided and both know it."""
    here, there = (lab[code].api for code in pair)
    before, waiting, requests = cases(here), cases(there), list(bodies(count, size, pair[1]))
    total = sum(waiting.values())
    done = threading.Semaphore(0)
    numbers = []

    def department():
        for index in range(len(requests)):
            done.acquire()
            chunk = numbers[index]
            until(SECONDS_MAX, lambda: sum(cases(there).values()) >= total + sum(map(len, numbers[:index + 1])),
                  "the cases to arrive")
            decide(there, chunk)

    began = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        work = pool.submit(department) if with_results else None
        for body in requests:
            numbers.append([answer["number"] for answer in send(here, body)])
            done.release()
        if work:
            work.result()
    state = "decided" if with_results else "registered"
    until(SECONDS_MAX, lambda: cases(here).get(state, 0) >= before.get(state, 0) + count, f"all to be {state} here")
    return count / (time.monotonic() - began)


def latency(lab, seconds):
    """The 50th, the 90th and the 99th percentile and the longest, in milliseconds."""
    here = lab[QUZHOU].api
    due, told, stop = {}, {}, threading.Event()
    count = RATE * seconds

    def follow():
        connection = http.client.HTTPConnection(here.host, here.port, timeout=SECONDS_MAX)
        connection.request("GET", "/v1/events?kind=registered&side=collecting")
        follows.set()
        for line in connection.getresponse():
            if line.startswith(b"data: "):
                at = time.monotonic()
                for number in json.loads(line[6:])["cases"]:
                    told[number] = at
            if stop.is_set():
                return

    follows = threading.Event()
    threading.Thread(target=follow, daemon=True).start()
    follows.wait()
    time.sleep(0.5)
    began = time.monotonic() + 0.5
    key = random.randrange(1 << 60)

    def window(first):
        for index in range(first, count, WINDOWS):
            at = began + index / RATE
            time.sleep(max(0, at - time.monotonic()))
            answer = here.write("/v1/cases", draft(index), key=f"{key}-{index}")
            due[answer["number"]] = at

    with concurrent.futures.ThreadPoolExecutor(WINDOWS) as pool:
        list(pool.map(window, range(WINDOWS)))
    until(SECONDS_MAX, lambda: len(told) >= count, "all registrations to be told")
    stop.set()
    times = sorted((told[number] - at) * 1_000 for number, at in due.items())
    return {"p50": times[count // 2], "p90": times[count * 9 // 10], "p99": times[count * 99 // 100], "max": times[-1]}


def materials(lab, size, count=1):
    """Megabytes a second of a case's files, from when it is handed in until all are whole at the other end."""
    here, there = lab[QUZHOU].api, lab[NANPING].api
    references = []
    for _ in range(count):
        with tempfile.NamedTemporaryFile(suffix=".bin") as file:
            file.write(os.urandom(size))
            file.flush()
            references.append(here.put_material(file.name, "样例", "electronic"))
    began = time.monotonic()
    number = here.write("/v1/cases", {**draft(0), "materials": references})["number"]
    until(SECONDS_MAX, lambda: sum(one["isComplete"] for one in cases_of(there, number)) == count, "the files")
    return size * count / (time.monotonic() - began) / 1e6


def cases_of(api, number):
    """The files of a case; none while the case is not there."""
    try:
        return api.get(f"/v1/cases/{number}")["materials"]
    except Problem as problem:
        if problem.status != 404:
            raise
        return []
