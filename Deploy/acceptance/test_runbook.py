"""What the runbook lists is what the tests try."""
import ast
import re
import unittest

from support import REPOSITORY

ALARM = re.compile(r"^\| `([a-z-]+)` \S+ \| (?:info|warning|critical)", re.M)
# Where alarms are waited for on real processes.
TESTS = (
    *sorted((REPOSITORY / "Deploy" / "acceptance").glob("test_*.py")),
    REPOSITORY / "Tests" / "Interop" / "test_interop.py")


def waited_for(text):
    """What a test's source waits for, as pairs such as ("raised", "disk-low")."""
    for call in ast.walk(ast.parse(text)):
        if isinstance(call, ast.Call) and getattr(call.func, "attr", None) == "wait":
            words = tuple(word.value for word in call.args[:2] if isinstance(word, ast.Constant))
            if len(words) == 2 and words[0] in ("raised", "cleared"):
                yield words


class Runbook(unittest.TestCase):
    """The table of alarms."""

    def test_every_alarm_is_provoked_and_ends(self):
        listed = ALARM.findall((REPOSITORY / "Deploy" / "README.md").read_text("utf-8"))
        self.assertGreater(len(listed), 30)
        tried = {words for path in TESTS for words in waited_for(path.read_text("utf-8"))}
        for kind in ("raised", "cleared"):
            self.assertEqual(sorted(listed), sorted(code for one, code in tried if one == kind), kind)
