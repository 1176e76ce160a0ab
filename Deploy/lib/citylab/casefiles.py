"""The cases of two cities, as the files of both have them."""
import json

from .header import LANES
from .stream import OUT, SUBMISSIONS

CASES = """
    SELECT f.number, f.id, f.collecting, f.handling, s.name AS state, f.version, f.corrections, f.ending, f.mode,
        f.item_code, f.item_name,
        (SELECT count(*) FROM entry e WHERE e.case_id = f.id AND e.kind IN (?3, ?4)) AS submissions
    FROM case_file f JOIN case_state s ON s.id = f.state
    WHERE (f.collecting = ?1 AND f.handling = ?2) OR (f.collecting = ?2 AND f.handling = ?1) ORDER BY f.number"""
# What both cities have alike once nothing is under way.
ALIKE = ("state", "version", "corrections", "ending")
# What never changes.
FIXED = ("collecting", "handling", "mode", "item_code", "item_name")
# Whether a case has an entry of ours that waits for its number or lies behind what the peer has.
UNDER_WAY = """
    SELECT EXISTS (SELECT 1 FROM entry e JOIN stream s ON s.id = e.stream
        WHERE e.case_id = ? AND s.peer = ? AND s.direction = ? AND s.lane = ? AND (e.seq IS NULL OR e.seq > ?))"""
ANSWERS = """
    SELECT a.key, a.answer, f.number FROM answer a JOIN case_file f ON f.id = a.case_id
    WHERE f.collecting = ? AND f.handling = ? ORDER BY a.case_id, a.id"""

KEYS = "SELECT a.key, f.number FROM answer a JOIN case_file f ON f.id = a.case_id ORDER BY a.id"
REPEATED_KEYS = "SELECT key FROM answer GROUP BY key HAVING count(*) > 1"
# Keys are in their index but for the newest answers.
UNINDEXED_KEYS = """
    SELECT a.key FROM answer a WHERE a.id <= (SELECT answers_indexed FROM meta)
    AND a.id NOT IN (SELECT answer FROM answer_key)"""


class CaseFiles:
    """Compares case files. `ends` says through where a receiver has what a sender says: (sender, receiver, lane)."""

    def __init__(self, databases, ends, is_settled, found):
        self.databases, self.ends, self.is_settled, self.found = databases, ends, is_settled, found

    def compare(self, one, other):
        """Compares the cases between two cities; how many both have."""
        both, ours, theirs = 0, self._cases(one, other), self._cases(other, one)
        mine, its = next(ours, None), next(theirs, None)
        while mine or its:
            if its is None or (mine and mine["number"] < its["number"]):
                self._alone(one, other, mine)
                mine = next(ours, None)
            elif mine is None or its["number"] < mine["number"]:
                self._alone(other, one, its)
                its = next(theirs, None)
            else:
                both += 1
                self._pair(one, other, mine, its)
                mine, its = next(ours, None), next(theirs, None)
        for here, there in ((one, other), (other, one)):
            self._check_keys(here, there)
        return both

    @staticmethod
    def _cases(database, peer):
        cursor = database.rows(CASES, database.node, peer.node, *SUBMISSIONS)
        names = [column[0] for column in cursor.description]
        return (dict(zip(names, row)) for row in cursor)

    def _is_under_way(self, database, peer, case):
        return not self.is_settled and any(
            database.one(UNDER_WAY, case["id"], peer.node, OUT, lane, self.ends[database.code, peer.code, lane])
            for lane in LANES)

    def _alone(self, here, there, case):
        """A case that one city has and the other not: under way, or refused, or lost."""
        refused = there.one(
            "SELECT EXISTS (SELECT 1 FROM quarantine q JOIN entry e ON e.id = q.entry WHERE e.case_number = ?)",
            case["number"])
        if not refused and not self._is_under_way(here, there, case):
            self.found(f"{here.code}: case {case['number']} ({case['state']}) is here, and not in {there.code}")

    def _pair(self, one, other, mine, its):
        for database, case in ((one, mine), (other, its)):
            if case["submissions"] != 1:
                self.found(f"{database.code}: case {case['number']} is handed in {case['submissions']} times")
        names = FIXED if self._is_under_way(one, other, mine) or self._is_under_way(other, one, its) else FIXED + ALIKE
        differ = [f"{name} {mine[name]} and {its[name]}" for name in names if mine[name] != its[name]]
        if differ:
            self.found(f"{one.code} and {other.code}: case {mine['number']} differs in {', '.join(differ)}")

    def _check_keys(self, here, there):
        """A key under which a case was handed in is the only one of its case; the answer names that case."""
        before = None
        for key, answer, number in here.rows(ANSWERS, here.node, there.node):
            said = json.loads(answer)
            if not isinstance(said, dict) or said.get("kind") not in SUBMISSIONS:
                continue
            if said.get("number") != number:
                self.found(
                    f"{here.code}: the answer under the key {key} names {said.get('number')}, its case is {number}")
            if number == before:
                self.found(f"{here.code}: case {number} was handed in under two keys, the later is {key}")
            before = number

    def check_index(self, database):
        """Every key has one answer, which a repeat would find."""
        for (key,) in database.rows(REPEATED_KEYS):
            self.found(f"{database.code}: the key {key} has more than one answer")
        for (key,) in database.rows(UNINDEXED_KEYS):
            self.found(f"{database.code}: the answer under the key {key} is not in its index")

    def check_answered(self, answered):
        """What submitters were answered is there, under their key."""
        answered, numbers = list(answered), {}
        for city in {city for city, _, _ in answered}:
            wanted = {key for where, key, _ in answered if where == city}
            for key, number in self.databases[city].rows(KEYS):
                if key in wanted:
                    numbers.setdefault((city, key), []).append(number)
        for city, key, number in answered:
            database, found = self.databases[city], numbers.get((city, key), [])
            if found != [number]:
                self.found(
                    f"{city}: {number} was answered under the key {key}, which has {', '.join(found) or 'no case'}")
            if not database.one("SELECT EXISTS (SELECT 1 FROM case_file WHERE number = ?)", number):
                self.found(f"{city}: {number} was answered, and there is no such case")
