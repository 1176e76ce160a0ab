"""Two real nodes for clients that others wrote, and the tests beside this file. Started by Tests/Clients/run."""
import argparse
import importlib
import json
import os
import pathlib
import shutil
import sys
import tempfile
import time
import unittest

from citylab.beside import Beside
from citylab.course import Course
from citylab.lab import Lab

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent.parent
SAMPLES, CONFIG = REPOSITORY / "Deploy" / "samples", REPOSITORY / "Config"
QUZHOU, NANPING = "330800", "350700"
LONG = bool(os.environ.get("TONGBAN_LONG"))
SECONDS_MAX = 120
OPTIONS = {"binaries": str(REPOSITORY / ".build" / "release"), "keep": False}


class Silent:
    """Somebody whom a course tells what happens, and who tells it to nobody."""

    def say(self, *_):
        pass


class Clients(unittest.TestCase):
    """Quzhou and Nanping with a catalogue and contacts, and what a few people have done there."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.mkdtemp(prefix="tongban-clients-")
        if not OPTIONS["keep"]:
            cls.addClassCleanup(shutil.rmtree, folder, ignore_errors=True)
        cls.lab = Lab(pathlib.Path(folder) / "lab", OPTIONS["binaries"], (QUZHOU, NANPING),
                      catalogue=CONFIG / "catalogue", contacts=CONFIG / "contacts")
        cls.addClassCleanup(cls.lab.stop)
        cls.lab.start()
        cls.lab.wait_connected()
        cls.node, cls.other = cls.lab[QUZHOU], cls.lab[NANPING]

    @property
    def address(self):
        return f"http://{self.node.api.host}:{self.node.api.port}"

    @classmethod
    def populate(cls):
        """The sample cases between the two cities: one goes to the archive with parcel and evaluation, one waits."""
        samples = json.loads((SAMPLES / "cases.json").read_text("utf-8"))
        courses = [Course(cls.lab, case, samples["desks"], SAMPLES, None) for case in samples["cases"]
                   if {case["collecting"], case["handling"]} == {QUZHOU, NANPING}]
        for course in courses:
            course.submit()
        waiting = list(courses)
        end = time.monotonic() + SECONDS_MAX
        while waiting:
            waiting = [course for course in waiting if not course.advance()]
            if time.monotonic() > end:
                raise AssertionError(f"{[course.number for course in waiting]} did not get to the archive")
            time.sleep(0.02)
        for course in courses:
            if any(one["form"] == "original" for one in course.case["materials"]):
                Beside(course, Silent()).run()
        for course in courses:
            course.submit()
        return courses


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binaries", default=OPTIONS["binaries"])
    parser.add_argument("--keep", action="store_true", help="keep the nodes' folder, to look at it")
    parser.add_argument("names", nargs="*", help="parts of the names of tests")
    chosen = parser.parse_args()
    OPTIONS.update(binaries=chosen.binaries, keep=chosen.keep)
    if not os.access(pathlib.Path(chosen.binaries) / "tongband", os.X_OK):
        sys.exit(f"nothing is built in {chosen.binaries}; run: swift build -c release")
    loader = unittest.TestLoader()
    if chosen.names:
        loader.testNamePatterns = [f"*{name}*" for name in chosen.names]
    files = sorted(pathlib.Path(__file__).parent.glob("*.py"))
    names = [file.stem for file in files if file != pathlib.Path(__file__)]
    suite = unittest.TestSuite(loader.loadTestsFromModule(importlib.import_module(name)) for name in names)
    sys.exit(not unittest.TextTestRunner(verbosity=2, failfast=True).run(suite).wasSuccessful())


if __name__ == "__main__":
    # The tests import this module by its name: they and this share one.
    importlib.import_module("clients").main()
