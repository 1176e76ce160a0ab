"""A laboratory whose nodes have hosts of their own: network namespaces of this machine."""
import os
import pathlib
import sys
import time

from .api import API
from .faults import packet_rules, queue_number
from .hosts import Hosts
from .lab import Lab, LabError, Node
from .places import settle
from .process import Process

SLOW_LINK = pathlib.Path(__file__).resolve().parent / "slowlink.py"
READY_SECONDS_MAX = 20
# The longest path of a Unix socket that Linux takes.
SOCKET_PATH_MAX = 107


class HostNode(Node):
    """A daemon on a host of its own, which any program that knows the laboratory's folder can control."""

    def __init__(self, lab, code):
        super().__init__(lab, code)
        self.note = lab.folder / "run" / f"{code}.pid"
        self.process = Process.noted(self.note)

    def open_api(self, config):
        path = self.lab.folder / "data" / self.code / "api.sock"
        if len(os.fsencode(path)) > SOCKET_PATH_MAX:
            raise LabError(f"{path} is too long for a socket; name a folder with a shorter path")
        return API(path=str(path))

    def start(self, *arguments, **more):
        self.lab.up()
        super().start(*arguments, **more)

    def arguments(self):
        return self.lab.hosts.inside(self.code, *super().arguments())

    def tongban(self, *arguments):
        return [self.lab.tongban, *arguments, "--node", self.api.path]


class HostLab(Lab):
    """Hosts on a bridge, whose links can be cut, one way too, and made slow, packet by packet.

    A folder that is there already is opened as it is: its hosts and nodes may run. `seed` decides what slow links lose.
    """

    node_class = HostNode
    loses_packets = True

    def __init__(self, folder, binaries, codes=("330800", "350700", "361100", "341000"), seed=1, **guides):
        folder = pathlib.Path(folder).resolve()
        self.faults_file = folder / "run" / "faults.json"
        self.hosts, self.seed = Hosts(folder, codes), seed
        super().__init__(folder, binaries, codes, **guides)
        if not (folder / "run").exists():
            settle(folder, self.hosts.addresses)
            (folder / "run").mkdir()

    def up(self):
        """Makes the hosts, where they are not there."""
        if not self.hosts.are_up:
            # What a machine that ended left behind.
            self.faults.heal()
            self.faults.save()
            self.hosts.up()
        return self

    def stop(self):
        """Stops the nodes and removes the hosts."""
        super().stop()
        self.hosts.down()

    def change_network(self):
        wanted = dict(self.faults.slow)
        for (source, target), slow in wanted.items():
            self._slow(source, target, slow)
        for code in self.nodes:
            self.hosts.put_rules(code, packet_rules(self.faults, code, self.hosts.addresses))
        for note in (self.folder / "run").glob("slow-*.pid"):
            if tuple(note.stem.split("-")[1:3]) not in wanted:
                self._end(note)
        self.faults.save()

    def _slow(self, source, target, slow):
        """Lets the packets of a link go through the program that holds them up, unless it does so already."""
        note = self.folder / "run" / f"slow-{source}-{target}.pid"
        log, said = note.with_suffix(".log"), note.with_suffix(".said")
        if Process.noted(note) and said.read_text("utf-8") == str(slow):
            return
        self._end(note)
        log.write_text("", "utf-8")
        options = [word for name, value in slow._asdict().items() for word in (f"--{name}", str(value))]
        process = Process.spawn(self.hosts.inside(
            target, sys.executable, str(SLOW_LINK), "--queue", str(queue_number(source, self.hosts.addresses)),
            "--seed", str(self.seed), *options), log, None, note)
        until = time.monotonic() + READY_SECONDS_MAX
        while "ready" not in log.read_text("utf-8"):
            if process.poll() is not None or time.monotonic() > until:
                raise LabError(f"the link cannot be made slow: {log.read_text('utf-8') or 'no answer'}")
            time.sleep(0.01)
        said.write_text(str(slow), "utf-8")

    @staticmethod
    def _end(note):
        process = Process.noted(note)
        if process:
            process.end(5)
        note.unlink(missing_ok=True)
