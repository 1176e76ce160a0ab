#!/usr/bin/env python3
"""Runs the tests in this folder, or those whose names hold one of the given. Started by Tests/Interop/run."""
import argparse
import os
import pathlib
import sys
import unittest

from citylab.process import end_in_order

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
MODULES = sorted(path.stem for path in HERE.glob("test_*.py"))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binaries", default=str(REPOSITORY / ".build" / "release"))
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    if not os.access(pathlib.Path(options.binaries) / "tongband", os.X_OK):
        sys.exit(f"nothing is built in {options.binaries}; run: swift build -c release --static-swift-stdlib")
    os.environ["TONGBAN_BINARIES"] = str(pathlib.Path(options.binaries).resolve())
    end_in_order()
    patterns = [word for name in options.names for word in ("-k", name)]
    # Connections of threads that have ended are closed with them, and nobody has to hear of it.
    unittest.main(module=None, argv=[sys.argv[0], "-v", "-f", *patterns, *MODULES], warnings="ignore")


if __name__ == "__main__":
    main()
