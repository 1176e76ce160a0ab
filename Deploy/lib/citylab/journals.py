"""The journals of all nodes of a laboratory, compared with each other once the nodes are stopped.

Nothing lost, nothing twice, the order kept, the chains equal: told from the files alone, without asking a node.
"""
import itertools
import pathlib
import re

from .casefiles import CaseFiles
from .database import FILE, Database, DatabaseError
from .header import LANES, Header
from .stream import IN, OUT, Stream
from .totals import wrong_totals

# More is not told: who finds so much knows enough.
FINDINGS_MAX = 50


class JournalError(AssertionError):
    """What is wrong with the journals, one line for each finding."""

    def __init__(self, findings):
        self.findings = findings
        more = "\nand more" if len(findings) >= FINDINGS_MAX else ""
        super().__init__("the journals are not as they must be:\n" + "\n".join(findings) + more)


class _Enough(Exception):
    """So much is wrong that nobody needs more."""


class Journals:
    """The databases of a laboratory's folder. Use it in `with`.

    With `is_settled` nothing may be under way any more: whatever one side has, the other has, too. With `quarantined`
    entries may stand in quarantine. `answered` is what submitters were answered: city, key, number.
    """

    def __init__(self, folder, is_settled=False, quarantined=False, answered=()):
        data = pathlib.Path(folder) / "data"
        files = {path.parent.name: path for path in sorted(data.glob(f"*/{FILE}"))
                 if re.fullmatch(r"\d{6}", path.parent.name)}
        if len(files) < 2:
            raise DatabaseError(f"{data} holds the databases of {len(files)} nodes; two or more are compared")
        self.is_settled, self.quarantined, self.answered = is_settled, quarantined, answered
        self.findings, self.entries, self.cases = [], 0, 0
        self.databases = {}
        try:
            for code, path in files.items():
                self.databases[code] = Database(code, path)
        except DatabaseError:
            self.__exit__()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for database in self.databases.values():
            database.close()

    def found(self, text):
        self.findings.append(text)
        if len(self.findings) >= FINDINGS_MAX:
            raise _Enough

    def check(self):
        """Looks at everything; JournalError where something is wrong. Gives a sentence of what was looked at."""
        try:
            for database in self.databases.values():
                self._look_alone(database)
            ends = {}
            for sender, receiver in itertools.permutations(self.databases.values(), 2):
                for lane in LANES:
                    ends[sender.code, receiver.code, lane] = self._compare(sender, receiver, lane)
            files = CaseFiles(self.databases, ends, self.is_settled, self.found)
            for database in self.databases.values():
                files.check_index(database)
            for pair in itertools.combinations(self.databases.values(), 2):
                self.cases += files.compare(*pair)
            files.check_answered(self.answered)
        except _Enough:
            pass
        if self.findings:
            raise JournalError(self.findings)
        return f"{len(self.databases)} journals, {self.entries} entries in both, {self.cases} cases: all alike"

    def _look_alone(self, database):
        for text in wrong_totals(database):
            self.found(f"{database.code}: {text}")
        if self.quarantined:
            return
        for peer, lane, sequence, code in database.rows(
                "SELECT s.peer, s.lane, e.seq, q.code FROM quarantine q JOIN entry e ON e.id = q.entry "
                "JOIN stream s ON s.id = e.stream WHERE q.resolution IS NULL ORDER BY q.id"):
            self.found(
                f"{database.code} from {peer}, lane {LANES[lane]}, sequence {sequence}: is in quarantine: {code}")

    def _compare(self, sender, receiver, lane):
        """What one city says to another on a lane, as both keep it; through where the receiver has it."""
        said = Stream(sender, receiver.node, lane, OUT, self.found)
        heard = Stream(receiver, sender.node, lane, IN, self.found)
        if said.acknowledged > heard.end:
            said.report(said.acknowledged, f"is receipted, but {receiver.code} has nothing after {heard.end}")
        if heard.end > said.end:
            heard.report(heard.end, f"is here, but {sender.code} has nothing after {said.end}")
        if self.is_settled and (heard.end < said.end or said.pending):
            said.report(said.end, f"and {said.pending} without a number are here, but {receiver.code} has nothing "
                                  f"after {heard.end}")
        ours, theirs = said.entries(), heard.entries()
        one, other = next(ours, None), next(theirs, None)
        while one or other:
            # What only one side has is a gap of the other, which that one tells, or lies behind its end.
            if other is None or (one and one.sequence < other.sequence):
                one = next(ours, None)
            elif one is None or other.sequence < one.sequence:
                other = next(theirs, None)
            else:
                self.entries += 1
                self._pair(said, heard, one, other)
                one, other = next(ours, None), next(theirs, None)
        return heard.end

    @staticmethod
    def _pair(said, heard, one, other):
        if one.header != other.header:
            try:
                differ = ", ".join(Header.read(one.header).differences(Header.read(other.header))) or "bytes"
            except ValueError:
                differ = "bytes"
            said.report(one.sequence, f"and {heard} differ in header and hash: {differ}")
        if one.body is not None and other.body is not None and one.body != other.body:
            said.report(one.sequence, f"and {heard} differ in the body")


def check_journals(folder, **how):
    """Compares the journals of a laboratory whose nodes are stopped; JournalError with what is wrong."""
    with Journals(folder, **how) as journals:
        return journals.check()
