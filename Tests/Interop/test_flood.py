"""A peer that floods the others with what is right, or nearly so, as fast as they take it."""
from besieged import THERE, Besieged

MESSAGES_MIN = 5_000
MEMORY_BYTES_MAX = 200 << 20
# By which series each node tells of what it was sent, where it does.
KINDS = {
    "hellos": [],
    "lives": [],
    "repeats": [f'tongban_peer_duplicate_entries_total{{peer="{THERE}"'],
    "receipts": [],
    "recovers": [],
    "questions": [],
    "files": [],
    "stale": ["ignored-message"],
    "subscriptions": [],
    "topics": ["foreign-topic"],
}


class Flood(Besieged):
    """Nobody falls, nobody grows, the others go on, and the true peer finds all as it was."""

    def test_flood(self):
        self.stand(KINDS, MESSAGES_MIN, MEMORY_BYTES_MAX)
