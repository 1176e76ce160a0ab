"""What is done next with a case: one table, read from the top."""
from typing import NamedTuple

ONLINE, JOINT = frozenset({"online"}), frozenset({"joint"})
COUNTER = frozenset({"collected", "joint"})
ALL = ONLINE | COUNTER


class Step(NamedTuple):
    """In this state, in these modes, somebody in this role does this at this side."""
    side: str
    state: str
    modes: frozenset
    action: str
    role: str


STEPS = (
    # The applicant waits at the counter (即时响应).
    Step("handling", "consulting", COUNTER, "object", "liaison"),
    Step("handling", "consulting", COUNTER, "endorse", "liaison"),
    Step("collecting", "incomplete", COUNTER, "supplement", "windowClerk"),
    Step("collecting", "endorsed", COUNTER, "handOver", "windowClerk"),
    # The handling city's window looks once more (属地复核), then the department says whether it takes the case on.
    Step("handling", "registered", COUNTER, "forward", "handlingWindow"),
    Step("handling", "forwarded", COUNTER, "requestCorrection", "reviewer"),
    Step("handling", "forwarded", COUNTER, "decline", "reviewer"),
    Step("handling", "forwarded", COUNTER, "accept", "reviewer"),
    Step("handling", "registered", ONLINE, "requestCorrection", "reviewer"),
    Step("handling", "registered", ONLINE, "decline", "reviewer"),
    Step("handling", "registered", ONLINE, "accept", "reviewer"),
    Step("collecting", "correcting", COUNTER, "supplement", "windowClerk"),
    Step("collecting", "correcting", ONLINE, "supplement", "applicant"),
    # Examined by one person and decided by another.
    Step("handling", "accepted", ALL, "suspend", "reviewer"),
    Step("handling", "suspended", ALL, "resume", "reviewer"),
    Step("handling", "accepted", JOINT, "concludeLeg", "reviewer"),
    Step("collecting", "accepted", JOINT, "concludeLeg", "reviewer"),
    Step("handling", "accepted", ALL, "review", "reviewer"),
    Step("handling", "accepted", ALL, "approve", "decider"),
    Step("handling", "accepted", ALL, "decide", "decider"),
    Step("handling", "issuing", ALL, "issue", "reviewer"),
    # Into the applicant's hands (送达), then into the archive (归档).
    Step("collecting", "decided", COUNTER, "confirmDelivery", "windowClerk"),
    Step("collecting", "decided", ONLINE, "confirmDelivery", "applicant"),
    Step("collecting", "declined", COUNTER, "confirmDelivery", "windowClerk"),
    Step("collecting", "declined", ONLINE, "confirmDelivery", "applicant"),
    Step("handling", "delivered", ALL, "archive", "reviewer"),
)

# What is said where a case says nothing of its own; an action that is not here is done only by cases that say it.
EVERYDAY = {
    "endorse": {"note": "材料符合。"},
    "handOver": {"reason": ""},
    "forward": {"note": "复核无误。"},
    "accept": {"note": ""},
    "review": {"recommends": "granted", "opinion": "材料齐全，符合法定条件。"},
    "archive": {"note": ""},
}

# Whose texts name a person without an office.
WITHOUT_OFFICE = frozenset({"supplement", "confirmDelivery"})


def steps(state, mode):
    """The steps of a state, first things first."""
    return [step for step in STEPS if step.state == state and mode in step.modes]
