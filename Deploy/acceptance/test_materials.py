"""Large materials and small cases at the same time."""
import hashlib
import os
import statistics
import threading
import time

from citylab.board import Board
from citylab.lab import until

from support import LONG, LabTest, MemoryWatch, draft

FILES, FILE_BYTES = (40 if LONG else 8), 64 << 20
MEMORY_BYTES_MAX = 200 << 20
MEDIAN_SECONDS_MAX = 0.1


def scan(lab, index, size):
    """A file of so many bytes that no other is like."""
    path = lab.folder / f"scan-{index}.pdf"
    with path.open("wb") as file:
        for _ in range(size >> 20):
            file.write(os.urandom(1 << 20))
    return path


def is_complete(node, number):
    """Whether a node has a case with all its files."""
    cases = {case["number"] for case in node.api.cases()}
    return number in cases and all(one["isComplete"] for one in node.api.case(number)["materials"])


class Materials(LabTest):
    """A stack of scans delays nothing and takes no memory."""

    codes = ("330800", "350700")

    def test_small_cases_pass_large_materials(self):
        here, there = self.lab["330800"], self.lab["350700"]
        self.lab.start()
        self.lab.wait_connected()
        paths = [scan(self.lab, index, FILE_BYTES) for index in range(FILES)]
        with MemoryWatch(here, there) as memory:
            references = [here.api.put_material(path, f"扫描件{index}", "copy") for index, path in enumerate(paths)]
            times, stop = [], threading.Event()
            probe = threading.Thread(target=self._probe, args=(times, stop))
            began = time.monotonic()
            large = here.api.submit(draft("350700", 0, references))["number"]
            probe.start()
            try:
                until(300, lambda: is_complete(there, large), "the materials to arrive")
                seconds = time.monotonic() - began
            finally:
                stop.set()
                probe.join()
        median = statistics.median(times)
        total = FILES * FILE_BYTES
        self.report(
            f"{total >> 20} MiB in {seconds:.1f} s ({total / seconds / (1 << 20):.0f} MiB a second); "
            f"{len(times)} small cases registered meanwhile, median {median * 1000:.0f} ms, "
            f"slowest {max(times) * 1000:.0f} ms; memory at most {memory}\n   ")
        self.assertGreaterEqual(len(times), 5, "too few small cases went through meanwhile")
        self.assertLess(median, MEDIAN_SECONDS_MAX)
        for code, peak in memory.peaks.items():
            self.assertLess(peak, MEMORY_BYTES_MAX, f"{code} took too much memory")
        for reference in references:
            content = there.api.call("GET", f"/v1/materials/{reference['digest']}")
            self.assertEqual(hashlib.sha256(content).hexdigest(), reference["digest"])

    def _probe(self, times, stop):
        """How long a small case takes from the window until the window sees it registered in the other city."""
        here, index = self.lab["330800"], 0
        while not stop.is_set():
            index += 1
            began = time.monotonic()
            number = here.api.submit(draft("350700", index))["number"]
            while here.api.case(number)["state"] != "registered":
                time.sleep(0.002)
            times.append(time.monotonic() - began)
            stop.wait(0.05)


class Sources(LabTest):
    """A file that two cities named comes from the one that still has it."""

    fleets = ("local",)
    codes = ("330800", "350700", "361100")

    def test_a_file_that_its_city_lost_comes_from_another(self):
        first, second, there = (self.lab[code] for code in ("330800", "361100", "350700"))
        self.lab.start()
        self.lab.wait_connected()
        path = scan(self.lab, 0, 2 << 20)
        reference, same = (node.api.put_material(path, "身份证", "copy") for node in (first, second))
        self.assertEqual(reference["digest"], same["digest"])
        [lost] = (self.lab.folder / "data" / first.code).rglob(reference["digest"])
        lost.unlink()
        number = first.api.submit(draft(there.code, 0, [reference]))["number"]
        board = Board(there.api)
        board.wait("raised", "material-waits", first.code)
        self.assertFalse(is_complete(there, number))
        other = second.api.submit(draft(there.code, 1, [reference]))["number"]
        until(60, lambda: is_complete(there, other), "the file to come from the other city")
        self.assertTrue(is_complete(there, number))
        board.wait("cleared", "material-waits", first.code)
