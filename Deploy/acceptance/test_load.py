"""Callers that cost more than they should: the node keeps serving the others, within its memory."""
import json
import resource
import threading
import time

from citylab.lab import until

from support import LONG, LabTest, MemoryWatch, draft, spread

IDLE, FOLLOWERS, SLOW = 1000, 200, 100
CASES = 4000 if LONG else 400
MEMORY_MAX = 600 << 20
SECONDS_MAX = 120


class Load(LabTest):
    """Idle connections, event followers, slow and greedy callers, all at once, beside a window that works."""

    codes = ("330800", "350700")

    def setUp(self):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        self.addCleanup(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        super().setUp()
        self.open = []
        self.addCleanup(lambda: [one.close() for one in self.open])

    def _connect(self, text=b""):
        connection = self.lab["330800"].api.plain(SECONDS_MAX)
        self.open.append(connection)
        if text:
            connection.sendall(text)
        return connection

    def _follow(self, seen, lock):
        """Counts the events that one follower gets."""
        connection = self.lab["330800"].api.connection(SECONDS_MAX)
        connection.request("GET", "/v1/events?after=0")
        answer = connection.getresponse()
        self.assertEqual(200, answer.status)
        self.open.append(connection)
        got = 0
        for line in answer:
            if line.startswith(b"event: submitted"):
                got += 1
                if got == CASES:
                    break
        with lock:
            seen.append(got)

    def _too_much(self):
        """A body over the limit is refused without being read to its end."""
        connection = self.lab["330800"].api.connection(SECONDS_MAX)
        connection.request("POST", "/v1/cases", b"", {
            "Content-Type": "application/json", "Idempotency-Key": "k", "Content-Length": str(1 << 30)})
        answer = connection.getresponse()
        self.assertEqual(413, answer.status)
        self.assertEqual("urn:tongban:problem:body-too-large", json.load(answer)["type"])
        connection.close()

    def test_everybody_is_served(self):
        self.lab.start()
        node = self.lab["330800"]
        head = b"POST /v1/cases HTTP/1.1\r\nHost: localhost\r\n"
        body = head + b"Content-Type: application/json\r\nIdempotency-Key: k\r\nContent-Length: 9999\r\n\r\n{"
        with MemoryWatch(node) as memory:
            for _ in range(IDLE):
                self._connect()
            for _ in range(SLOW):
                self._connect(head)
                self._connect(body)
            # Followers that never read: what is written for them stays bounded.
            for _ in range(10):
                self._connect(b"GET /v1/events?after=0 HTTP/1.1\r\nHost: localhost\r\n\r\n")
            seen, lock = [], threading.Lock()
            followers = [threading.Thread(target=self._follow, args=(seen, lock)) for _ in range(FOLLOWERS - 10)]
            for follower in followers:
                follower.start()
            self._too_much()
            began = time.monotonic()
            spread(lambda index: node.api.submit(draft("350700", index)), CASES, 8)
            took = time.monotonic() - began
            for follower in followers:
                follower.join(SECONDS_MAX)
            self.assertEqual([CASES] * len(followers), seen)
            until(SECONDS_MAX, lambda: self.lab["350700"].api.cases() and len(
                self.lab["350700"].api.cases()) == CASES, "all cases to arrive")
        self.assertLess(memory.peaks["330800"], MEMORY_MAX)
        self.report(
            f"{CASES} cases in {took:.1f} s beside {IDLE} idle, {2 * SLOW} slow, {FOLLOWERS} followers; {memory}")
