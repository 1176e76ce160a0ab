"""Hosts with addresses of their own on one machine: network namespaces on a bridge.

Needs root, iproute2 and iptables.
"""
import hashlib
import os
import pathlib
import shutil
import signal
import subprocess
import time

from .places import addresses, hardware_address

# Which laboratories have hosts on this machine: one file each, with the folder's path.
REGISTER = pathlib.Path("/run/tongban-lab")
END_SECONDS_MAX = 10


class HostError(Exception):
    """Something that the machine refused, and what to do."""


def check_machine():
    """Says what is missing for hosts on this machine."""
    if os.geteuid() != 0:
        raise HostError("network namespaces need root: start again with sudo, or use Deploy/quickstart")
    missing = [program for program in ("ip", "iptables-restore") if not shutil.which(program)]
    if missing:
        raise HostError(f"{', '.join(missing)}: not found; install them: apt-get install iproute2 iptables")


def ip(*words, check=True):
    """Runs `ip`."""
    done = subprocess.run(["ip", *words], capture_output=True, text=True, check=False)
    if check and done.returncode != 0:
        raise HostError(f"ip {' '.join(words)}: {done.stderr.strip()}")
    return done.stdout


class Hosts:
    """The hosts of one laboratory. Their names hold an id of its folder, so that many can be there at a time."""

    def __init__(self, folder, codes):
        self.folder, self.codes = folder, codes
        self.id = hashlib.sha256(str(folder).encode()).hexdigest()[:8]
        self.addresses = addresses(codes)

    def name(self, code):
        """The network namespace of a node; of the bridge for `net`."""
        return f"tongban-{self.id}-{code}"

    @property
    def are_up(self):
        return (REGISTER / self.id).exists()

    def up(self):
        """Makes what is not there: a bridge in a namespace of its own, and a host at each of its ports."""
        check_machine()
        if self.are_up:
            return
        remove(self.id)
        REGISTER.mkdir(exist_ok=True)
        switch = self.name("net")
        ip("netns", "add", switch)
        ip("-n", switch, "link", "add", "bridge", "type", "bridge")
        ip("-n", switch, "link", "set", "bridge", "up")
        for number, code in enumerate(self.codes):
            host, port = self.name(code), f"port{number}"
            ip("netns", "add", host)
            ip("-n", host, "link", "set", "lo", "up")
            ip("-n", switch, "link", "add", port, "type", "veth", "peer", "name", "eth0", "netns", host)
            ip("-n", switch, "link", "set", port, "master", "bridge", "up")
            ip("-n", host, "link", "set", "eth0", "address", hardware_address(code), "up")
            ip("-n", host, "addr", "add", f"{self.addresses[code]}/24", "dev", "eth0")
        # Last: what is in the register is whole.
        (REGISTER / self.id).write_text(f"{self.folder}\n", "utf-8")

    def inside(self, code, *arguments):
        """What runs a program on a host."""
        return ["ip", "netns", "exec", self.name(code), *arguments]

    def put_rules(self, code, rules):
        """Gives a host other packet rules, all in one step."""
        done = subprocess.run(
            self.inside(code, "iptables-restore", "-w"), input=rules, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise HostError(f"iptables-restore on {self.name(code)}: {done.stderr.strip()}")

    def down(self):
        """Ends everything that runs on these hosts and takes them away."""
        remove(self.id)


def registered():
    """The laboratories that have hosts here: folder by id."""
    if not REGISTER.is_dir():
        return {}
    return {file.name: file.read_text("utf-8").strip() for file in sorted(REGISTER.iterdir())}


def remove(identifier):
    """Ends the processes and removes the namespaces of one laboratory, whatever state it is in."""
    prefix = f"tongban-{identifier}-"
    names = [line.split()[0] for line in ip("netns", "list", check=False).splitlines() if line.startswith(prefix)]
    _end({pid for name in names for pid in _pids(name)})
    for name in names:
        ip("netns", "delete", name, check=False)
    (REGISTER / identifier).unlink(missing_ok=True)


def _pids(name):
    return [int(word) for word in ip("netns", "pids", name, check=False).split()]


def _end(pids):
    """Asks processes to end; those that do not are ended by force."""
    for number in (signal.SIGTERM, signal.SIGCONT):
        for pid in pids:
            _send(pid, number)
    until = time.monotonic() + END_SECONDS_MAX
    while pids and time.monotonic() < until:
        pids = {pid for pid in pids if _send(pid, 0)}
        time.sleep(0.05)
    for pid in pids:
        _send(pid, signal.SIGKILL)


def _send(pid, number):
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return False
    # One that has ended and whose parent has not asked for it yet is no obstacle.
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
