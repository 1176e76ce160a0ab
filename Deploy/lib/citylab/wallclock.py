"""A wall clock that a test puts ahead while nodes run, for what an hour or a month brings about."""
import pathlib
import struct

from .baddisk import build

SOURCE = pathlib.Path(__file__).resolve().parent.parent / "wallclock.c"
MINUTE, HOUR, DAY = 60, 3600, 86400


class WallClock:
    """The clock of all nodes of a laboratory, which have to be started after this is made; the machine's own stays."""

    def __init__(self, lab):
        folder = lab.folder / "clock"
        folder.mkdir()
        self.file, self.seconds = folder / "ahead", 0
        library = folder / "wallclock.so"
        build(lab, library, SOURCE)
        self.file.write_bytes(self._bytes())
        for node in lab.nodes.values():
            node.variables = {"LD_PRELOAD": str(library), "WALLCLOCK_AHEAD": str(self.file)}

    def pass_by(self, seconds):
        """Lets so many seconds pass for all nodes at once."""
        self.seconds += seconds
        with self.file.open("r+b") as file:
            file.write(self._bytes())

    def _bytes(self):
        return struct.pack("=q", self.seconds)
