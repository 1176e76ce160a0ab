"""What the acceptance tests share: a laboratory that cleans up after itself, drafts, measurements."""
import os
import pathlib
import random
import shutil
import tempfile
import threading
import time
import unittest

from citylab import privacy
from citylab.evidence import evidence
from citylab.fleets import make_lab
from citylab.journals import check_journals

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent.parent
SAMPLES, CATALOGUE = REPOSITORY / "Deploy" / "samples", REPOSITORY / "Config" / "catalogue"
CONTACTS, TEMPLATES = REPOSITORY / "Config" / "contacts", REPOSITORY / "Config" / "templates"
# The one paper that the guides want for the item of all drafts.
FORM = (SAMPLES / "form-04.pdf", "失业保险关系转移接续申请", "original")
ALL = ("330800", "350700", "361100", "341000")
LONG = bool(os.environ.get("TONGBAN_LONG"))


def needs(test, fleets):
    """Skips a test whose nodes cannot be of the kind that this run wants; gives the kind otherwise."""
    fleet = os.environ.get("TONGBAN_FLEET_KIND", "local")
    if fleet not in fleets:
        test.skipTest(f"needs nodes of the kind {' or '.join(fleets)}")
    return fleet


class LabTest(unittest.TestCase):
    """A test with a fresh laboratory of `codes`; its nodes are stopped and its folder removed in any case.

    The nodes log everything that they can, and after the test nothing about a person may stand there. Without a
    `catalogue` they check nothing against guides, and every case but a joint one can be handed in.
    The nodes run where `fleets` allows and whoever started the tests wants: as processes of this machine (`local`),
    each on a host of its own in network namespaces (`lab`), or in containers (`compose`).
    """

    codes = ALL
    catalogue = contacts = documents = None
    fleets = ("local", "lab", "compose")
    # Whether links between the nodes are cut or made slow.
    faulty = False

    def setUp(self):
        fleet = needs(self, self.fleets)
        folder = tempfile.mkdtemp(prefix="tongban-")
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        privacy.forget()
        self.lab = make_lab(
            fleet, pathlib.Path(folder) / "lab", self.codes, self.faulty, catalogue=self.catalogue,
            contacts=self.contacts, documents=self.documents)
        self.addCleanup(privacy.check, self.lab.folder.parent)
        self.addCleanup(self.lab.stop)
        for node in self.lab.nodes.values():
            node.config.write_text(node.config.read_text("utf-8").replace("log: info", "log: trace"), "utf-8")

    def configure(self, code, lines):
        """Adds lines to a node's configuration."""
        with self.lab[code].config.open("a", encoding="utf-8") as config:
            config.write(f"\n{lines}\n")

    def check_journals(self, **how):
        """Stops all nodes and compares their journals; nothing is under way any more."""
        self.lab.stop()
        self.report(f"{check_journals(self.lab.folder, is_settled=True, **how)}\n   ")

    def seed(self, settings="", options=""):
        """What a run draws its chances from, TONGBAN_SEED or a new one; says how the same is run again."""
        seed = int(os.environ.get("TONGBAN_SEED") or random.SystemRandom().randrange(1 << 32))
        self.report(f"seed {seed}; the same again: TONGBAN_SEED={seed} {settings}Deploy/acceptance/run {options}"
                    f"{type(self).__module__}\n   ")
        return seed

    def report(self, text):
        """A figure for whoever reads the run."""
        print(f"\n    {text}", end=" ", flush=True)


COUNTER = "跨省通办窗口"


def draft(handling, index, materials=(), mode="online", **more):
    """A small, valid case that belongs to nobody. Its item is offered in all three modes."""
    name, officer = f"样例{index}", "窗口样员"
    return {
        "handling": handling, "itemCode": "SAMPLE00K009", "itemName": "失业保险关系转移接续", "mode": mode,
        "applicant": {"kind": "natural", "name": name, "idType": "other", "idNumber": f"SAMPLE-{index}"},
        "identity": evidence(mode, officer, name),
        "fields": [
            {"name": "户籍所在地", "value": "不存在的市示范区"}, {"name": "失业日期", "value": "20261031"},
            {"name": "失业原因", "value": "劳动合同期满"}],
        "materials": list(materials), "office": f"{COUNTER}{index}", "officer": officer, "role": "windowClerk", **more,
    }


def spread(work, count, threads):
    """Calls work(index) for every index from some threads; the first error is raised here."""
    numbers, errors, lock = iter(range(count)), [], threading.Lock()

    def run():
        while not errors:
            with lock:
                index = next(numbers, None)
            if index is None:
                return
            try:
                work(index)
            except Exception as error:  # pylint: disable=broad-except
                errors.append(error)

    started = [threading.Thread(target=run) for _ in range(threads)]
    for thread in started:
        thread.start()
    for thread in started:
        thread.join()
    if errors:
        raise errors[0]


class MemoryWatch:
    """Samples the resident memory of nodes while it is open; `peaks` in bytes by code."""

    def __init__(self, *nodes):
        self.nodes, self.peaks, self.stop = nodes, {node.code: 0 for node in nodes}, threading.Event()
        self.thread = threading.Thread(target=self._run)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        self.thread.join()

    def _run(self):
        while not self.stop.wait(0.05):
            for node in self.nodes:
                if node.is_running:
                    try:
                        self.peaks[node.code] = max(self.peaks[node.code], node.memory())
                    except (OSError, RuntimeError):
                        pass

    def __str__(self):
        return ", ".join(f"{code} {peak >> 20} MiB" for code, peak in self.peaks.items())


def clock():
    return time.monotonic()
