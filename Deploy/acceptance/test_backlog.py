"""A peer that was away for a long time."""
import time

from citylab.lab import until

from support import LONG, LabTest, MemoryWatch, draft, spread

ENTRIES = 200_000 if LONG else 20_000
MEMORY_BYTES_MAX = 200 << 20
SUBMITTERS = 16


class Backlog(LabTest):
    """The backlog drains at once after the peer's return, in bounded memory and over one connection."""

    codes = ("330800", "350700")

    def test_backlog_drains(self):
        here, there = self.lab["330800"], self.lab["350700"]
        self.lab.start()
        self.lab.wait_connected()
        there.kill()
        began = time.monotonic()
        spread(lambda index: here.api.submit(draft("350700", index), f"backlog-{index}", 30), ENTRIES, SUBMITTERS)
        self.report(f"{ENTRIES} cases submitted in {time.monotonic() - began:.1f} s while the peer was away\n   ")
        with MemoryWatch(here, there) as memory:
            there.start()
            began = time.monotonic()
            links = []

            def drained():
                peer = here.api.peers()["350700"]
                links.append(peer["link"])
                lane = next(one for one in peer["lanes"] if one["lane"] == "case")
                return lane["acknowledged"] == lane["end"] >= ENTRIES and lane["pending"] == 0

            until(120, drained, "the backlog to drain")
            seconds = time.monotonic() - began
            until(120, lambda: here.api.get("/v1/status")["cases"]["registered"] == ENTRIES, "all to be registered")
        self.report(f"drained in {seconds:.1f} s ({ENTRIES / seconds:,.0f} a second); memory at most {memory}\n   ")
        while links and links[0] != "connected":
            links.pop(0)
        self.assertEqual(set(links), {"connected"}, "the link was lost while the backlog drained")
        for code, peak in memory.peaks.items():
            self.assertLess(peak, MEMORY_BYTES_MAX, f"{code} took too much memory")
        self.assertEqual(there.api.get("/v1/status")["cases"]["registered"], ENTRIES)
        self.check_journals()
