"""What a node tells its service manager, and when."""
import os
import signal
import socket
import threading
import time

from citylab.lab import until

from support import LabTest, draft

WATCHDOG_SECONDS = 2


class Manager:
    """A notify socket as systemd has it; `heard` is what was told, message by message."""

    def __init__(self, path):
        self.path, self.heard = str(path), []
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(self.path)
        self.socket.setblocking(False)

    def variables(self):
        return {"NOTIFY_SOCKET": self.path, "WATCHDOG_USEC": str(WATCHDOG_SECONDS * 1_000_000)}

    def listen(self):
        while True:
            try:
                self.heard.append(self.socket.recv(4096).decode().splitlines())
            except BlockingIOError:
                return self.heard

    def count(self, line):
        return sum(line in message for message in self.listen())

    def wait(self, line, count=1, seconds=60):
        until(seconds, lambda: self.count(line) >= count, f"'{line}' to be told {count} times")

    def close(self):
        self.socket.close()


class Service(LabTest):
    """Ready when it is, fed by what lives, and told when it stops."""

    codes = ("330800", "350700")
    fleets = ("local",)

    def setUp(self):
        super().setUp()
        self.manager = Manager(self.lab.folder.parent / "notify")
        self.addCleanup(self.manager.close)

    def test_life(self):
        node, manager = self.lab["330800"], self.manager
        node.start(wait=False, variables=manager.variables())
        manager.wait("READY=1")
        # It said so: nothing has to be tried again.
        self.assertEqual(node.api.get("/v1/status")["code"], "330800")
        self.assertTrue(manager.heard[0][0].startswith("EXTEND_TIMEOUT_USEC="), manager.heard)
        self.assertIn("exchange at", self._status("READY=1"))
        manager.wait("WATCHDOG=1", 3)
        node.signal(signal.SIGHUP)
        manager.wait("READY=1", 2)
        reload = next(message for message in manager.heard if "RELOADING=1" in message)
        self.assertRegex(reload[1], r"^MONOTONIC_USEC=[1-9]\d+$")
        federation = self.lab.folder / "federation.yaml"
        text = federation.read_text("utf-8")
        federation.write_text(text.replace("members:", "member:"), "utf-8")
        node.signal(signal.SIGHUP)
        manager.wait("READY=1", 3)
        self.assertIn("nothing was taken anew", self._status("READY=1"))
        federation.write_text(text, "utf-8")
        node.signal(signal.SIGTERM)
        manager.wait("STOPPING=1")
        self.assertEqual(node.stop(), 0)

    def test_frozen_threads_starve_the_watchdog(self):
        # The exchange hears of a transaction once it has compared its streams with the other city.
        self.lab["350700"].start()
        for thread in ("writer", "exchange"):
            with self.subTest(thread=thread):
                node, manager = self.lab["330800"], self.manager
                node.start(fault=f"freeze-{thread}:1", variables=manager.variables())
                manager.wait("WATCHDOG=1", manager.count("WATCHDOG=1") + 2)
                caller = threading.Thread(target=self._submit, args=(node, thread))
                caller.start()
                until(30, lambda: f"of={thread}" in node.log.read_text("utf-8"), "the log to name the thread")
                meals = manager.count("WATCHDOG=1")
                time.sleep(2 * WATCHDOG_SECONDS)
                self.assertEqual(manager.count("WATCHDOG=1"), meals, f"a frozen {thread} feeds the watchdog")
                node.kill()
                caller.join()
        # What was answered or not: the case is there once.
        node.start()
        self._submit(node, "writer")
        self.assertEqual(len(node.api.cases("", 60)), 2)

    def test_a_wrong_environment_is_refused(self):
        node = self.lab["330800"]
        node.start(wait=False, variables={"NOTIFY_SOCKET": "nowhere"})
        self.assertEqual(node.process.wait(30), os.EX_CONFIG)
        self.assertIn("NOTIFY_SOCKET", node.last_words())

    def _status(self, line):
        message = [message for message in self.manager.listen() if line in message][-1]
        return next(one for one in message if one.startswith("STATUS="))

    @staticmethod
    def _submit(node, key):
        try:
            node.api.submit(draft("350700", key), key=key)
        except Exception:  # pylint: disable=broad-except
            # A frozen node answers nobody.
            pass
