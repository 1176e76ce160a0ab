"""What the peer does with a case: the handling city's log is the truth, the collecting city asks."""
from datetime import datetime, timedelta, timezone
import secrets

from tongban.v1 import results_pb2

from . import lifecycle
from .lifecycle import (
    BODIES, CONSULTED, CORRECTION_REQUESTED, REFUSED, REGISTERED, REQUESTS, SHARED_CHANGE_REQUESTED, SHARED_CHANGED,
    SUBMITTED)
from .wire import CASE, RESULT, new_salt


class CaseError(Exception):
    """Something that cannot be done with a case: a stable code, and a sentence."""

    def __init__(self, code, detail):
        super().__init__(detail)
        self.code = code


def new_number(collecting):
    day = datetime.now(timezone(timedelta(hours=8))).strftime("%Y%m%d")
    letters = "".join(secrets.choice("0123456789ABCDEFGHJKMNPQRSTVWXYZ") for _ in range(10))
    return f"{collecting:06d}-{day}-{letters}"


class Cases:
    """Applies entries to the case file. Every method runs inside the caller's transaction."""

    def __init__(self, store, say):
        self.store = store
        self.say = say  # say(peer, lane, kind, number, body message): appends an own entry
        self.shared = None  # what two cities keep together beside their cases

    def submit(self, own_code, handling, kind, body):
        """Hands a case in, or shows it to the handling city's liaison first."""
        number = new_number(own_code)
        self._open(number, handling, 1, body.application, "consulting" if kind == CONSULTED else "submitted", 1)
        self.say(handling, CASE, kind, number, body)
        return number

    def decide(self, number, kind, body):
        """Something that a person at this handling city does."""
        row = self.store.one("SELECT peer, own FROM case_file WHERE number = ?", number)
        if row is None or row[1]:
            raise CaseError("wrong-side", "only the handling city does this")
        self._change(number, kind, body)
        self.say(row[0], RESULT, kind, number, body)

    def ask(self, number, kind, body):
        """Something that this collecting city asks the handling city for."""
        row = self.store.one("SELECT peer, own FROM case_file WHERE number = ?", number)
        if row is None or not row[1]:
            raise CaseError("wrong-side", "only the collecting city does this")
        self.say(row[0], CASE, kind, number, body)

    def receive(self, peer, entry):
        """Applies a peer's entry; what cannot be applied is answered with Refused."""
        kind, number = entry.head.kind, entry.head.case_number
        self.store.run("SAVEPOINT entry")
        try:
            if kind not in BODIES:
                raise CaseError("unknown-kind", f"kind {kind} is not known here")
            self._apply(peer, entry, kind, number, BODIES[kind].FromString(entry.body))
        except CaseError as error:
            self.store.run("ROLLBACK TO entry")
            if kind != REFUSED:
                self.say(peer, RESULT, REFUSED, number, results_pb2.Refused(
                    salt=new_salt(), lane=entry.head.lane, sequence=entry.head.sequence, reason_code=error.code,
                    detail=str(error)))
        self.store.run("RELEASE entry")

    def _apply(self, peer, entry, kind, number, body):
        if kind in (SUBMITTED, CONSULTED):
            if self.store.one("SELECT 1 FROM case_file WHERE number = ?", number):
                raise CaseError("case-exists", "this number was submitted before")
            if kind == CONSULTED:
                self._open(number, peer, 0, body.application, "consulting", 1)
            else:
                self._open(number, peer, 0, body.application, "registered", 2)
                self.say(peer, RESULT, REGISTERED, "", results_pb2.Registered(salt=new_salt(), case_numbers=[number]))
        elif kind in REQUESTS:
            event, field = REQUESTS[kind]
            self._change(number, event, body)
            said = {field: getattr(body, field)} if field else {}
            self.say(peer, RESULT, event, number, BODIES[event](
                salt=new_salt(), request_sequence=entry.head.sequence, **said))
        elif kind == REGISTERED:
            for one in body.case_numbers:
                self._change(one, REGISTERED, body)
        elif kind in (SHARED_CHANGE_REQUESTED, SHARED_CHANGED):
            self.shared.receive(peer, kind, body)
        elif kind == REFUSED:
            self.store.run(
                "INSERT INTO refusal VALUES (?, ?, ?, ?)", peer, body.lane, body.sequence, body.reason_code)
            if body.lane == CASE:
                self.store.run(
                    "UPDATE case_file SET state = 'refused' WHERE number = ? AND state = 'submitted'", number)
        elif kind in lifecycle.EVENTS:
            self._change(number, kind, body)
        self._expect(peer, number, lifecycle.papers(body))

    def _open(self, number, peer, own, application, state, version):
        self.store.run(
            "INSERT INTO case_file (number, peer, own, item, mode, state, version) VALUES (?, ?, ?, ?, ?, ?, ?)",
            number, peer, own, application.item_name, application.mode, state, version)

    def _change(self, number, kind, body):
        row = self.store.one("SELECT state, mode, corrected FROM case_file WHERE number = ?", number)
        if row is None:
            raise CaseError("unknown-case", "there is no such case here")
        state, mode, corrected = row
        after = lifecycle.state_after(kind, state, mode)
        if after is None:
            raise CaseError("not-allowed-in-state", f"the case is {state}")
        if kind == CORRECTION_REQUESTED and corrected and not body.correction.HasField("exception"):
            raise CaseError("correction-used", "a correction was asked for already")
        self.store.run(
            "UPDATE case_file SET state = ?, version = version + 1, corrected = corrected + ? WHERE number = ?",
            after, int(kind == CORRECTION_REQUESTED), number)

    def _expect(self, peer, number, references):
        for one in references:
            self.store.run(
                "INSERT OR IGNORE INTO material VALUES (?, ?, ?, ?, ?)", one.digest, peer, number, one.name, one.size)
