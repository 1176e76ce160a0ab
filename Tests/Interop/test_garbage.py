"""A peer that speaks garbage, with the keys of a city, and strangers who do."""
from besieged import Besieged

MESSAGES_MIN = 30
MEMORY_BYTES_MAX = 200 << 20
# By which series each node tells of what it was sent.
KINDS = {
    "plain": ["tongban_strangers_refused_total"],
    "noise": ["undecodable-frame"],
    "spoilt": ["undecodable-frame", "bad-signature"],
    "forged": ["bad-signature"],
    "versions": ["undecodable-frame"],
    "huge": ["undecodable-frame"],
    "parts": ["undecodable-frame"],
    "requests": ["foreign-topic", "undecodable-frame"],
}


class Garbage(Besieged):
    """Nobody falls, nobody grows, everything is counted, the others go on, and the true peer finds all as it was."""

    def test_garbage(self):
        self.stand(KINDS, MESSAGES_MIN, MEMORY_BYTES_MAX)
