"""What these tests share: two cities, cases, and a receiver of webhooks."""
import http.server
import json
import os
import pathlib
import shutil
import sys
import tempfile
import threading
import time
import unittest

from citylab import privacy
from citylab.beside import Beside
from citylab.course import Course
from citylab.lab import Lab, until

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent.parent
SAMPLES, CONFIG = REPOSITORY / "Deploy" / "samples", REPOSITORY / "Config"
QUZHOU, NANPING = "330800", "350700"
LONG = bool(os.environ.get("TONGBAN_LONG"))
SECONDS_MAX = 120


class LabTest(unittest.TestCase):
    """A test with a fresh laboratory of two cities; `settings` is added to Quzhou's configuration."""

    settings = ""

    def setUp(self):
        folder = tempfile.mkdtemp(prefix="tongban-clients-")
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        privacy.forget()
        self.addCleanup(privacy.check, folder)
        self.lab = Lab(pathlib.Path(folder) / "lab", os.environ["TONGBAN_BINARIES"], (QUZHOU, NANPING))
        self.addCleanup(self.lab.stop)
        self.quzhou, self.nanping = self.lab[QUZHOU], self.lab[NANPING]
        with self.quzhou.config.open("a", encoding="utf-8") as config:
            config.write(self.settings)
        self.prepare()
        self.start()

    def prepare(self):
        """Puts into the laboratory's folder what the settings name."""

    def start(self):
        """Starts the nodes."""
        self.lab.start()
        self.lab.wait_connected()

    def submit(self, index, **more):
        """Quzhou hands a case in; its number."""
        return self.quzhou.api.submit(draft(index, **more), patience=SECONDS_MAX)["number"]

    def accept(self, number):
        """Nanping accepts a case once it has it."""
        until(SECONDS_MAX, lambda: any(one["number"] == number for one in self.nanping.api.cases()), f"{number}")
        self.nanping.api.act(number, "accept", patience=SECONDS_MAX, office="南平市社保中心", officer="样员", role="reviewer")

    def newest(self):
        """The id of the newest event at Quzhou."""
        return self.quzhou.api.get("/v1/status", SECONDS_MAX)["newestEvent"]


class Silent:
    """Somebody whom a course tells what happens, and who tells it to nobody."""

    def say(self, *_):
        pass


class PopulatedTest(unittest.TestCase):
    """Quzhou and Nanping with a catalogue and contacts, and what a few people have done there."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.mkdtemp(prefix="tongban-clients-")
        cls.addClassCleanup(shutil.rmtree, folder, ignore_errors=True)
        privacy.forget()
        cls.addClassCleanup(privacy.check, folder)
        cls.lab = Lab(pathlib.Path(folder) / "lab", os.environ["TONGBAN_BINARIES"], (QUZHOU, NANPING),
                      catalogue=CONFIG / "catalogue", contacts=CONFIG / "contacts")
        cls.addClassCleanup(cls.lab.stop)
        cls.lab.start()
        cls.lab.wait_connected()
        cls.node, cls.other = cls.lab[QUZHOU], cls.lab[NANPING]

    @property
    def address(self):
        return f"http://{self.node.api.host}:{self.node.api.port}"

    @classmethod
    def populate(cls):
        """The sample cases between the two cities: one goes to the archive with parcel and evaluation, one waits."""
        samples = json.loads((SAMPLES / "cases.json").read_text("utf-8"))
        courses = [Course(cls.lab, case, samples["desks"], SAMPLES, None) for case in samples["cases"]
                   if {case["collecting"], case["handling"]} == {QUZHOU, NANPING}]
        for course in courses:
            course.submit()
        waiting = list(courses)
        end = time.monotonic() + SECONDS_MAX
        while waiting:
            waiting = [course for course in waiting if not course.advance()]
            if time.monotonic() > end:
                raise AssertionError(f"{[course.number for course in waiting]} did not get to the archive")
            time.sleep(0.02)
        for course in courses:
            if any(one["form"] == "original" for one in course.case["materials"]):
                Beside(course, Silent()).run()
        for course in courses:
            course.submit()
        return courses


def draft(index, **more):
    """A small, valid case that belongs to nobody."""
    return {
        "handling": NANPING, "itemCode": "SAMPLE00K007", "itemName": "失业登记", "mode": "online",
        "applicant": {"kind": "natural", "name": "样例申请人", "idType": "other", "idNumber": f"SAMPLE-{index}"},
        "fields": [{"name": "失业日期", "value": "20261031"}], "office": "衢州市跨省通办窗口", "officer": "样员",
        "role": "windowClerk", **more}


class Receiver:
    """A webhook's target. It keeps the requests that it takes, in order, and refuses as long as `refuses` says so.

    A request whose sender was killed before its end is none: there is nobody to answer, and the body is cut short.
    """

    def __init__(self, refuses=lambda count: False):
        receiver = self
        self.taken, self.refused, self.lock = [], 0, threading.Lock()

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):  # pylint: disable=invalid-name
                length = int(self.headers["Content-Length"])
                body = self.rfile.read(length)
                if len(body) < length:
                    self.close_connection = True
                    return
                with receiver.lock:
                    refused = refuses(len(receiver.taken) + receiver.refused)
                    if refused:
                        receiver.refused += 1
                    else:
                        receiver.taken.append((dict(self.headers.items()), body))
                self.send_response(500 if refused else 204)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            def handle_error(self, request, client_address):
                if not isinstance(sys.exc_info()[1], ConnectionError):
                    super().handle_error(request, client_address)

        self.server = Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"

    def close(self):
        self.server.shutdown()
        self.server.server_close()
