"""What the peer does with a case: the handling city's log is the truth, the collecting city asks."""
from datetime import datetime, timedelta, timezone
import secrets

from tongban.v1 import bodies_pb2, entry_pb2

from .wire import CASE, RESULT, new_salt

SUBMITTED = entry_pb2.ENTRY_KIND_SUBMITTED
SUPPLEMENT_OFFERED = entry_pb2.ENTRY_KIND_SUPPLEMENT_OFFERED
DELIVERY_REPORTED = entry_pb2.ENTRY_KIND_DELIVERY_REPORTED
REGISTERED = entry_pb2.ENTRY_KIND_REGISTERED
ACCEPTED = entry_pb2.ENTRY_KIND_ACCEPTED
CORRECTION_REQUESTED = entry_pb2.ENTRY_KIND_CORRECTION_REQUESTED
SUPPLEMENTED = entry_pb2.ENTRY_KIND_SUPPLEMENTED
DECLINED = entry_pb2.ENTRY_KIND_DECLINED
DECIDED = entry_pb2.ENTRY_KIND_DECIDED
DELIVERED = entry_pb2.ENTRY_KIND_DELIVERED
REFUSED = entry_pb2.ENTRY_KIND_REFUSED

# kind: (states that it may follow on, the state after it)
EVENTS = {
    REGISTERED: ({"submitted", "refused"}, "registered"),
    ACCEPTED: ({"registered"}, "accepted"),
    CORRECTION_REQUESTED: ({"registered"}, "correcting"),
    SUPPLEMENTED: ({"correcting"}, "registered"),
    DECLINED: ({"registered"}, "declined"),
    DECIDED: ({"accepted"}, "decided"),
    DELIVERED: ({"decided", "declined"}, "delivered"),
}
BODIES = {
    SUBMITTED: bodies_pb2.Submitted, SUPPLEMENT_OFFERED: bodies_pb2.SupplementOffered,
    DELIVERY_REPORTED: bodies_pb2.DeliveryReported, REGISTERED: bodies_pb2.Registered,
    ACCEPTED: bodies_pb2.Accepted, CORRECTION_REQUESTED: bodies_pb2.CorrectionRequested,
    SUPPLEMENTED: bodies_pb2.Supplemented, DECLINED: bodies_pb2.Declined, DECIDED: bodies_pb2.Decided,
    DELIVERED: bodies_pb2.Delivered, REFUSED: bodies_pb2.Refused,
}


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

    def submit(self, own_code, handling, body):
        number = new_number(own_code)
        self.store.run(
            "INSERT INTO case_file (number, peer, own, item, state, version) VALUES (?, ?, 1, ?, 'submitted', 1)",
            number, handling, body.item_name)
        self.say(handling, CASE, SUBMITTED, number, body)
        return number

    def decide(self, number, kind, body):
        """Something that a person at this handling city does."""
        row = self.store.one("SELECT peer, own FROM case_file WHERE number = ?", number)
        if row is None or row[1]:
            raise CaseError("wrong-side", "only the handling city does this")
        self._change(number, kind)
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
                self.say(peer, RESULT, REFUSED, number, bodies_pb2.Refused(
                    salt=new_salt(), lane=entry.head.lane, sequence=entry.head.sequence, reason_code=error.code,
                    detail=str(error)))
        self.store.run("RELEASE entry")

    def _apply(self, peer, entry, kind, number, body):
        if kind == SUBMITTED:
            if self.store.one("SELECT 1 FROM case_file WHERE number = ?", number):
                raise CaseError("case-exists", "this number was submitted before")
            self.store.run(
                "INSERT INTO case_file (number, peer, own, item, state, version) VALUES (?, ?, 0, ?, 'registered', 2)",
                number, peer, body.item_name)
            self._expect(peer, number, body.materials)
            self.say(peer, RESULT, REGISTERED, "", bodies_pb2.Registered(salt=new_salt(), case_numbers=[number]))
        elif kind == SUPPLEMENT_OFFERED:
            self._change(number, SUPPLEMENTED)
            self._expect(peer, number, body.materials)
            self.say(peer, RESULT, SUPPLEMENTED, number, bodies_pb2.Supplemented(
                salt=new_salt(), request_sequence=entry.head.sequence))
        elif kind == DELIVERY_REPORTED:
            self._change(number, DELIVERED)
            self.say(peer, RESULT, DELIVERED, number, bodies_pb2.Delivered(
                salt=new_salt(), request_sequence=entry.head.sequence, delivery=body.delivery))
        elif kind == REGISTERED:
            for one in body.case_numbers:
                self._change(one, REGISTERED)
        elif kind == REFUSED:
            self.store.run(
                "UPDATE case_file SET state = 'refused' WHERE number = ? AND state = 'submitted'", number)
        else:
            self._change(number, kind)
            if kind == DECIDED:
                self._expect(peer, number, body.documents)

    def _change(self, number, kind):
        row = self.store.one("SELECT state, corrected FROM case_file WHERE number = ?", number)
        if row is None:
            raise CaseError("unknown-case", "there is no such case here")
        before, after = EVENTS[kind]
        if row[0] not in before or (kind == CORRECTION_REQUESTED and row[1]):
            raise CaseError("not-allowed-in-state", f"the case is {row[0]}")
        self.store.run(
            "UPDATE case_file SET state = ?, version = version + 1, corrected = corrected + ? WHERE number = ?",
            after, int(kind == CORRECTION_REQUESTED), number)

    def _expect(self, peer, number, references):
        for one in references:
            self.store.run(
                "INSERT OR IGNORE INTO material VALUES (?, ?, ?, ?, ?)", one.digest, peer, number, one.name, one.size)
