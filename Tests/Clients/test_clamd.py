"""A real clamd: what it finds is kept aside, at the city that puts it in and at the one that gets it."""
import hashlib
import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import unittest

from citylab.api import Problem
from citylab.lab import until
from support import LabTest, draft

UNPACKED = pathlib.Path(os.environ.get("TONGBAN_CLAMD", "/nowhere"))
CLAMD = shutil.which("clamd") or UNPACKED / "usr/sbin/clamd"
# The file that every scanner calls a virus and that harms nothing; in two parts, so that this file is none.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD" + rb"-ANTIVIRUS-TEST-FILE!$H+H*"
SECONDS_MAX = 30


@unittest.skipUnless(os.access(CLAMD, os.X_OK), "there is no clamd on this machine")
class Clamd(LabTest):
    """The receiving city has a scanner."""

    def setUp(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="tongban-clamd-"))
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        self.socket, database = folder / "clamd.ctl", folder / "signatures"
        database.mkdir()
        (database / "test.hdb").write_text(
            f"{hashlib.md5(EICAR).hexdigest()}:{len(EICAR)}:Eicar-Test-Signature:73\n", "ascii")
        (folder / "clamd.conf").write_text(
            f"LocalSocket {self.socket}\nDatabaseDirectory {database}\nForeground yes\nStreamMaxLength 5M\n", "ascii")
        self.start_scanner()
        self.settings = f"\nmaterials: {{clamd: {{socket: {self.socket}, on-failure: quarantine, timeout: 20}}}}\n"
        super().setUp()

    def start_scanner(self):
        libraries = str(UNPACKED / "usr/lib/x86_64-linux-gnu")
        self.scanner = subprocess.Popen(
            [CLAMD, "-c", self.socket.parent / "clamd.conf"], env={**os.environ, "LD_LIBRARY_PATH": libraries},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(self.stop_scanner)
        until(SECONDS_MAX, self.socket.exists, "clamd to listen")

    def stop_scanner(self):
        if self.scanner.poll() is None:
            self.scanner.kill()
            self.scanner.wait()
        self.socket.unlink(missing_ok=True)

    def put(self, node, content):
        return node.api.call("POST", "/v1/materials", content)

    def refusal(self, *call, **more):
        with self.assertRaises(Problem) as caught:
            self.lab["330800"].api.call(*call, **more)
        return caught.exception.status, caught.exception.body["type"].rsplit(":", 1)[1]

    def test_what_is_found_is_kept_aside_until_somebody_decides(self):
        here, digest = self.lab["330800"], hashlib.sha256(EICAR).hexdigest()
        self.put(here, b"a good text")
        self.assertEqual(self.refusal("POST", "/v1/materials", EICAR), (409, "material-quarantined"))
        self.assertEqual(self.refusal("GET", f"/v1/materials/{digest}"), (409, "material-quarantined"))
        self.assertIn("material-infected", [alarm["code"] for alarm in here.api.get("/v1/status")["alarms"]])
        listed = self.lab.json("330800", "material", "quarantine", "list")["items"]
        self.assertEqual([(one["digest"], one["standing"]) for one in listed], [(digest, "infected")])
        self.assertIn("Eicar", listed[0]["finding"])
        self.lab.json("330800", "material", "quarantine", "release", digest, "--reason", "误报")
        self.assertEqual(here.api.call("GET", f"/v1/materials/{digest}"), EICAR)
        self.lab.json("330800", "material", "quarantine", "discard", digest, "--reason", "病毒")
        self.assertEqual(self.refusal("GET", f"/v1/materials/{digest}"), (409, "material-quarantined"))

    def test_files_of_another_city_are_checked(self):
        here, there = self.lab["330800"], self.lab["350700"]
        materials = [{**self.put(there, content), "name": name, "mediaType": "text/plain", "form": "electronic"}
                     for name, content in (("申请表", EICAR), ("说明", b"a good text"))]
        for material in materials:
            material.pop("existed")
        number = there.api.submit(draft(1, handling="330800", materials=materials))["number"]

        def standings():
            if number not in {case["number"] for case in here.api.cases()}:
                return None
            return {one["name"]: (one["isComplete"], one.get("standing")) for one in here.api.case(number)["materials"]}

        until(SECONDS_MAX, lambda: standings() == {"申请表": (True, "infected"), "说明": (True, None)}, "the check")
        audit = here.api.get(f"/v1/audit?case={number}")["items"]
        self.assertEqual([one["action"] for one in audit], ["withhold"])

    def test_what_could_not_be_checked_waits_and_is_checked_after_kill_9(self):
        here = self.lab["330800"]
        self.stop_scanner()
        self.assertEqual(self.put(here, b"a good text")["standing"], "checking")
        digest = hashlib.sha256(b"a good text").hexdigest()
        self.assertEqual(self.refusal("GET", f"/v1/materials/{digest}"), (409, "material-being-checked"))
        here.kill()
        self.start_scanner()
        here.start()
        deadline = time.monotonic() + SECONDS_MAX
        while time.monotonic() < deadline:
            try:
                self.assertEqual(here.api.call("GET", f"/v1/materials/{digest}"), b"a good text")
                return
            except Problem:
                time.sleep(0.1)
        self.fail("the material was not checked")

    def test_what_is_too_long_for_the_scanner_waits(self):
        here = self.lab["330800"]
        self.assertEqual(self.put(here, b"%PDF-1.7\n" + bytes(6 << 20))["standing"], "checking")
