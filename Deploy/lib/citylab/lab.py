"""Starts, kills, restarts and stops `tongband` processes of one laboratory folder."""
import json
import os
import pathlib
import random
import re
import signal
import socket
import subprocess
import time

from .api import API

CITIES = {"330800": "衢州市", "350700": "南平市", "361100": "上饶市", "341000": "黄山市", "310112": "闵行区"}
START_SECONDS_MAX = 30
STOP_SECONDS_MAX = 20


class LabError(Exception):
    """Something that a laboratory could not do, and what to look at."""


def free_ports(count):
    """The first of `count` ports for exchanges and, 100 above, `count` for APIs, none of them in use now."""
    # By chance, so that two laboratories that are made at the same time do not choose the same; below the ports that
    # the system gives to outgoing connections.
    for _ in range(1000):
        base = random.randrange(10000, 32000)
        if all(is_free(base + offset) for first in (0, 100) for offset in range(first, first + count)):
            return base
    raise LabError("there are no free ports between 10000 and 32000")


def is_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
            return True
        except OSError:
            return False


class Node:
    """One city's daemon."""

    def __init__(self, lab, code):
        self.lab, self.code = lab, code
        self.name = CITIES.get(code, code)
        self.config = lab.folder / "nodes" / f"{code}.yaml"
        text = self.config.read_text("utf-8")
        self.exchange_port = int(re.search(r"^listen: tcp://[^:]+:(\d+)", text, re.M)[1])
        host, port = re.search(r"^  tcp: ([^:\s]+):(\d+)", text, re.M).groups()
        self.api = API(host, int(port))
        self.process = None
        self.log = lab.folder / "log" / f"{code}.log"

    @property
    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def start(self, wait=True, fault=None, ahead_days=0):
        """Starts the daemon and waits until it answers.

        `fault` is a value for TONGBAN_FAULT; with `ahead_days` the daemon lives so many days later than the machine.
        """
        if self.is_running:
            raise LabError(f"{self.name} runs already")
        self.log.parent.mkdir(exist_ok=True)
        environment = {name: value for name, value in os.environ.items() if name != "TONGBAN_FAULT"}
        if fault:
            environment["TONGBAN_FAULT"] = fault
        if ahead_days:
            environment["TONGBAN_CLOCK_AHEAD"] = str(ahead_days * 86400)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [self.lab.tongband, "--config", self.config], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True, env=environment)
        if wait:
            self.wait_ready()

    def wait_ready(self):
        until = time.monotonic() + START_SECONDS_MAX
        while True:
            try:
                # Asked of everybody, also by a node whose callers sign in.
                return self.api.get("/healthz")
            except ConnectionError:
                if self.process.poll() is not None:
                    code = self.process.returncode
                    raise LabError(f"{self.name} ended at its start with {code}:\n{self.last_words()}") from None
                if time.monotonic() > until:
                    raise LabError(
                        f"{self.name} does not answer after {START_SECONDS_MAX} s:\n{self.last_words()}") from None
                time.sleep(0.05)

    def kill(self):
        """Ends the daemon as a power cut would."""
        self.process.kill()
        self.process.wait()

    def signal(self, number):
        self.process.send_signal(number)

    def stop(self):
        """Ends the daemon as an operator would; its exit code."""
        self.api.close()
        if self.process is None:
            return 0
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(STOP_SECONDS_MAX)
            except subprocess.TimeoutExpired:
                self.kill()
        return self.process.returncode

    def memory(self):
        """Resident bytes now."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            for line in status:
                if line.startswith("VmRSS:"):
                    return int(line.split()[1]) * 1024
        raise LabError(f"{self.name} has no resident memory")

    def last_words(self, lines=8):
        if not self.log.exists():
            return "(no log)"
        return "\n".join(self.log.read_text("utf-8", "replace").splitlines()[-lines:])


class Lab:
    """A folder with keys, configurations and data of several nodes. Use it in `with`: leaving it stops all nodes.

    With the folder of a catalogue, every submission is checked against the handling city's guide; without one nothing
    is, and the law's time limits hold. With a folder of contacts, each city tells the others whom to ask.
    """

    def __init__(self, folder, binaries, codes=("330800", "350700", "361100", "341000"), catalogue=None,
                 contacts=None, documents=None):
        self.folder = pathlib.Path(folder).resolve()
        self.tongban = pathlib.Path(binaries) / "tongban"
        self.tongband = pathlib.Path(binaries) / "tongband"
        for program in (self.tongban, self.tongband):
            if not os.access(program, os.X_OK):
                raise LabError(f"{program} is missing; build it first: swift build -c release")
        self.is_new = not (self.folder / "federation.yaml").exists()
        if self.is_new:
            self.folder.mkdir(parents=True, exist_ok=True)
            cities = [word for code in codes for word in ("--city", f"{code}:{CITIES[code]}")]
            guides = ["--catalogue", str(catalogue)] if catalogue else []
            guides += ["--documents", str(documents)] if documents else []
            guides += ["--contacts", str(contacts)] if contacts else []
            self.command("lab", "init", str(self.folder), "--port", str(free_ports(len(codes))), *guides, *cities)
        self.nodes = {code: Node(self, code) for code in codes}

    def __getitem__(self, code):
        return self.nodes[code]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def command(self, *arguments, check=True):
        """Runs `tongban`; what it wrote, or its whole ending with check=False."""
        done = subprocess.run([self.tongban, *arguments], capture_output=True, text=True, timeout=300, check=False)
        if check and done.returncode != 0:
            raise LabError(f"tongban {' '.join(arguments)} ended with {done.returncode}: {done.stderr or done.stdout}")
        return done.stdout if check else done

    def json(self, code, *arguments):
        """Runs `tongban ... --json` against one node and reads its answer, whatever its exit code."""
        done = self.command(*arguments, "--config", str(self.nodes[code].config), "--json", check=False)
        try:
            return json.loads(done.stdout)
        except ValueError:
            raise LabError(f"tongban {' '.join(arguments)} gave no JSON: {done.stdout}{done.stderr}") from None

    def start(self, *codes):
        """Starts the named nodes, or all, at once, and waits for all of them."""
        chosen = [self.nodes[code] for code in codes or self.nodes]
        for node in chosen:
            node.start(wait=False)
        for node in chosen:
            node.wait_ready()

    def stop(self):
        """Stops every node that this laboratory started."""
        for node in self.nodes.values():
            if node.is_running:
                node.signal(signal.SIGTERM)
        for node in self.nodes.values():
            node.stop()

    def wait_connected(self, seconds=30):
        """Waits until every running node is connected with every other running one."""
        running = [node for node in self.nodes.values() if node.is_running]
        until(seconds, lambda: all(
            node.api.peers()[other.code]["link"] == "connected"
            for node in running for other in running if node is not other), "the nodes to connect")


def until(seconds, condition, what):
    """Waits for a condition and returns its value; after `seconds` it says what never came."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise LabError(f"waited {seconds} s in vain for {what}")
        time.sleep(0.05)
