"""One side's journal of what one city says to another on one lane."""
import hashlib
from typing import NamedTuple

from .header import LANES, NO_HASH, Header, entry_hash

OUT, IN = 1, 2
# Asia/Shanghai is ahead by so much; reconciliation counts by its days.
AHEAD_MS, DAY_MS = 8 * 3_600_000, 86_400_000
SUBMISSIONS = (1, 4)  # submitted, consulted

ENTRIES = """
    SELECT e.id, e.seq, e.kind, e.at, e.header, e.body, coalesce(f.number, e.case_number), e.case_id IS NULL,
        x.entry IS NOT NULL, q.entry IS NOT NULL
    FROM entry e LEFT JOIN case_file f ON f.id = e.case_id LEFT JOIN erasure x ON x.entry = e.id
        LEFT JOIN quarantine q ON q.entry = e.id
    WHERE e.stream = ? AND e.seq IS NOT NULL ORDER BY e.seq, e.id"""


class Kept(NamedTuple):
    """An entry as one side keeps it."""
    sequence: int
    header: bytes
    body: bytes


class Stream:
    """The row of a stream with its entries; `found(text)` hears of everything that is wrong."""

    def __init__(self, database, peer, lane, direction, found):
        self.database, self.peer, self.lane, self.direction, self.found = database, peer, lane, direction, found
        row = database.rows(
            "SELECT id, seq, hash, acknowledged_seq, acknowledged_hash, pending, backlog_bytes FROM stream "
            "WHERE peer = ? AND lane = ? AND direction = ?", peer, lane, direction).fetchone()
        # A peer that was never heard of has no rows: as if nothing had been said.
        self.id, self.end, self.hash, self.acknowledged, self.acknowledged_hash, self.pending, self.backlog = \
            row or (0, 0, NO_HASH, 0, NO_HASH, 0, 0)
        self.place = (database.node, peer) if direction == OUT else (peer, database.node)

    def report(self, sequence, what):
        """Tells what is wrong at a place, or with the stream as a whole."""
        self.found(f"{self}{'' if sequence is None else f', sequence {sequence}'}: {what}")

    def entries(self):
        """Gives every entry that has a number, in order, and checks each against its content and the one before it."""
        last, before, last_id, days, backlog = 0, NO_HASH, 0, {}, 0
        acknowledged_hash = NO_HASH
        for id_, sequence, kind, at, header, body, number, loose, erased, apart in self.database.rows(ENTRIES, self.id):
            if sequence == last:
                self.report(sequence, "stands twice")
                continue
            if sequence != last + 1:
                self.report(last + 1, f"is missing, through {sequence - 1}")
                before = None
            if self.direction == IN and id_ < last_id:
                self.report(sequence, "was kept before the entry before it")
            self._check(sequence, kind, header, body, number, before, erased, apart)
            if loose and number and self.direction == IN and kind in SUBMISSIONS and not apart:
                self.report(sequence, f"hands in {number}, of which there is no case")
            day = days.setdefault((at + AHEAD_MS) // DAY_MS, [0, sequence, sequence])
            day[0], day[1], day[2] = day[0] + 1, min(day[1], sequence), max(day[2], sequence)
            last, before, last_id = sequence, entry_hash(header), id_
            if sequence <= self.acknowledged:
                acknowledged_hash = before if sequence == self.acknowledged else acknowledged_hash
            else:
                backlog += len(header) + len(body or b"")
            yield Kept(sequence, header, body)
        self._check_end(last, before, acknowledged_hash)
        self._check_counts(days, backlog)

    def _check(self, sequence, kind, header, body, number, before, erased, apart):
        """One entry: its header against its row, its body and the entry before it."""
        try:
            said = Header.read(header)
        except ValueError as problem:
            self.report(sequence, f"its header cannot be read: {problem}")
            return
        row = Header(
            *self.place, self.lane, sequence, said.previous if before is None else before, kind,
            number or "", said.at, said.body_digest)
        if wrong := said.differences(row):
            named = ", ".join(f"{name} {_short(getattr(said, name))} instead of {_short(getattr(row, name))}"
                              for name in wrong)
            self.report(sequence, f"its header says {named}")
        if body is None:
            # What a peer returns of its journal may be erased there: it is kept in quarantine then.
            if not (erased or apart):
                self.report(sequence, "its body is gone, and nothing tells of an erasure")
        elif erased:
            self.report(sequence, "its body is there, though it was erased")
        elif hashlib.sha256(body).digest() != said.body_digest:
            self.report(sequence, f"its body is not the one of the digest {_short(said.body_digest)}")

    def _check_end(self, last, before, acknowledged_hash):
        if last != self.end:
            self.report(self.end, f"is the end by the position that is kept, but the last entry is {last}")
        elif before is not None and before != self.hash:
            self.report(last, f"has the hash {_short(before)}, but the position that is kept says {_short(self.hash)}")
        if self.acknowledged > self.end:
            self.report(self.acknowledged, f"is receipted, but the end is {self.end}")
        elif self.acknowledged <= last and acknowledged_hash != self.acknowledged_hash:
            self.report(self.acknowledged, f"has the hash {_short(acknowledged_hash)}, but the receipt says "
                                           f"{_short(self.acknowledged_hash)}")
        beyond = self.database.one("SELECT max(seq) FROM signature WHERE stream = ?", self.id)
        if beyond is not None and beyond > self.end:
            self.report(beyond, f"has a signature, but the end is {self.end}")

    def _check_counts(self, days, backlog):
        """What tables keep about the stream, counted anew."""
        kept = {day: list(row) for day, *row in self.database.rows(
            "SELECT day, count, first_seq, last_seq FROM stream_day WHERE stream = ?", self.id)}
        for day in sorted({*days, *kept}):
            if days.get(day) != kept.get(day):
                self.report(None, f"day {day} has [count, first, last] {kept.get(day)}, counted {days.get(day)}")
        if self.direction == IN:
            return
        waiting, size = self.database.rows(
            "SELECT count(*), ifnull(sum(length(body)), 0) FROM entry WHERE stream = ? AND seq IS NULL",
            self.id).fetchone()
        if waiting != self.pending:
            self.report(None, f"{self.pending} entries wait for a number, counted {waiting}")
        if backlog + size != self.backlog:
            self.report(None, f"the backlog has {self.backlog} bytes, counted {backlog + size}")

    def __str__(self):
        way = "to" if self.direction == OUT else "from"
        return f"{self.database.code} {way} {self.peer}, lane {LANES[self.lane]}"


def _short(value):
    return value.hex()[:12] if isinstance(value, bytes) else value if value != "" else "none"
