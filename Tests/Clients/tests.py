"""Runs the tests in this folder, or those that are named. Started by Tests/Clients/run."""
import pathlib
import sys
import unittest

from citylab.process import end_in_order

MODULES = sorted(path.stem for path in pathlib.Path(__file__).resolve().parent.glob("test_*.py"))

end_in_order()
unittest.main(module=None, argv=[sys.argv[0], "-v", "-f", *(sys.argv[1:] or MODULES)])
