"""A laboratory whose nodes are containers of Deploy/compose/compose.yaml."""
import os
import pathlib
import shutil
import signal
import time

from .api import API
from .engine import Engine, EngineError
from .faults import Faults, packet_rules, queue_number
from .lab import CITIES, STOP_SECONDS_MAX, Lab, LabError, Node
from .places import PLACES, addresses, settle
from .process import Process

COMPOSE_FILE = pathlib.Path(__file__).resolve().parent.parent.parent / "compose" / "compose.yaml"
IMAGE, TESTER = "localhost/tongban:dev", "localhost/tongban-tester:dev"
# Who the daemons are where root starts them.
DAEMON_USER = 10330
SUBNETS = 200
NO_RULES = packet_rules(Faults(), "", {})


class ContainerNode(Node):
    """A daemon in a container."""

    def __init__(self, lab, code):
        super().__init__(lab, code)
        self.container = lab.container(PLACES[code])

    def open_api(self, config):
        return API(path=str(self.lab.folder / "data" / self.code / "api.sock"))

    def tongban(self, *arguments):
        return [self.lab.engine.program, "exec", self.container, "tongban", *arguments]

    @property
    def is_running(self):
        if self.process:
            return self.process.poll() is None
        return self.lab.engine.state(self.container) in ("running", "paused")

    @property
    def is_paused(self):
        return self.lab.engine.state(self.container) == "paused"

    def start(self, wait=True, fault=None, ahead_days=0, variables=None):
        if fault or ahead_days or variables:
            raise LabError("a daemon in a container has no other environment than the compose file gives it")
        self.lab.start(self.code, wait=wait)

    def find(self):
        """The daemon among this machine's processes; None where the engine runs elsewhere."""
        try:
            return Process(int(self.lab.engine.run("inspect", "--format", "{{.State.Pid}}", self.container)))
        except (OSError, ValueError):
            return None

    def ending(self):
        return " with " + self.lab.engine.run("inspect", "--format", "{{.State.ExitCode}}", self.container, check=False)

    def kill(self):
        self._signal("KILL")
        self.lab.engine.run("wait", self.container, check=False)

    def signal(self, number):
        self._signal(signal.Signals(number).name.removeprefix("SIG"))

    def _signal(self, name):
        self.lab.engine.run("kill", "--signal", name, self.container)

    def pause(self):
        self.lab.engine.run("pause", self.container)

    def resume(self):
        if self.is_paused:
            self.lab.engine.run("unpause", self.container)

    def stop(self):
        self.api.close()
        if not self.is_running:
            return 0
        self.resume()
        self.lab.engine.run("stop", "--time", str(STOP_SECONDS_MAX), self.container)
        return int(self.lab.engine.run("inspect", "--format", "{{.State.ExitCode}}", self.container))

    def memory(self):
        process = self.process or self.find()
        if not process:
            raise LabError(f"{self.name} is no process of this machine")
        return self.resident(process.pid)

    def whole_log(self):
        return self.lab.engine.logs(self.container)


class ComposeLab(Lab):
    """Containers in a network of their own, whose links can be cut and made slow, packet by packet.

    A folder that is there already is opened as it is, unless it is to be `fresh`: then its containers stay, and all
    that they hold is made anew, as fits a test. `fleet` is the name before theirs.
    """

    node_class = ContainerNode
    loses_packets, has_bad_disks = True, False

    def __init__(self, folder, fleet="tongban", codes=tuple(PLACES), fresh=False, seed=1, **guides):
        folder = pathlib.Path(folder).resolve()
        self.fleet, self.seed, self.engine = fleet, seed, Engine()
        self.faults_file = folder / "run" / "faults.json"
        self.user = os.getuid() or DAEMON_USER
        self.group = os.getgid() or DAEMON_USER
        if not self.engine.has_image(IMAGE):
            raise EngineError(f"there is no image {IMAGE}: run Deploy/compose/fleet build first")
        self.subnet = self._subnet(folder)
        if fresh and folder.exists():
            self._empty(folder)
        # The folders of guides as they are here; the nodes see them in /lab/config.
        self.sources = guides
        super().__init__(folder, None, codes, **{
            name: folder / "config" / name for name, source in guides.items() if source})
        if self.is_new or not self._subnet_file(folder).exists():
            self._settle(codes)

    def container(self, place):
        return f"{self.fleet}-{place}"

    @staticmethod
    def _subnet_file(folder):
        """The last file that a new fleet gets."""
        return folder / "run" / "subnet"

    def _subnet(self, folder):
        """A subnet that no network of the engine has; the same as long as the folder is there."""
        if self._subnet_file(folder).exists():
            return self._subnet_file(folder).read_text("ascii")
        used = self.engine.subnets()
        for number in range(SUBNETS):
            if f"10.77.{number}.0/24" not in used:
                return f"10.77.{number}"
        raise EngineError(f"all subnets from 10.77.0.0/24 to 10.77.{SUBNETS - 1}.0/24 are in use")

    def _empty(self, folder):
        """Ends the daemons at once and removes what they hold, but not the folders that they see."""
        for place in PLACES.values():
            if self.engine.state(self.container(place)) in ("running", "paused"):
                self.engine.run("kill", self.container(place), check=False)
                self.engine.run("wait", self.container(place), check=False)
        self._end_slow_links()
        for name in ("nodes", "keys", "data", "config", "log"):
            for one in (folder / name).glob("*"):
                if name == "data" and one.is_dir():
                    for part in one.iterdir():
                        _remove(part)
                else:
                    _remove(one)
        for file in (folder / "federation.yaml", folder / "run" / "faults.json", *(folder / "run").glob("rules-*")):
            file.unlink(missing_ok=True)

    def make(self, codes):
        for name in ("config", "run", *(f"data/{code}" for code in PLACES)):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        for name, source in self.sources.items():
            if source:
                shutil.copytree(source, self.folder / "config" / name, dirs_exist_ok=True)
        self._give(self.folder)
        cities = [word for code in codes for word in ("--city", f"{code}:{CITIES[code]}")]
        guides = [word for name in self.sources if self.sources[name] for word in (f"--{name}", f"/lab/config/{name}")]
        self.engine.run(
            "run", "--rm", "--network", "none", "--user", f"{self.user}:{self.group}",
            "--volume", f"{self.folder}:/lab", IMAGE, "tongban", "lab", "init", "/lab", *guides, *cities)

    def _settle(self, codes):
        """Gives the nodes their addresses."""
        settle(self.folder, self._addresses(codes))
        for code in PLACES:
            # What compose.yaml names has to be there, also for a city that takes no part.
            for file in (self.folder / "nodes" / f"{code}.yaml", self.folder / "keys" / f"{code}.yaml"):
                file.touch(exist_ok=True)
        self._subnet_file(self.folder).write_text(self.subnet, "ascii")

    def _addresses(self, codes):
        return addresses(codes, self.subnet)

    def _give(self, path):
        """Gives a folder to the daemons' user, where root makes it."""
        if os.getuid() == 0:
            for one in (path, *path.rglob("*")):
                os.chown(one, self.user, self.group, follow_symlinks=False)

    def _compose(self, *words):
        return self.engine.compose(COMPOSE_FILE, {
            "TONGBAN_FLEET": self.fleet, "TONGBAN_STATE": str(self.folder), "TONGBAN_SUBNET": self.subnet,
            "TONGBAN_USER": f"{self.user}:{self.group}", "TONGBAN_IMAGE": IMAGE, "TONGBAN_TESTER": TESTER}, *words)

    def create(self):
        """Makes the network and the containers, where they are not there; starts the tester."""
        if self.engine.state(self.container("tester")) is None:
            self._compose("up", "--no-start")
        if self.engine.state(self.container("tester")) != "running":
            self.engine.run("start", self.container("tester"))

    def start(self, *codes, wait=True):
        chosen = [self.nodes[code] for code in codes or self.nodes]
        for node in chosen:
            if node.is_running:
                raise LabError(f"{node.name} runs already")
        self.create()
        with self.lock:
            self.engine.run("start", *(node.container for node in chosen))
            for node in chosen:
                # Its host began anew, without any rules.
                self.rules_file(node.code).unlink(missing_ok=True)
                self.change_host(node.code)
                node.process = node.find()
        for node in chosen if wait else ():
            node.wait_ready()

    def stop(self):
        """Stops the nodes; what they wrote is beside their data then, as with other laboratories."""
        super().stop()
        (self.folder / "log").mkdir(exist_ok=True)
        for node in self.nodes.values():
            node.log.write_text(node.whole_log(), "utf-8")

    def down(self):
        """Removes containers and network; the folder stays."""
        remove_fleet(self.engine, self.fleet)

    # The network

    def change_network(self):
        self.faults.save()
        for code, node in self.nodes.items():
            if node.is_running:
                self.change_host(code)
        wanted = {self._slow_link(*pair) for pair in self.faults.slow}
        self._end_slow_links(wanted)

    def change_host(self, code):
        """Makes one host's network what `faults` says."""
        mine = {pair: slow for pair, slow in self.faults.slow.items() if pair[1] == code}
        for (source, target), slow in mine.items():
            self._slow(source, target, slow)
        rules, noted = packet_rules(self.faults, code, self._addresses(PLACES)), self.rules_file(code)
        if rules != (noted.read_text("utf-8") if noted.exists() else NO_RULES):
            self._beside(code, "iptables-restore", "-w", text=rules)
            noted.write_text(rules, "utf-8")

    def rules_file(self, code):
        """What a host's rules are now; missing where it has none yet."""
        return self.folder / "run" / f"rules-{code}"

    def _beside(self, code, *command, text=None, name=None):
        """Runs a program in the network of a node's container, with the right to change it."""
        how = ["--detach", "--name", name] if name else ["--rm", "--interactive"]
        return self.engine.run(
            "run", *how, "--network", f"container:{self.nodes[code].container}", "--user", "0:0", "--cap-drop", "ALL",
            "--cap-add", "NET_ADMIN", "--cap-add", "NET_RAW", TESTER, *command, text=text)

    def _slow_link(self, source, target):
        return f"{self.fleet}-slow-{PLACES[source]}-{PLACES[target]}"

    def _slow(self, source, target, slow):
        name = self._slow_link(source, target)
        self.engine.run("rm", "--force", name, check=False)
        options = [word for key, value in slow._asdict().items() for word in (f"--{key}", str(value))]
        self._beside(target, "slowlink", "--queue", str(queue_number(source, PLACES)), "--seed", str(self.seed),
                     *options, name=name)
        until = time.monotonic() + 20
        while "ready" not in self.engine.logs(name):
            if self.engine.state(name) != "running" or time.monotonic() > until:
                raise LabError(f"the link cannot be made slow: {self.engine.logs(name)}")
            time.sleep(0.05)

    def _end_slow_links(self, wanted=frozenset()):
        for name in self.engine.containers(f"{self.fleet}-slow-"):
            if name not in wanted:
                self.engine.run("rm", "--force", name, check=False)


def remove_fleet(engine, fleet):
    """Removes the containers and the network of a fleet, whatever state it is in and wherever its folder is."""
    own = [f"{fleet}-{place}" for place in (*PLACES.values(), "tester")]
    found = engine.containers(f"{fleet}-")
    # What stands in another container's network goes first.
    for name in [*(one for one in found if one.startswith(f"{fleet}-slow-")), *(one for one in found if one in own)]:
        engine.run("rm", "--force", name)
    if f"{fleet}_fleet" in engine.networks():
        engine.run("network", "rm", f"{fleet}_fleet")


def _remove(path):
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
