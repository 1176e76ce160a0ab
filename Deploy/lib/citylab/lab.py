"""Starts, kills, restarts and stops `tongband` processes of one laboratory folder."""
import json
import os
import pathlib
import random
import re
import signal
import socket
import subprocess
import threading
import time

from .api import API
from .faults import Faults, Slow
from .process import Process
from .proxies import Proxies

CITIES = {"330800": "衢州市", "350700": "南平市", "361100": "上饶市", "341000": "黄山市", "310112": "闵行区"}
START_SECONDS_MAX = 30
STOP_SECONDS_MAX = 20
# For a node that has just started anew, whose old connections are dead.
PEERS_PATIENCE = 10
COMMAND_CHARACTERS_MAX = 200


class LabError(Exception):
    """Something that a laboratory could not do, and what to look at."""


def free_ports(count):
    """The first of `count` ports for exchanges and, some hundreds above, `count` for APIs, none of them in use now."""
    # By chance, so that two laboratories that are made at the same time do not choose the same; below the ports that
    # the system gives to outgoing connections.
    for _ in range(1000):
        base = random.randrange(10000, 32000)
        if all(is_free(first + offset) for first in (base, base + (count // 100 + 1) * 100) for offset in range(count)):
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
        self.api = self.open_api(text)
        self.process = None
        # Further ones of its environment, at every start.
        self.variables = {}
        self.log = lab.folder / "log" / f"{code}.log"

    def open_api(self, config):
        """A client of this node's API, which the text of its configuration places."""
        host, port = re.search(r"^  tcp: ([^:\s]+):(\d+)", config, re.M).groups()
        return API(host, int(port))

    @property
    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def arguments(self):
        """What starts the daemon."""
        return [self.lab.tongband, "--config", self.config]

    def tongban(self, *arguments):
        """What runs `tongban` for this node."""
        return [self.lab.tongban, *arguments, "--config", self.config]

    def start(self, wait=True, fault=None, ahead_days=0, variables=None):
        """Starts the daemon and waits until it answers.

        `fault` is a value for TONGBAN_FAULT; with `ahead_days` the daemon lives so many days later than the machine;
        `variables` are further ones of its environment.
        """
        if self.is_running:
            raise LabError(f"{self.name} runs already")
        self.log.parent.mkdir(exist_ok=True)
        environment = {name: value for name, value in os.environ.items() if name != "TONGBAN_FAULT"}
        if fault:
            environment["TONGBAN_FAULT"] = fault
        if ahead_days:
            environment["TONGBAN_CLOCK_AHEAD"] = str(ahead_days * 86400)
        environment.update(self.variables | (variables or {}))
        self.process = Process.spawn(self.arguments(), self.log, environment, self.note)
        if wait:
            self.wait_ready()

    # The file of the daemon's number, where other programs have to find it.
    note = None

    def wait_ready(self):
        until = time.monotonic() + START_SECONDS_MAX
        while True:
            try:
                # Asked of everybody, also by a node whose callers sign in.
                return self.api.get("/healthz")
            except ConnectionError:
                if not self.is_running:
                    raise LabError(f"{self.name} ended at its start{self.ending()}:\n{self.last_words()}") from None
                if time.monotonic() > until:
                    raise LabError(
                        f"{self.name} does not answer after {START_SECONDS_MAX} s:\n{self.last_words()}") from None
                time.sleep(0.05)

    def ending(self):
        """With which exit code the daemon ended, in words."""
        return f" with {self.process.returncode}" if self.process else ""

    def kill(self):
        """Ends the daemon as a power cut would."""
        self.process.kill()

    def signal(self, number):
        self.process.send_signal(number)

    def pause(self):
        """Holds the daemon as a machine that hangs would."""
        self.signal(signal.SIGSTOP)

    def resume(self):
        """Lets a paused daemon go on."""
        self.signal(signal.SIGCONT)

    @property
    def is_paused(self):
        return self.is_running and self.process.is_paused

    def stop(self):
        """Ends the daemon as an operator would; its exit code."""
        self.api.close()
        return self.process.end(STOP_SECONDS_MAX) if self.process else 0

    def memory(self):
        """Resident bytes now."""
        return self.resident(self.process.pid)

    def resident(self, pid):
        """Resident bytes of a process now."""
        with open(f"/proc/{pid}/status", encoding="ascii") as status:
            for line in status:
                if line.startswith("VmRSS:"):
                    return int(line.split()[1]) * 1024
        raise LabError(f"{self.name} has no resident memory")

    def whole_log(self):
        """Everything that the daemon wrote, over all its starts."""
        return self.log.read_text("utf-8", "replace") if self.log.exists() else ""

    def last_words(self, lines=8):
        return "\n".join(self.whole_log().splitlines()[-lines:]) or "(no log)"


class Lab:
    """A folder with keys, configurations and data of several nodes. Use it in `with`: leaving it stops all nodes.

    With the folder of a catalogue, every submission is checked against the handling city's guide; without one nothing
    is, and the law's time limits hold. With a folder of contacts, each city tells the others whom to ask.

    With `faulty`, the nodes reach each other through proxies, by which their links can be cut and made slow.
    """

    node_class = Node
    # Whether packets can be lost between the nodes, and whether their disks can be bad.
    loses_packets, has_bad_disks = False, True

    def __init__(self, folder, binaries, codes=("330800", "350700", "361100", "341000"), catalogue=None,
                 contacts=None, documents=None, faulty=False):
        self.folder = pathlib.Path(folder).resolve()
        # The folders that the nodes read, where a test edits them.
        self.catalogue, self.contacts, self.documents = catalogue, contacts, documents
        if binaries:
            self.tongban = pathlib.Path(binaries) / "tongban"
            self.tongband = pathlib.Path(binaries) / "tongband"
            for program in (self.tongban, self.tongband):
                if not os.access(program, os.X_OK):
                    raise LabError(
                        f"{program} is missing; build it first: swift build -c release --static-swift-stdlib")
        self.is_new = not (self.folder / "federation.yaml").exists()
        if self.is_new:
            self.make(codes)
        self.nodes = {code: self.node_class(self, code) for code in codes}
        self.faults, self.lock = Faults(self.faults_file), threading.RLock()
        self.proxies = Proxies(self) if faulty else None

    # The file of what is wrong with the network, where other programs have to find it.
    faults_file = None

    def make(self, codes):
        """Writes configurations and keys into a new folder."""
        self.folder.mkdir(parents=True, exist_ok=True)
        cities = [word for code in codes for word in ("--city", f"{code}:{CITIES.get(code, code)}")]
        guides = [
            word for name in ("catalogue", "documents", "contacts") if getattr(self, name)
            for word in (f"--{name}", str(getattr(self, name)))]
        self.command("lab", "init", str(self.folder), "--port", str(free_ports(len(codes))), *guides, *cities)

    def __getitem__(self, code):
        return self.nodes[code]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def command(self, *arguments, check=True):
        """Runs `tongban`; what it wrote, or its whole ending with check=False."""
        done = self.run(self.tongban, *arguments)
        if check and done.returncode != 0:
            said = " ".join(arguments)[:COMMAND_CHARACTERS_MAX]
            raise LabError(f"tongban {said} ended with {done.returncode}: {done.stderr or done.stdout}")
        return done.stdout if check else done

    @staticmethod
    def run(*arguments):
        """Runs a program to its end; nothing is checked."""
        return subprocess.run(arguments, capture_output=True, text=True, timeout=300, check=False)

    def json(self, code, *arguments):
        """Runs `tongban ... --json` against one node and reads its answer, whatever its exit code."""
        done = self.run(*self.nodes[code].tongban(*arguments, "--json"))
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

    def stop_nodes(self):
        """Stops every node that this laboratory started, all at once."""
        for node in self.nodes.values():
            if node.is_running:
                node.signal(signal.SIGTERM)
                node.resume()
        for node in self.nodes.values():
            node.stop()

    def stop(self):
        """Stops every node, and what is between them."""
        self.stop_nodes()
        if self.proxies:
            self.proxies.close()

    # The network between the nodes

    def cut(self, one, other, one_way=False):
        """Cuts the link between two nodes, both ways or from one to the other only: nothing passes, nothing is told."""
        with self.lock:
            self.faults.cut(one, other, one_way)
            self.change_network()

    def slow(self, one, other, one_way=False, **how):
        """Makes the link between two nodes slow; `how` as in faults.Slow."""
        with self.lock:
            self.faults.slow_down(one, other, Slow(**how), one_way)
            self.change_network()

    def heal(self, *pair):
        """Repairs the link between two nodes, or all."""
        with self.lock:
            self.faults.heal(*pair)
            self.change_network()

    def change_network(self):
        """Makes the network what `faults` says."""
        if not self.proxies:
            raise LabError("these nodes reach each other without a proxy: their links cannot be cut")
        self.proxies.change(self.faults)
        self.faults.save()

    def wait_connected(self, seconds=30):
        """Waits until every running node is connected with every other running one."""
        running = [node for node in self.nodes.values() if node.is_running]
        until(seconds, lambda: all(
            node.api.peers(PEERS_PATIENCE)[other.code]["link"] == "connected"
            for node in running for other in running if node is not other), "the nodes to connect")


def until(seconds, condition, what, pause=0.05):
    """Waits for a condition and returns its value; after `seconds` it says what never came. Looks after each pause."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise LabError(f"waited {seconds} s in vain for {what}")
        time.sleep(pause)
