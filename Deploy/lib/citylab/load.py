"""Load that a measurement puts on the nodes of a laboratory: cases in bulk, at a rate, with decisions, with a file."""
import concurrent.futures
import contextlib
import json
import os
import queue
import random
import re
import socket
import tempfile
import threading
import time

from .database import FILE, Database
from .lab import LabError, until

QUZHOU, NANPING = "330800", "350700"
BYTES = 1_024
LINES_PER_REQUEST = 2_500
RATE = 200
WINDOWS, CONNECTIONS = 32, 3
SECONDS_MAX = 3_600
# A connection that was idle for long is closed by the node, and opened again.
PATIENCE = 30
# How a scan begins: random bytes alone may begin as what is not taken.
PAPER = b"%PDF-1.7\n"
# In an order that is written for many.
MARK = "\0"
NUMBER = re.compile(rb"[0-9]{6}-[0-9]{8}-[0-9A-Z]{10}")
LENGTH = re.compile(rb"content-length: ([0-9]+)", re.IGNORECASE)
OFFICE, DEPARTMENT = "衢州市跨省通办窗口", "南平市社保中心"
# What the department does with a case until its result is said: not taken on (不予受理), decided on the spot (即办件), or
# examined by another person first.
DECLINED, ON_THE_SPOT, EXAMINED = ("decline",), ("accept", "decide"), ("accept", "review", "decide")
# The state in which the last of them leaves it.
STATES = {"decline": "declined", "decide": "decided"}


def draft(index, size=BYTES, handling=NANPING):
    """A submission with so many bytes of form."""
    return {
        "handling": handling, "itemCode": "SB-0412", "itemName": "失业登记", "mode": "online",
        "applicant": {"kind": "natural", "name": "样例", "idType": "other", "idNumber": f"SAMPLE-{index}"},
        "fields": [{"name": "说明", "value": "x" * size}], "office": OFFICE, "officer": "样员", "role": "windowClerk"}


def lines(orders):
    """The body of a bulk request."""
    return ("\n".join(json.dumps(order, ensure_ascii=False) for order in orders) + "\n").encode()


def repeated(orders, values):
    """The body of a bulk request with these orders for each value, which stands where they have the mark.

    Written as JSON once, since whoever measures shares the processors with the nodes."""
    text, mark = lines(orders).decode(), json.dumps(MARK)[1:-1]
    return "".join(text.replace(mark, str(value)) for value in values).encode()


class Bulk:
    """A connection for bulk requests. Use it in `with`.

    By hand, because Python's own client and a look at every answer take longer than a node does."""

    def __init__(self, api):
        self.head = f"POST /v1/bulk HTTP/1.1\r\nHost: {api.host}\r\nContent-Type: application/x-ndjson\r\n"
        self.connection = api.plain(SECONDS_MAX)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()

    def send(self, body):
        """One request, every line of which is done; the bytes of the answers."""
        answer = exchange(self.connection, f"{self.head}Content-Length: {len(body)}\r\n\r\n".encode() + body, 200)
        if (place := answer.find(b'"problem":')) >= 0:
            raise LabError(f"a line was refused: {answer[place:].splitlines()[0].decode(errors='replace')}")
        return answer


def share_out(api, requests, done=lambda answer: None):
    """Sends bulk requests over some connections, each the next when it has its answers."""
    with concurrent.futures.ThreadPoolExecutor(CONNECTIONS) as pool, contextlib.ExitStack() as stack:
        free = queue.SimpleQueue()
        for _ in range(CONNECTIONS):
            free.put(stack.enter_context(Bulk(api)))

        def send(body):
            connection = free.get()
            try:
                done(connection.send(body))
            finally:
                free.put(connection)

        waiting = set()
        for body in requests:
            waiting.add(pool.submit(send, body))
            # No more are made than are sent soon.
            if len(waiting) > CONNECTIONS:
                ready, waiting = concurrent.futures.wait(waiting, return_when=concurrent.futures.FIRST_COMPLETED)
                for one in ready:
                    one.result()
        for one in waiting:
            one.result()


def cases(api):
    """How many cases are in each state."""
    return api.get("/v1/status", PATIENCE)["cases"]


def decisions(numbers, actions):
    """The department's work on some cases as a bulk request, of these actions for each."""
    said = {"office": DEPARTMENT, "officer": "钱七", "role": "reviewer"}
    why = {"reason": "y" * BYTES, "remedies": "可在六十日内申请行政复议"}
    steps = {
        "decline": {**why, **said}, "accept": said,
        "review": {"recommends": "denied", "opinion": "不符合条件", **said},
        "decide": {"outcome": "denied", **why, "office": DEPARTMENT, "officer": "吴十", "role": "decider"}}
    return repeated(
        [{"key": f"{MARK}-{action}", "case": MARK, "action": action, **steps[action]} for action in actions], numbers)


def bodies(count, size=BYTES, handling=NANPING):
    """Bulk requests that hand in so many new cases, under keys of chance as good callers make them."""
    order = {"key": MARK, **draft(MARK, size, handling)}
    return (
        repeated([order], (f"{random.getrandbits(128):032x}" for _ in range(min(LINES_PER_REQUEST, count - first))))
        for first in range(0, count, LINES_PER_REQUEST))


def hand_in(api, count, size=BYTES, handling=NANPING):
    """Hands in so many cases."""
    share_out(api, bodies(count, size, handling))


def bulk(lab, count, actions=(), size=BYTES, pair=(QUZHOU, NANPING)):
    """Cases a second, durable at both ends and receipted; with actions, until they are done to each and both know it.

    The two have no other cases than with each other."""
    here, there = (lab[code].api for code in pair)
    state, requests = STATES[actions[-1]] if actions else "registered", list(bodies(count, size, pair[1]))
    before = cases(here).get(state, 0)
    began = time.monotonic()
    if actions:
        submitted = queue.SimpleQueue()

        def note(answer):
            # They arrive in the order in which they were written, so all of these are there when so many are.
            numbers = dict.fromkeys(number.decode() for number in NUMBER.findall(answer))
            submitted.put((numbers, sum(cases(here).values())))

        def work():
            while some := submitted.get():
                numbers, total = some
                until(SECONDS_MAX, lambda: sum(cases(there).values()) >= total, "the cases to arrive")  # noqa: B023
                yield decisions(numbers, actions)

        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            department = pool.submit(share_out, there, work())
            try:
                share_out(here, requests, note)
            finally:
                submitted.put(None)
            department.result()
    else:
        share_out(here, requests)
    until(SECONDS_MAX, lambda: cases(here).get(state, 0) >= before + count, f"all to be {state} here")
    return count / (time.monotonic() - began)


def exchange(connection, request, status):
    """One request over a connection that stays open, and the answer with its head."""
    connection.sendall(request)
    answer = bytearray()
    while not (end := answer.find(b"\r\n\r\n")) > 0:
        answer += receive(connection)
    length = int(LENGTH.search(answer[:end]).group(1))
    while len(answer) < end + 4 + length:
        answer += receive(connection)
    if not answer.startswith(b"HTTP/1.1 %d" % status):
        raise LabError(f"a request was refused: {answer.decode(errors='replace')}")
    return bytes(answer)


def receive(connection):
    """What comes next over a connection that must not end."""
    some = connection.recv(1 << 16)
    if not some:
        raise LabError("the node ended the connection")
    return some


def follow(connection, told):
    """Notes when each case of the event feed was told, until the connection ends."""
    rest = b""
    # A node that still had something to say resets the connection.
    with contextlib.suppress(ConnectionResetError):
        while some := connection.recv(1 << 16):
            at = time.monotonic()
            *events, rest = (rest + some).split(b"\n")
            for line in events:
                if line.startswith(b"data: "):
                    told.update((number.decode(), at) for number in NUMBER.findall(line))


def latency(lab, seconds):
    """The 50th, the 90th and the 99th percentile and the longest, in milliseconds."""
    here = lab[QUZHOU].api
    due, told, count = {}, {}, RATE * seconds
    head = f"Host: {here.host}\r\n".encode()
    feed = here.plain(SECONDS_MAX)
    feed.sendall(b"GET /v1/events?kind=registered&side=collecting HTTP/1.1\r\n" + head + b"\r\n")
    receive(feed)
    follower = threading.Thread(target=follow, args=(feed, told), daemon=True)
    follower.start()
    time.sleep(0.5)
    began = time.monotonic() + 0.5
    key = random.randrange(1 << 60)

    def window(first):
        connection = here.plain(SECONDS_MAX)
        for index in range(first, count, WINDOWS):
            body = json.dumps(draft(index), ensure_ascii=False).encode()
            request = b"POST /v1/cases HTTP/1.1\r\n" + head + (
                f"Content-Type: application/json\r\nIdempotency-Key: {key}-{index}\r\n"
                f"Content-Length: {len(body)}\r\n\r\n").encode() + body
            at = began + index / RATE
            time.sleep(max(0, at - time.monotonic()))
            answer = exchange(connection, request, 201)
            due[NUMBER.search(answer).group().decode()] = at
        connection.close()

    with concurrent.futures.ThreadPoolExecutor(WINDOWS) as pool:
        list(pool.map(window, range(WINDOWS)))
    until(SECONDS_MAX, lambda: len(told) >= count, "all registrations to be told")
    feed.shutdown(socket.SHUT_RDWR)
    follower.join()
    feed.close()
    times = sorted((told[number] - at) * 1_000 for number, at in due.items())
    return {"p50": times[count // 2], "p90": times[count * 9 // 10], "p99": times[count * 99 // 100], "max": times[-1]}


def materials(lab, size, count=1):
    """Megabytes a second of a case's files, from when it is handed in until the last is whole at the other end.

    Stops the nodes, since when that was stands in the other one's database. To ask it all the while would take a
    share of the processors, and a fifteenth of what is measured."""
    here, there = lab[QUZHOU].api, lab[NANPING].api
    references = []
    # One file for all: ext4 looks for a new file's place long past those that were removed just now.
    with tempfile.NamedTemporaryFile(suffix=".bin") as file:
        for _ in range(count):
            file.seek(0)
            file.write(PAPER + os.urandom(size - len(PAPER)))
            file.flush()
            references.append(here.put_material(file.name, "样例", "electronic"))
    began = time.time()
    number = here.write("/v1/cases", {**draft(0), "materials": references})["number"]
    until(SECONDS_MAX, lambda: there.get("/v1/status", PATIENCE)["materials"] >= count, "the files", pause=0.5)
    if not all(one["isComplete"] for one in there.get(f"/v1/cases/{number}")["materials"]):
        raise LabError("other files came than those of the case")
    lab.stop()
    with contextlib.closing(Database(NANPING, lab.folder / "data" / NANPING / FILE)) as database:
        ended = database.one("SELECT max(changed_at) FROM material") / 1e3
    return size * count / (ended - began) / 1e6
