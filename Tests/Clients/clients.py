"""Runs the tests of foreign clients. Exit codes: 0 all passed, 1 some failed, 69 nothing is built."""
import argparse
import os
import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
BUILT = HERE.parent.parent / ".build"


def chosen(suite, names):
    for one in suite:
        if isinstance(one, unittest.TestSuite):
            yield from chosen(one, names)
        elif not names or any(name in one.id() for name in names):
            yield one


def main():
    parser = argparse.ArgumentParser(description="Clients that others wrote, against real nodes.")
    parser.add_argument("--binaries", help="the folder with tongban and tongband; .build/release or .build/debug")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only tests whose module or name contains it")
    arguments = parser.parse_args()
    folders = [arguments.binaries] if arguments.binaries else [BUILT / "release", BUILT / "debug"]
    binaries = next((folder for folder in folders if os.access(f"{folder}/tongband", os.X_OK)), None)
    if binaries is None:
        print("nothing is built; build it first: swift build", file=sys.stderr)
        return 69
    os.environ["TONGBAN_BINARIES"] = str(binaries)
    suite = unittest.TestSuite(chosen(unittest.defaultTestLoader.discover(str(HERE)), arguments.names))
    return 0 if unittest.TextTestRunner(verbosity=2).run(suite).wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
