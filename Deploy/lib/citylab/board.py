"""What stands at a node itself, where no channel tells of it."""
from .lab import until

SECONDS_MAX = 90
# For a node that is started anew meanwhile.
PATIENCE_SECONDS = 10


class Board:
    """The alarms of one node, asked of its API."""

    def __init__(self, api):
        self.api = api

    def is_so(self, kind, code, peer=None):
        """Whether an alarm stands (`raised`) or not (`cleared`)."""
        alarms = self.api.get("/v1/status", PATIENCE_SECONDS)["alarms"]
        stands = any((alarm["code"], alarm.get("peer")) == (code, peer) for alarm in alarms)
        return stands == {"raised": True, "cleared": False}[kind]

    def wait(self, kind, code, peer=None, seconds=SECONDS_MAX, until=until):
        """Waits with `until`, which may look at other things meanwhile."""
        until(seconds, lambda: self.is_so(kind, code, peer), f"{code} {peer or ''} to be {kind}")
