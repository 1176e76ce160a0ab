"""What may follow in which state, as the contract has it: kinds of entries, requests, and one table."""
from tongban.v1 import bodies_pb2, entry_pb2, results_pb2, values_pb2

SUBMITTED = entry_pb2.ENTRY_KIND_SUBMITTED
SUPPLEMENT_OFFERED = entry_pb2.ENTRY_KIND_SUPPLEMENT_OFFERED
DELIVERY_REPORTED = entry_pb2.ENTRY_KIND_DELIVERY_REPORTED
CONSULTED = entry_pb2.ENTRY_KIND_CONSULTED
HAND_OVER_OFFERED = entry_pb2.ENTRY_KIND_HAND_OVER_OFFERED
LEG_REPORTED = entry_pb2.ENTRY_KIND_LEG_REPORTED
WITHDRAWAL_REQUESTED = entry_pb2.ENTRY_KIND_WITHDRAWAL_REQUESTED
REGISTERED = entry_pb2.ENTRY_KIND_REGISTERED
ACCEPTED = entry_pb2.ENTRY_KIND_ACCEPTED
CORRECTION_REQUESTED = entry_pb2.ENTRY_KIND_CORRECTION_REQUESTED
SUPPLEMENTED = entry_pb2.ENTRY_KIND_SUPPLEMENTED
DECLINED = entry_pb2.ENTRY_KIND_DECLINED
DECIDED = entry_pb2.ENTRY_KIND_DECIDED
DELIVERED = entry_pb2.ENTRY_KIND_DELIVERED
ENDORSED = entry_pb2.ENTRY_KIND_ENDORSED
OBJECTED = entry_pb2.ENTRY_KIND_OBJECTED
HANDED_OVER = entry_pb2.ENTRY_KIND_HANDED_OVER
FORWARDED = entry_pb2.ENTRY_KIND_FORWARDED
LAPSED = entry_pb2.ENTRY_KIND_LAPSED
ACCEPTED_BY_SILENCE = entry_pb2.ENTRY_KIND_ACCEPTED_BY_SILENCE
SUSPENDED = entry_pb2.ENTRY_KIND_SUSPENDED
RESUMED = entry_pb2.ENTRY_KIND_RESUMED
REFUSED = entry_pb2.ENTRY_KIND_REFUSED
EXTENDED = entry_pb2.ENTRY_KIND_EXTENDED
REVIEWED = entry_pb2.ENTRY_KIND_REVIEWED
LEG_CONCLUDED = entry_pb2.ENTRY_KIND_LEG_CONCLUDED
APPROVED = entry_pb2.ENTRY_KIND_APPROVED
ISSUED = entry_pb2.ENTRY_KIND_ISSUED
WITHDRAWN = entry_pb2.ENTRY_KIND_WITHDRAWN
PASSED_ON = entry_pb2.ENTRY_KIND_PASSED_ON
VOIDED = entry_pb2.ENTRY_KIND_VOIDED
ARCHIVED = entry_pb2.ENTRY_KIND_ARCHIVED
SHARED_CHANGE_REQUESTED = entry_pb2.ENTRY_KIND_SHARED_CHANGE_REQUESTED
SHARED_CHANGED = entry_pb2.ENTRY_KIND_SHARED_CHANGED

ONLINE, COLLECTED, JOINT = (
    values_pb2.HANDLING_MODE_ONLINE, values_pb2.HANDLING_MODE_COLLECTED, values_pb2.HANDLING_MODE_JOINT)
COUNTER = (COLLECTED, JOINT)

# kind: {state that it may follow on: the state after it}
EVENTS = {
    ENDORSED: {"consulting": "endorsed"},
    OBJECTED: {"consulting": "incomplete"},
    HANDED_OVER: dict.fromkeys(("consulting", "incomplete", "endorsed"), "registered"),
    REGISTERED: dict.fromkeys(("submitted", "refused"), "registered"),
    FORWARDED: {"registered": "forwarded"},
    CORRECTION_REQUESTED: dict.fromkeys(("registered", "forwarded"), "correcting"),
    SUPPLEMENTED: {"incomplete": "consulting", "correcting": "registered"},
    LAPSED: {"correcting": "lapsed"},
    ACCEPTED: dict.fromkeys(("registered", "forwarded"), "accepted"),
    ACCEPTED_BY_SILENCE: dict.fromkeys(("registered", "forwarded"), "accepted"),
    DECLINED: dict.fromkeys(("registered", "forwarded"), "declined"),
    SUSPENDED: {"accepted": "suspended"},
    RESUMED: {"suspended": "accepted"},
    EXTENDED: {"accepted": "accepted"},
    REVIEWED: {"accepted": "accepted"},
    LEG_CONCLUDED: {"accepted": "accepted"},
    APPROVED: {"accepted": "issuing"},
    ISSUED: {"issuing": "decided"},
    DECIDED: {"accepted": "decided"},
    WITHDRAWN: dict.fromkeys(
        ("consulting", "incomplete", "endorsed", "registered", "forwarded", "correcting", "accepted", "suspended"),
        "withdrawn"),
    PASSED_ON: dict.fromkeys(("registered", "forwarded", "accepted"), "passedOn"),
    VOIDED: dict.fromkeys(("registered", "forwarded", "correcting", "accepted", "suspended", "issuing"), "voided"),
    DELIVERED: dict.fromkeys(("decided", "declined", "withdrawn", "lapsed", "passedOn"), "delivered"),
    ARCHIVED: dict.fromkeys(("delivered", "voided"), "archived"),
}
# What the state alone does not decide: kind and state with the modes in which they go together.
MODES = {
    (FORWARDED, "registered"): COUNTER, (LEG_CONCLUDED, "accepted"): (JOINT,),
    (ACCEPTED, "registered"): (ONLINE,), (ACCEPTED, "forwarded"): COUNTER,
    (DECLINED, "registered"): (ONLINE,), (DECLINED, "forwarded"): COUNTER,
}
# What the collecting city asks for, the event that grants it, and the field in which both say it.
REQUESTS = {
    SUPPLEMENT_OFFERED: (SUPPLEMENTED, None), DELIVERY_REPORTED: (DELIVERED, "delivery"),
    HAND_OVER_OFFERED: (HANDED_OVER, "hand_over"), LEG_REPORTED: (LEG_CONCLUDED, "report"),
    WITHDRAWAL_REQUESTED: (WITHDRAWN, "withdrawal"),
}
# Bodies are named like their kinds. Notices and keys are not read here.
UNREAD = (entry_pb2.ENTRY_KIND_NOTICE, entry_pb2.ENTRY_KIND_KEY_ANNOUNCED)
BODIES = {
    kind: getattr(module, name)
    for text, kind in entry_pb2.EntryKind.items() if kind not in UNREAD
    for name in ["".join(word.capitalize() for word in text.removeprefix("ENTRY_KIND_").split("_"))]
    for module in (bodies_pb2, results_pb2) if name in module.DESCRIPTOR.message_types_by_name
}


def state_after(kind, state, mode):
    """The state after an event, or None where it does not fit."""
    if mode not in MODES.get((kind, state), (mode,)):
        return None
    return EVENTS[kind].get(state)


def papers(body):
    """The files that come with a body: of an application, of a deed, or with a decision."""
    for part in (body, *(getattr(body, name) for name in ("application", "report") if hasattr(body, name))):
        for name in ("materials", "documents"):
            yield from getattr(part, name, ())
