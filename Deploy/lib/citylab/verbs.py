"""What integration testers do with a fleet of nodes, as commands; the same over network namespaces and containers."""
import argparse
import datetime
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

from .database import DatabaseError
from .engine import EngineError
from .hosts import HostError
from .journals import JournalError, check_journals
from .lab import LabError
from .places import PLACES
from .text import pad

DEPLOY = pathlib.Path(__file__).resolve().parent.parent.parent
REPOSITORY = DEPLOY.parent
GUIDES = {
    "catalogue": REPOSITORY / "Config" / "catalogue", "contacts": REPOSITORY / "Config" / "contacts",
    "documents": REPOSITORY / "Config" / "templates"}
UNITS = {"bit": 1, "kbit": 1000, "mbit": 1_000_000, "gbit": 1_000_000_000}


def rate(text):
    """Bits per second from 512kbit, 2mbit and the like."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(bit|kbit|mbit|gbit)", text.lower())
    if not found:
        raise argparse.ArgumentTypeError(f"{text} is no rate: write 512kbit, 2mbit or the like")
    return int(float(found[1]) * UNITS[found[2]])


def milliseconds(text):
    """Milliseconds from 80, 80ms or 0.5s."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(ms|s)?", text.lower())
    if not found:
        raise argparse.ArgumentTypeError(f"{text} is no time: write 80ms or 0.5s")
    return float(found[1]) * (1000 if found[2] == "s" else 1)


def part(text):
    """A part of 1 from 5% or 0.05."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(%)?", text)
    value = float(found[1]) / (100 if found[2] else 1) if found else 2
    if value > 1:
        raise argparse.ArgumentTypeError(f"{text} is no part: write 5% or 0.05")
    return value


def node(text):
    """A node's code from its code or the name of its place."""
    for code, place in PLACES.items():
        if text in (code, place):
            return code
    raise argparse.ArgumentTypeError(f"there is no node {text}: {', '.join(PLACES.values())}")


class Verbs:
    """The command line over one kind of fleet.

    A kind has `title`, `folder` (where its state is if none is named), `flag` (for Deploy/acceptance/run),
    `add_options(parser)`, `add_verbs(verbs)`, `open(options)`, which gives a laboratory, and `down(lab, options)`.
    """

    def __init__(self, kind):
        self.kind = kind

    def parser(self):
        parser = argparse.ArgumentParser(
            description=self.kind.title, formatter_class=argparse.RawDescriptionHelpFormatter,
            epilog="NODE is quzhou, nanping, shangrao or huangshan, or its code. Exit codes: 0 done, 1 it could not be "
                   "done, 2 wrong arguments.")
        parser.add_argument(
            "--state", type=pathlib.Path, default=self.kind.folder,
            help="the folder with configurations, keys, data and logs (%(default)s)")
        self.kind.add_options(parser)
        verbs = parser.add_subparsers(required=True, metavar="VERB")

        def verb(name, run, text):
            made = verbs.add_parser(name, help=text, description=text)
            made.set_defaults(run=run)
            return made

        up = verb("up", self.up, "start the four nodes and wait until each is connected with each")
        up.add_argument("--fresh", action="store_true", help="with new keys and empty stores")
        down = verb("down", self.down, "stop everything and take the network away; what the nodes hold is kept")
        down.add_argument("--remove", action="store_true", help="remove the folder, too")
        verb("status", self.status, "show nodes, links and what is wrong with the network")
        suite = verb("suite", self.suite, "run the acceptance suite on fresh nodes of this kind, beside these")
        suite.add_argument("names", nargs="*", metavar="NAME", help="only tests whose name contains this")
        chaos = verb("chaos", self.chaos, "run a mix of all faults under load, on fresh nodes beside these, and check")
        chaos.add_argument("--minutes", type=float, default=5, help="how long (%(default)s)")
        chaos.add_argument("--seed", type=int, help="which faults, in which order; by chance where none is given")
        for name, text in (
                ("kill", "end a node as a power cut would"), ("stop", "end a node in order"),
                ("start", "start a node that was killed or stopped"), ("pause", "hold a node as a machine that hangs"),
                ("resume", "let a paused node go on")):
            made = verb(name, self.control, text)
            made.set_defaults(verb=name)
            made.add_argument("nodes", nargs="+", type=node, metavar="NODE")
        cut = verb("cut", self.cut, "cut the link between two nodes: nothing passes, and nobody is told")
        slow = verb("slow", self.slow, "make the link between two nodes slow")
        for made in (cut, slow):
            made.add_argument("--one-way", action="store_true", help="only from the first to the second")
            made.add_argument("pair", nargs=2, type=node, metavar="NODE")
        slow.add_argument("--delay", type=milliseconds, default=0, help="how long each packet takes more: 80ms")
        slow.add_argument("--jitter", type=milliseconds, default=0, help="by how much that varies: 20ms")
        slow.add_argument("--rate", type=rate, default=0, help="how much passes: 512kbit, 2mbit")
        slow.add_argument("--loss", type=part, default=0, help="how much is lost: 5%%")
        heal = verb("heal", self.heal, "repair the link between two nodes, or all links")
        heal.add_argument("pair", nargs="*", type=node, metavar="NODE")
        logs = verb("logs", self.logs, "print a node's log, or collect logs and states of all in a folder")
        logs.add_argument("node", nargs="?", type=node, metavar="NODE")
        compare = verb(
            "check-journals", self.check_journals, "compare the journals of all nodes, which must be stopped")
        compare.add_argument(
            "folder", nargs="?", type=pathlib.Path, metavar="FOLDER",
            help="any laboratory's; otherwise that of --state")
        compare.add_argument("--settled", action="store_true", help="nothing is under way any more")
        compare.add_argument("--quarantined", action="store_true", help="entries may stand in quarantine")
        run = verb("exec", self.execute, "run a command where a node is; `tongban` speaks with that node there")
        run.add_argument("node", type=self.kind.place, metavar="NODE")
        run.add_argument("command", nargs=argparse.REMAINDER)
        self.kind.add_verbs(verb)
        return parser

    def main(self):
        options = self.parser().parse_args()
        try:
            return options.run(options) or 0
        except (LabError, HostError, EngineError, DatabaseError, JournalError, ConnectionError) as problem:
            print(f"{os.path.basename(sys.argv[0])}: {problem}", file=sys.stderr)
            return 1

    # Verbs

    def _is_there(self, options):
        return (options.state / "federation.yaml").exists()

    def _open(self, options):
        if not self._is_there(options):
            raise LabError(f"there is no fleet in {options.state}; make one first: {sys.argv[0]} up")
        return self.kind.open(options)

    def up(self, options):
        if options.fresh and self._is_there(options):
            self.kind.down(self._open(options), options)
            shutil.rmtree(options.state)
        lab = self.kind.open(options, **GUIDES)
        if stopped := [code for code in lab.nodes if not lab[code].is_running]:
            lab.start(*stopped)
        if not lab.faults:
            lab.wait_connected(60)
        return self.status(options)

    def down(self, options):
        if self._is_there(options):
            self.kind.down(self._open(options), options)
        else:
            self.kind.down(None, options)
        if options.remove and self._is_there(options):
            shutil.rmtree(options.state)

    def status(self, options):
        lab = self._open(options)
        for code, one in lab.nodes.items():
            state = "paused" if one.is_paused else "running" if one.is_running else "stopped"
            links = ""
            if state == "running":
                try:
                    links = ", ".join(f"{PLACES[peer]} {said['link']}" for peer, said in one.api.peers(2).items())
                except ConnectionError:
                    state = "starting"
            print(f"{code} {pad(PLACES[code], 10)} {one.name}  {pad(state, 9)} {links}")
        print(f"network: {self._named(lab.faults) or 'everything passes'}")

    @staticmethod
    def _named(faults):
        return re.sub(r"\d{6}", lambda match: PLACES.get(match[0], match[0]), str(faults))

    def suite(self, options):
        return subprocess.run(
            [DEPLOY / "acceptance" / "run", "--fleet", self.kind.flag, *self.kind.suite_options(options),
             *options.names], check=False).returncode

    def chaos(self, options):
        os.environ["TONGBAN_CHAOS_MINUTES"] = str(options.minutes)
        if options.seed is not None:
            os.environ["TONGBAN_SEED"] = str(options.seed)
        options.names = ["test_chaos"]
        return self.suite(options)

    def control(self, options):
        lab = self._open(options)
        for code in options.nodes:
            one = lab[code]
            if options.verb != "start" and not one.is_running:
                raise LabError(f"{PLACES[code]} does not run; start it: {sys.argv[0]} start {PLACES[code]}")
            getattr(one, options.verb)()

    def cut(self, options):
        self._two(options.pair)
        self._open(options).cut(*options.pair, one_way=options.one_way)

    def slow(self, options):
        self._two(options.pair)
        how = {name: getattr(options, name) for name in ("delay", "jitter", "rate", "loss")}
        if not any(how.values()):
            raise LabError("say how slow: --delay 80ms, --rate 512kbit, --loss 5%")
        self._open(options).slow(*options.pair, one_way=options.one_way, **how)

    def heal(self, options):
        if options.pair:
            self._two(options.pair)
        self._open(options).heal(*options.pair)

    @staticmethod
    def _two(pair):
        if len(pair) != 2 or pair[0] == pair[1]:
            raise LabError("name two different nodes")

    def logs(self, options):
        lab = self._open(options)
        if options.node:
            print(lab[options.node].whole_log(), end="")
            return
        folder = lab.folder / "collected" / datetime.datetime.now().strftime("%Y%m%d-%H%M%S")
        folder.mkdir(parents=True)
        (folder / "network.txt").write_text(f"{self._named(lab.faults) or 'everything passes'}\n", "utf-8")
        for code, one in lab.nodes.items():
            (folder / f"{PLACES[code]}.log").write_text(one.whole_log(), "utf-8")
            if one.is_running and not one.is_paused:
                for path in ("status", "peers", "quarantine", "reconcile"):
                    try:
                        said = one.api.get(f"/v1/{path}")
                    except (OSError, LabError) as problem:
                        said = {"problem": str(problem)}
                    (folder / f"{PLACES[code]}-{path}.json").write_text(
                        json.dumps(said, ensure_ascii=False, indent=1), "utf-8")
        print(folder)

    def check_journals(self, options):
        print(check_journals(
            options.folder or options.state, is_settled=options.settled, quarantined=options.quarantined))

    def execute(self, options):
        command = options.command[1:] if options.command[:1] == ["--"] else options.command
        return self.kind.execute(self._open(options), options.node, command or ["bash"])
