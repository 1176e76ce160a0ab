"""A wall clock that a test sets while nodes run: for what an hour or a month brings about, and for clocks that jump."""
import pathlib
import struct

from .baddisk import build

SOURCE = pathlib.Path(__file__).resolve().parent.parent / "wallclock.c"
MINUTE, HOUR, DAY = 60, 3600, 86400


class WallClock:
    """The clock of some nodes of a laboratory, or of all; the machine's own stays.

    The nodes have to be started after this is made."""

    def __init__(self, lab, nodes=()):
        nodes = list(nodes or lab.nodes.values())
        folder = lab.folder / f"clock-{nodes[0].code}"
        folder.mkdir()
        self.file, self.seconds = folder / "ahead", 0
        library = folder / "wallclock.so"
        build(lab, library, SOURCE)
        self.file.write_bytes(self._bytes())
        for node in nodes:
            node.variables = {"LD_PRELOAD": str(library), "WALLCLOCK_AHEAD": str(self.file)}

    def pass_by(self, seconds):
        """Lets so many seconds pass at once."""
        self.set(self.seconds + seconds)

    def set(self, seconds):
        """Puts it so many seconds ahead of the machine's, or behind."""
        self.seconds = seconds
        with self.file.open("r+b") as file:
            file.write(self._bytes())

    def _bytes(self):
        return struct.pack("=q", self.seconds)
