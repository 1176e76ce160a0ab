"""The client tuspy (https://pypi.org/project/tuspy) against a node: large files in parts."""
import hashlib
import os
import pathlib
import threading
import urllib.request

from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError

from citylab.api import Problem
from support import LabTest

FILE_BYTES, PART_BYTES = 24 << 20, 1 << 20


class Tus(LabTest):
    """A file goes up in parts, through crashes, and is a material at the end."""

    def setUp(self):
        super().setUp()
        self.node = self.quzhou
        self.path = pathlib.Path(self.lab.folder) / "scan.pdf"
        self.path.write_bytes(b"%PDF-1.7\n" + os.urandom(FILE_BYTES - 9))
        self.digest = hashlib.sha256(self.path.read_bytes()).hexdigest()
        self.client = TusClient(f"http://{self.node.api.host}:{self.node.api.port}/v1/uploads")

    def uploader(self, **more):
        more.setdefault("metadata", {"filename": "扫描件.pdf", "filetype": "application/pdf", "sha256": self.digest})
        return self.client.uploader(str(self.path), chunk_size=PART_BYTES, metadata_encoding="utf-8", **more)

    def check_material(self, url):
        with urllib.request.urlopen(urllib.request.Request(
                url, method="HEAD", headers={"Tus-Resumable": "1.0.0"})) as answer:
            self.assertEqual(answer.headers["Material-Digest"], self.digest)
            self.assertEqual(answer.headers["Location"], f"/v1/materials/{self.digest}")
        content = self.node.api.call("GET", f"/v1/materials/{self.digest}")
        self.assertEqual(hashlib.sha256(content).hexdigest(), self.digest)

    def test_a_file_goes_up_and_is_a_material(self):
        uploader = self.uploader()
        uploader.upload()
        self.check_material(uploader.url)

    def test_it_goes_on_after_an_interruption_and_after_kill_9(self):
        first = self.uploader()
        first.upload(stop_at=5 * PART_BYTES)
        url = first.url
        self.node.kill()
        self.node.start()
        second = self.uploader(url=url)
        self.assertEqual(second.offset, 5 * PART_BYTES)
        # The node dies while parts come in; what it had confirmed is there again.
        confirmed, killer = [0], threading.Timer(0.15, self.node.kill)
        killer.start()
        try:
            while second.offset < FILE_BYTES:
                second.upload_chunk()
                confirmed[0] = second.offset
        except (TusCommunicationError, OSError):
            pass
        killer.join()
        self.node.start()
        third = self.uploader(url=url)
        self.assertGreaterEqual(third.offset, confirmed[0])
        self.assertGreaterEqual(third.offset, 5 * PART_BYTES)
        third.upload()
        self.check_material(url)

    def test_checksums_are_taken_and_checked(self):
        uploader = self.uploader(upload_checksum=True)
        uploader.upload()
        self.check_material(uploader.url)
        wrong = self.uploader(metadata={}, upload_checksum=True)
        wrong.upload(stop_at=PART_BYTES)
        with self.assertRaises(Problem) as caught:
            self.node.api.call("PATCH", wrong.url[wrong.url.index("/v1/"):], b"x" * 10, {
                "Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream",
                "Upload-Offset": str(PART_BYTES), "Upload-Checksum": "sha1 AAAAAAAAAAAAAAAAAAAAAAAAAAA="})
        self.assertEqual(caught.exception.status, 460)
        self.assertEqual(self.uploader(url=wrong.url).offset, PART_BYTES)

    def test_an_upload_can_be_given_up(self):
        uploader = self.uploader()
        uploader.upload(stop_at=PART_BYTES)
        path = uploader.url[uploader.url.index("/v1/"):]
        self.node.api.call("DELETE", path, headers={"Tus-Resumable": "1.0.0"})
        with self.assertRaises(TusCommunicationError):
            self.uploader(url=uploader.url)
        self.assertEqual(list((self.lab.folder / "data/330800/materials/incoming").iterdir()), [])

    def test_what_is_not_taken_ends_the_upload(self):
        self.path.write_bytes(b"<!DOCTYPE html><script>alert(1)</script>")
        uploader = self.uploader(metadata={"filetype": "application/pdf"})
        with self.assertRaises(TusCommunicationError) as caught:
            uploader.upload()
        self.assertEqual(caught.exception.status_code, 422)
        with self.assertRaises(TusCommunicationError):
            self.uploader(url=uploader.url)

    def test_the_command_line_goes_on_where_it_stopped(self):
        done = []
        sender = threading.Thread(target=lambda: done.append(self.lab.command(
            "material", "put", "--resume", str(self.path), "--config", str(self.node.config), check=False)))
        sender.start()
        threading.Timer(0.2, self.node.kill).start()
        sender.join(1)
        if not self.node.is_running:
            self.node.start()
        sender.join(60)
        self.assertEqual(done[0].returncode, 0, done[0].stderr)
        self.assertIn(self.digest, done[0].stdout)
