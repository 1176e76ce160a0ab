"""What two cities keep together beside their cases: the word of a record's owner counts, the other city asks."""
from google.protobuf import json_format
from tongban.v1 import parcels_pb2, shared_pb2

from .cases import CaseError
from .lifecycle import BODIES, SHARED_CHANGE_REQUESTED, SHARED_CHANGED
from .wire import ALLIANCE, new_salt

# What happened: {state of the parcel before: the state after}
CUSTODY = {
    parcels_pb2.CUSTODY_KIND_PACKED: {"listed": "packed"},
    parcels_pb2.CUSTODY_KIND_HANDED_OVER: {"packed": "underway"},
    parcels_pb2.CUSTODY_KIND_SCANNED: {"underway": "underway"},
    parcels_pb2.CUSTODY_KIND_DELIVERED: {"underway": "delivered"},
    parcels_pb2.CUSTODY_KIND_RECEIVED: dict.fromkeys(("underway", "delivered", "lost"), "received"),
    parcels_pb2.CUSTODY_KIND_OPENED_COMPLETE: dict.fromkeys(("received", "differing"), "complete"),
    parcels_pb2.CUSTODY_KIND_OPENED_DIFFERING: {"received": "differing"},
    parcels_pb2.CUSTODY_KIND_LOST: dict.fromkeys(("packed", "underway", "delivered", "received"), "lost"),
    parcels_pb2.CUSTODY_KIND_REPLACED: dict.fromkeys(("differing", "lost"), "replaced"),
}
# What was done: {state of the ticket before: the state after}
STEPS = {
    shared_pb2.RECTIFICATION_KIND_ANSWER: {"open": "answered"},
    shared_pb2.RECTIFICATION_KIND_CALL_BACK_CONTENT: {"answered": "called-back"},
    shared_pb2.RECTIFICATION_KIND_CALL_BACK_DISCONTENT: {"answered": "open"},
    shared_pb2.RECTIFICATION_KIND_CLOSE: {"called-back": "closed"},
    shared_pb2.RECTIFICATION_KIND_EXCLUDE_MISTAKEN: dict.fromkeys(("open", "answered"), "excluded"),
    shared_pb2.RECTIFICATION_KIND_EXCLUDE_MALICIOUS: dict.fromkeys(("open", "answered"), "excluded"),
}
BAD = (shared_pb2.SATISFACTION_LEVEL_DISSATISFIED, shared_pb2.SATISFACTION_LEVEL_VERY_DISSATISFIED)


# Where a change names its record: the kind of record, and how owner and name are found.
NAMES = {
    "parcel_listed": ("parcel", lambda said: (said.sender.city, said.id)),
    "parcel_labelled": ("parcel", lambda said: (said.parcel.sender, said.parcel.id)),
    "custody": ("parcel", lambda said: (said.parcel.sender, said.parcel.id)),
    "evaluated": ("visit", lambda said: (said.visit.office.city, said.visit.id)),
    "rectified": ("visit", lambda said: (said.city, said.id)),
    "video": ("video", lambda said: (said.city, said.session)),
    "document_issued": ("document", lambda said: (int(said.number.split("-")[1]), said.number)),
    "contacts_published": ("contacts", lambda said: (said.city, "contacts")),
}


def parts(change):
    """A change's kind, what it says, its record's owner, and the record's name as people write it."""
    kind = change.WhichOneof("change")
    if kind is None:
        raise CaseError("unknown-value", "the change is of a later version")
    said = getattr(change, kind)
    record, names = NAMES[kind]
    owner, name = names(said)
    return kind, said, owner, f"{record}/{owner:06d}/{name}"


class Shared:
    """Applies changes to shared records. Every method runs inside the caller's transaction."""

    def __init__(self, code, store, say):
        self.code = code
        self.store = store
        self.say = say  # say(peer, lane, kind, number, body message): appends an own entry

    def change(self, peer, number, text):
        """Says a change (as protobuf's JSON) of an own record, or asks the owner for it; returns the entry's number."""
        change = json_format.ParseDict(text, shared_pb2.SharedChange())
        if parts(change)[2] == self.code:
            self._apply(peer, change, 0)
            kind = SHARED_CHANGED
        else:
            kind = SHARED_CHANGE_REQUESTED
        self.say(peer, ALLIANCE, kind, number, BODIES[kind](salt=new_salt(), change=change))
        return self.store.end(peer, ALLIANCE, 1).sequence

    def receive(self, peer, kind, body):
        """Applies what the owner of a record says. Nobody asks this peer for anything in these tests."""
        _, _, owner, name = parts(body.change)
        if kind == SHARED_CHANGE_REQUESTED or owner != peer:
            raise CaseError("not-owner", f"{name} belongs to another city, whose word alone counts")
        self._apply(peer, body.change, body.request_sequence)

    def _apply(self, peer, change, request):
        kind, said, _, name = parts(change)
        row = self.store.one("SELECT state, due FROM shared WHERE name = ? AND peer = ?", name, peer)
        state, due = row or (None, 0)
        if kind == "evaluated":
            due = said.due
        after = self._state_after(kind, said, state)
        if after is None:
            raise CaseError("not-allowed-in-state", f"{name} is {state or 'not there'}")
        self.store.run(
            "INSERT INTO shared (name, peer, state, due, changes, answered) VALUES (?, ?, ?, ?, 1, ?)"
            " ON CONFLICT DO UPDATE SET state = excluded.state, due = excluded.due, changes = changes + 1,"
            " answered = excluded.answered", name, peer, after, due, request)

    @staticmethod
    def _state_after(kind, said, state):
        """Where the record stands after a change, or None where the change does not fit."""
        if kind == "custody":
            return CUSTODY.get(said.event.kind, {}).get(state)
        if kind == "rectified":
            return STEPS.get(said.step.kind, {}).get(state)
        if kind == "parcel_labelled":
            return state
        if kind in ("video", "contacts_published"):
            return "told"
        if state is not None:
            return None
        if kind == "evaluated":
            return "open" if said.evaluation.level in BAD else "content"
        return "listed" if kind == "parcel_listed" else "issued"
