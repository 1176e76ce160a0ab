"""Alarms of the runbook that take a peer that misbehaves, an older store or the passing of time: each is raised by its
cause, and ends with it."""
import re
import shutil
import signal
import subprocess

from citylab.api import API, Problem
from citylab.baddisk import compiler
from citylab.board import Board
from citylab.lab import Lab, until
from citylab.wallclock import DAY, MINUTE, WallClock

from alerting import SECONDS_MAX, Hook, Receiver
from scanner import Scanner
from support import FORM, draft
from telling import HERE, THERE, TellingTest, THIRD

BACKLOG = "64 KiB"
STRANGER = "310112"
# For so long after a start nothing is told as over.
SETTLE_SECONDS = 5 * MINUTE
# So many cases Nanping hands in: another end of a stream at the same place is seen at once.
CASES = 11
# What long cases take some seconds to pass, in bits a second.
SLOW_RATE, LONG_TEXT = 100_000, "长" * 1000


class AlarmTest(TellingTest):
    """Quzhou tells at once, and the nodes' clocks can be put ahead."""

    rules = "level: info, after: 0, group: 0"

    def setUp(self):
        super().setUp()
        if not compiler():
            self.skipTest("needs a C compiler")
        self.clock = WallClock(self.lab)
        self.there = self.lab[THERE]

    def tell(self, thresholds="", code=HERE, channels=()):
        """Adds the channels of one node: the desk and further ones."""
        lines = "\n".join((self.desk(self.hook), *channels))
        self.configure(code, f"alerts:\n  {thresholds}\n  channels:\n{lines}")

    def reconcile(self, peer):
        self.assertTrue(self.lab.json(HERE, "reconcile", peer)["isSettled"])


class Cities(AlarmTest):
    """A peer that is away, one whose signatures do not hold, and somebody unknown."""

    def test_what_a_day_brings_about_and_ends(self):
        node = self.lab[HERE]
        text = node.config.read_text("utf-8").replace("backlog-per-peer: 4 GiB", f"backlog-per-peer: {BACKLOG}")
        listed = self.lab.folder / "federation-here.yaml"
        node.config.write_text(text.replace("../federation.yaml", f"../{listed.name}"), "utf-8")
        right = (self.lab.folder / "federation.yaml").read_text("utf-8")
        with Lab(self.lab.folder.parent / "other", self.lab.tongban.parent, (STRANGER,)) as other:
            # Quzhou's list holds another signing key for Nanping than Nanping's own.
            key = re.search(r'signing-public-key: (".+")', (other.folder / "federation.yaml").read_text("utf-8"))[1]
            place = rf'(code: "{THERE}"\n(?:.*\n){{3}} *signing-public-key: ).*'
            listed.write_text(re.sub(place, lambda found: found[1] + key, right), "utf-8")
            self.tell("peer-away: 1\n  backlog-age: 1")
            self.lab.start()
            self.lab.wait_connected()
            self.lab[THIRD].kill()
            self._fill()
            self.here().submit(draft(THERE, 0))
            # A node that is on nobody's list knocks.
            federation = other.folder / "federation.yaml"
            member = re.search(rf'  - code: "{HERE}"\n(?:    .*\n)+', right)[0]
            federation.write_text(federation.read_text("utf-8").rstrip("\n") + "\n" + member, "utf-8")
            other.start()
            self.hook.wait("raised", "stranger")
            self.hook.wait("raised", "bad-signatures", THERE)
            self.hook.wait("raised", "backlog", THIRD)
        listed.write_text(right, "utf-8")
        node.signal(signal.SIGHUP)
        until(SECONDS_MAX, lambda: self._is_receipted(THERE), "Nanping's receipts to be taken")
        self.clock.pass_by(DAY)
        for code in ("peer-silent", "peer-away", "backlog-old", "outstanding"):
            self.assertNotIn(("raised", code, THERE), self.hook.told)
        self.hook.wait("cleared", "stranger")
        self.hook.wait("cleared", "bad-signatures", THERE)
        self.hook.wait("raised", "peer-silent", THIRD)
        self.hook.wait("raised", "peer-away", THIRD)
        self.hook.wait("raised", "backlog-old", THIRD)
        self.hook.wait("raised", "outstanding", THIRD)
        self.lab[THIRD].start()
        self.hook.wait("cleared", "peer-silent", THIRD)
        self.hook.wait("cleared", "peer-away", THIRD)
        self.hook.wait("cleared", "backlog", THIRD)
        self.hook.wait("cleared", "backlog-old", THIRD)
        until(SECONDS_MAX, lambda: self._is_receipted(THIRD), "Shangrao to receipt all")
        self.assertNotIn(("cleared", "outstanding", THIRD), self.hook.told, "nobody has looked yet")
        self.reconcile(THIRD)
        self.hook.wait("cleared", "outstanding", THIRD)

    def _fill(self):
        """Submits to Shangrao until no more is taken."""
        with self.assertRaises(Problem) as refused:
            for index in range(1000):
                self.here().submit(draft(THIRD, index))
        self.assertEqual(refused.exception.body["type"], "urn:tongban:problem:backlog-full")

    def _is_receipted(self, peer):
        return all(lane["acknowledged"] == lane["end"] for lane in self.here().peers()[peer]["lanes"])


class Stores(AlarmTest):
    """A peer that lost what it had, and one that wrote something else in its place."""

    codes = (HERE, THERE)
    # So that a link can be made slow.
    faulty = True

    def test_stores_that_go_back_and_a_file_that_is_lost(self):
        self.tell()
        self._start()
        older = self._keep("older")
        self._start()
        self._lose_a_file()
        self._submit(1)
        newer = self._keep("newer")
        # What Nanping lost is with Quzhou. It comes slowly, so that it is seen that it comes.
        self._put(older, THERE)
        self.lab.slow(HERE, THERE, rate=SLOW_RATE)
        self._start(connects=False)
        board = Board(self.there.api)
        board.wait("raised", "recovering", HERE)
        self.lab.heal()
        board.wait("cleared", "recovering", HERE)
        self.hook.wait("raised", "peer-went-back", THERE)
        self._settle()
        self.hook.wait("cleared", "peer-went-back", THERE)
        # Both begin anew from the older stores and write something else; then Quzhou has its newer one again.
        self.lab.stop_nodes()
        self._put(older, HERE, THERE)
        self._start()
        self._submit(0)
        self.lab.stop_nodes()
        self._put(newer, HERE)
        self._start(connects=False)
        self.hook.wait("raised", "halted", THERE)
        self.there.stop()
        self._put(newer, THERE)
        self.there.start()
        self._resume()
        self.hook.wait("cleared", "halted", THERE)
        self.lab.wait_connected()
        self._settle()

    def _start(self, connects=True):
        """Starts the nodes; so much later, what stood before the start and stands no more is told as over."""
        self.lab.start()
        if connects:
            self.lab.wait_connected()
        self.clock.pass_by(SETTLE_SECONDS)

    def _lose_a_file(self):
        """Nanping hands a case in whose file is gone when Quzhou asks for it, and is put back later."""
        self.lab[HERE].pause()
        form = self.there.api.put_material(*FORM)
        self.there.api.submit(draft(HERE, 0, [form]))
        file = next((self.lab.folder / "data" / THERE / "materials").rglob(f"*{form['digest'][-16:]}*"))
        away = self.lab.folder / "away"
        file.rename(away)
        self.lab[HERE].resume()
        self.hook.wait("raised", "material-waits", THERE)
        away.rename(file)
        self.hook.wait("cleared", "material-waits", THERE)

    def _submit(self, first):
        """Nanping hands in long cases, all of which Quzhou receipts."""
        for index in range(first, CASES):
            said = draft(HERE, index)
            said["fields"][-1]["value"] = LONG_TEXT
            self.there.api.submit(said)
        until(SECONDS_MAX, lambda: all(
            lane["acknowledged"] == lane["end"] for node in self.lab.nodes.values()
            for peer in node.api.peers().values() for lane in peer["lanes"]), "everything to be receipted")

    def _resume(self):
        """Lets every stream with Nanping compare again that is halted at Quzhou."""
        halted = [(lane["lane"], halt["direction"]) for lane in self.here().peers()[THERE]["lanes"]
                  for halt in lane["halts"]]
        self.assertIn(("case", "incoming"), halted)
        for lane, direction in halted:
            self.lab.command("resume", THERE, "--lane", lane, "--direction", direction, "--config",
                             str(self.lab[HERE].config))

    def _settle(self):
        until(SECONDS_MAX, lambda: self.lab.json(HERE, "reconcile", THERE)["isSettled"], "nothing to be outstanding")

    def _keep(self, name):
        """Stops the nodes and copies their stores."""
        self.lab.stop_nodes()
        copy = self.lab.folder / name
        shutil.copytree(self.lab.folder / "data", copy, ignore=shutil.ignore_patterns("*.sock"))
        return copy

    def _put(self, copy, *codes):
        """Gives nodes that are stopped their stores of that time again."""
        for code in codes:
            data = self.lab.folder / "data" / code
            shutil.rmtree(data)
            shutil.copytree(copy / code, data)


class Target(Receiver):
    """A system of the city's: it refuses what `refuses` says of a path and a body, with that status."""

    def __init__(self):
        self.refuses = lambda path, body: None
        super().__init__()

    def answer(self, path, headers, body):
        status = self.refuses(path, body.decode("utf-8"))
        self.keep((path, status or 204))
        return status or 204, b""

    def count(self, *one):
        with self.lock:
            return self.taken.count(one)


class OwnSystems(AlarmTest):
    """What Quzhou's own systems do, and what ends at Nanping, where callers sign in and the API speaks TLS."""

    codes = (HERE, THERE)
    bad = b"harmless, and yet a virus"

    def setUp(self):
        super().setUp()
        self.target, self.second = Target(), Hook()
        for receiver in (self.target, self.second):
            self.addCleanup(receiver.close)
        self.socket = self.lab.folder / "clamd.ctl"

    def test_what_days_bring_about_and_end(self):
        self.configure(HERE, 'webhooks: {allow-hosts: ["127.0.0.1"]}')
        self.configure(HERE, f"materials: {{clamd: {{socket: {self.socket}, on-failure: quarantine, timeout: 5}}}}")
        self.tell(channels=[self.desk(self.second, "second")])
        self._secure()
        self.lab.start()
        self.lab.wait_connected()
        token = self._use_a_token(days=10)
        # A channel that takes nothing three times.
        self.second.status = 500
        scanner = Scanner(self.socket, self.bad)
        self.addCleanup(scanner.close)
        with self.assertRaises(Problem) as refused:
            self.here().call("POST", "/v1/materials", self.bad)
        self.assertEqual(refused.exception.status, 409)
        self.hook.wait("raised", "material-infected")
        for count in range(1, 4):
            until(SECONDS_MAX, lambda count=count: self.second.refused >= count, "the second channel to be tried")
            self.clock.pass_by(5 * MINUTE)
        self.hook.wait("raised", "alert-channel-fails")
        self.second.status = 204
        # The scanner goes away.
        scanner.close()
        self.here().call("POST", "/v1/materials", b"another text")
        self.hook.wait("raised", "virus-check-fails")
        scanner = Scanner(self.socket, self.bad)
        self.addCleanup(scanner.close)
        self._let_a_webhook_be_gone()
        webhook = self._let_an_event_die()
        self._check_what_days_brought(token, webhook)

    def _check_what_days_brought(self, token, webhook):
        """Three days have passed: what is raised by then, and how it ends."""
        self.hook.wait("cleared", "virus-check-fails")
        self.hook.wait("cleared", "alert-channel-fails")
        self.hook.wait("raised", "webhook-dead")
        self.hook.wait("raised", "parcel")
        self.hook.wait("raised", "token-ends")
        self.hook.wait("raised", "certificate-ends")
        infected = self.here().get("/v1/material-quarantine")["items"][0]["digest"]
        self.here().write(f"/v1/material-quarantine/{infected}/discard", {"officer": "值班员", "reason": "带病毒"})
        self.hook.wait("cleared", "material-infected")
        self.target.refuses = lambda path, body: None
        self.lab.command("webhook", "replay", webhook, "--all", "--config", str(self.lab[HERE].config))
        self.here().write(f"/v1/parcels/{HERE}/P-1/custody", {"kind": "scanned", "officer": "邮寄样员"})
        self.clock.pass_by(MINUTE)
        self.there.api.call("POST", f"/v1/tokens/{token['id']}/revoke", b"{}", {
            **self._bearer(token), "Content-Type": "application/json", "Idempotency-Key": "revoke"})
        self._certify(days=365)
        self.there.signal(signal.SIGHUP)
        self.hook.wait("cleared", "webhook-dead")
        self.hook.wait("cleared", "parcel")
        self.hook.wait("cleared", "token-ends")
        self.hook.wait("cleared", "certificate-ends")

    # Nanping

    def _secure(self):
        """Nanping's callers sign in, and its API has a certificate that is over soon."""
        self._certify(days=20)
        config, tls = self.there.config, "tls: {certificate: ../keys/api.pem, key: ../keys/api-key.pem}"
        config.write_text(config.read_text("utf-8").replace("sign-in: off", f"sign-in: required\n  {tls}"), "utf-8")
        self.there.api = API(path=str(self.lab.folder / "data" / THERE / "api.sock"))
        self.tell(code=THERE)

    def _certify(self, days):
        keys = self.lab.folder / "keys"
        done = subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc", "-subj",
             "/CN=localhost", "-days", str(days), "-keyout", keys / "api-key.pem", "-out", keys / "api.pem"],
            capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        (keys / "api-key.pem").chmod(0o600)

    def _use_a_token(self, days):
        made = self.there.api.write("/v1/accounts", {
            "kind": "person", "name": "赵样员", "roles": ["securityAdministrator"],
            "token": {"label": "first", "days": days}})
        token = {"id": made["token"]["id"], "secret": made["secret"]}
        self.assertEqual(self.there.api.call("GET", "/v1/me", headers=self._bearer(token))["name"], "赵样员")
        return token

    @staticmethod
    def _bearer(token):
        return {"Authorization": f"Bearer {token['secret']}"}

    # Quzhou's webhooks

    def _let_a_webhook_be_gone(self):
        """A target that says it wants nothing more, and is made active again."""
        gone = self._webhook("gone")
        self.target.refuses = lambda path, body: 410 if path == "/gone" else None
        self.here().submit(draft(THERE, 1))
        self.hook.wait("raised", "webhook-stopped")
        self.target.refuses = lambda path, body: None
        self.lab.command("webhook", "change", gone, "--state", "active", "--config", str(self.lab[HERE].config))
        self.hook.wait("cleared", "webhook-stopped")

    def _let_an_event_die(self):
        """An event that a target does not take for three days, while it takes others; a parcel waits as long."""
        webhook = self._webhook("some")
        self.target.refuses = lambda path, body: 500 if path == "/some" else None
        never = self.here().submit(draft(THERE, 2))["number"]
        until(SECONDS_MAX, lambda: self.target.count("/some", 500) > 0, "the event to be refused")
        self.target.refuses = lambda path, body: 500 if path == "/some" and never in body else None
        number = self.here().submit(draft(THERE, 3))["number"]
        until(SECONDS_MAX, lambda: self.target.count("/some", 204) > 0, "another event to be taken")
        self.here().write("/v1/parcels", {
            "id": "P-1", "cases": [number], "direction": "materials", "carrier": "ems",
            "items": [{"name": "失业登记证", "form": "original"}], "sender": {"office": "跨省通办窗口"},
            "receiver": {"office": "样例部门", "city": THERE}})
        self.here().write(f"/v1/parcels/{HERE}/P-1/custody", {"kind": "packed", "officer": "邮寄样员"})
        self.here().write(f"/v1/parcels/{HERE}/P-1/label", {"trackingNumber": "EA123456789CN"})
        self.here().write(f"/v1/parcels/{HERE}/P-1/custody", {"kind": "handed-over", "officer": "邮寄样员"})
        self.clock.pass_by(3 * DAY)
        self.here().submit(draft(THERE, 4))
        return webhook

    def _webhook(self, name):
        return str(self.here().write("/v1/webhooks", {"url": f"http://127.0.0.1:{self.target.port}/{name}"})["id"])
