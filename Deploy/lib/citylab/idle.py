"""What nodes do while nothing is asked of them."""
import time

from .lab import until

MINUTES_MAX = 240
# In percent of a core: more than a node at rest needs with some members.
SHARE_MAX = 3


def idle_share(nodes, seconds):
    """The share of a core in percent that one of some nodes needs, over so many seconds."""
    def used():
        return sum(node.process.seconds_used for node in nodes)
    before, began = used(), time.monotonic()
    time.sleep(seconds)
    return 100 * (used() - before) / (time.monotonic() - began) / len(nodes)


def rest(nodes, share_max=SHARE_MAX):
    """Waits until no node has work of its own left: after a start each looks at every open case again."""
    nodes = list(nodes)
    until(MINUTES_MAX * 60, lambda: idle_share(nodes, 2) < share_max, "the nodes to have nothing to do")
