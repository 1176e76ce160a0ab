"""Accounts (对账): what the peer holds of each stream, by day, for whoever compares."""
from tongban.v1 import entry_pb2, frame_pb2

from .wire import LANES, Position, frame

DAYS_MAX = 400
DAY_MS = 86_400_000
SHANGHAI_MS = 8 * 3_600_000


def answer(store, peer, request):
    """The account of all streams to and from one peer."""
    account = frame_pb2.AccountAnswer(number=request.number)
    for lane in LANES:
        for own in (1, 0):
            stream = account.streams.add(lane=lane, own=bool(own), end=store.end(peer, lane, own).write())
            for day, (count, last) in sorted(days(store, peer, lane, own).items())[-DAYS_MAX:]:
                stream.days.add(day=day, count=count, last=last.write())
    return frame(account_answer=account)


def days(store, peer, lane, own):
    """By day: how many entries, and the last of them."""
    found = {}
    for sequence, digest, header in store.all(
            "SELECT sequence, hash, header FROM entry WHERE peer = ? AND lane = ? AND own = ? ORDER BY sequence",
            peer, lane, own):
        day = (entry_pb2.EntryHeader.FromString(header).time_ms + SHANGHAI_MS) // DAY_MS
        found[day] = (found.get(day, (0, None))[0] + 1, Position(sequence, digest))
    return found
