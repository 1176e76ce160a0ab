"""What a running node measures, what watches it, and the live view."""
import fcntl
import json
import os
import pty
import re
import select
import struct
import subprocess
import termios

from citylab.lab import Lab, until

from support import REPOSITORY, LabTest, draft

WATCH = REPOSITORY / "Deploy" / "watch"
SECONDS_MAX = 60
NAME = re.compile(r"\btongban_[a-z_]+")


def base(name, types):
    """The metric that a series belongs to."""
    for end in ("_bucket", "_sum", "_count"):
        if name.endswith(end) and types.get(name[:-len(end)]) == "histogram":
            return name[:-len(end)]
    return name


class Page:
    """A node's measurements."""

    def __init__(self, text):
        self.text, self.types, self.values, self.labels = text, {}, {}, {}
        for line in text.splitlines():
            if line.startswith("# TYPE "):
                _, _, name, kind = line.split()
                self.types[name] = kind
            elif not line.startswith("#"):
                series, value = line.rsplit(" ", 1)
                self.values[series] = float(value)
                name, _, rest = series.partition("{")
                found = re.findall(r'([a-z]+)="', rest)
                self.labels.setdefault(base(name, self.types), set()).update(set(found) - {"le"})

    def __getitem__(self, series):
        return self.values.get(series)


def page(node):
    return Page(node.api.get("/metrics").decode("utf-8"))


def promtool(*arguments, text=None):
    return subprocess.run(
        ["promtool", *arguments], input=text, capture_output=True, text=True, timeout=120, check=False)


class Metrics(LabTest):
    """Numbers that follow what happens between two cities."""

    codes = ("330800", "350700")
    fleets = ("local",)

    def test_rules_and_examples_are_sound(self):
        for arguments in (
                ("check", "rules", WATCH / "rules.yaml"), ("test", "rules", WATCH / "rules-test.yaml"),
                ("check", "config", "--syntax-only", WATCH / "prometheus.yml")):
            done = promtool(*map(str, arguments))
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_every_alert_is_tried_and_explained(self):
        rules = (WATCH / "rules.yaml").read_text("utf-8")
        tests = (WATCH / "rules-test.yaml").read_text("utf-8")
        alerts = re.findall(r"- alert: (\w+)", rules)
        self.assertGreater(len(alerts), 20)
        self.assertEqual(len(alerts), len(set(alerts)))
        runbook = (REPOSITORY / "Deploy" / "README.md").read_text("utf-8")
        self.assertEqual(re.findall(r"^### (Tongban\w+)$", runbook, re.M), alerts)
        for alert in alerts:
            self.assertIn(f'alertname="{alert}"', tests)
            self.assertIn(f'runbook: "Deploy/README.md#{alert.lower()}"', rules)
        for field in ("severity: ", "summary: ", "description: "):
            self.assertEqual(rules.count("          " + field), len(alerts), field)

    def test_numbers_follow_what_happens(self):
        self.lab.start()
        self.lab.wait_connected()
        here, there = self.lab["330800"], self.lab["350700"]
        number = here.api.write("/v1/cases", draft("350700", 1))["number"]
        until(SECONDS_MAX, lambda: page(here)['tongban_cases{state="registered"}'] == 1, "the case to be counted")
        seen = page(here)
        done = promtool("check", "metrics", text=seen.text)
        self.assertEqual((done.returncode, done.stdout + done.stderr), (0, ""))
        self._what_watches_exists(seen)
        for private in (number, "样例", "窗口样员", "SAMPLE-1"):
            self.assertNotIn(private, seen.text)
        self.assertEqual(here.api.get("/readyz"), b"ready\n")
        self.assertEqual(seen["tongban_ready"], 1)
        self.assertEqual(seen['tongban_api_requests_total{operation="submitCase",status="2xx"}'], 1)
        self.assertGreater(seen["tongban_commit_seconds_count"], 0)
        link = 'tongban_peer_link{peer="350700",state="%s"}'
        self.assertEqual((seen[link % "connected"], seen[link % "unreachable"]), (1, 0))

        there.kill()
        here.api.write("/v1/cases", draft("350700", 2))
        backlog = 'tongban_peer_backlog_%s{peer="350700",lane="case"}'
        until(SECONDS_MAX, lambda: page(here)[link % "unreachable"] == 1, "the link to be unreachable")
        until(SECONDS_MAX, lambda: page(here)[backlog % "seconds"] > 1, "the backlog to grow old")
        away = page(here)
        self.assertEqual(away[backlog % "entries"], 1)
        self.assertGreater(away[backlog % "bytes"], 100)
        self.assertGreater(away['tongban_peer_handshake_failures_total{peer="350700",cause="network"}'], 0)
        until(SECONDS_MAX, lambda: page(here)['tongban_alarm{code="peer-silent"}'] == 1, "the alarm to stand")
        self.assertEqual(here.api.get("/readyz"), b"ready\n", "a peer that is away is no reason")

        there.start()
        until(SECONDS_MAX, lambda: page(here)[link % "connected"] == 1, "the link to be back")
        until(SECONDS_MAX, lambda: page(here)[backlog % "entries"] == 0, "the backlog to be gone")
        until(SECONDS_MAX, lambda: page(here)['tongban_alarm{code="peer-silent"}'] == 0, "the alarm to end")
        self.assertEqual(page(here)[backlog % "seconds"], 0)

    def _what_watches_exists(self, seen):
        """Every metric of dashboard and rules is on the page, and the runbook lists exactly those there are."""
        runbook = (REPOSITORY / "Deploy" / "README.md").read_text("utf-8")
        listed = dict(re.findall(r"^\| `(tongban_\w+)` \| (\w+) \|", runbook, re.M))
        self.assertEqual(listed, seen.types)
        dashboard = json.loads((WATCH / "grafana-dashboard.json").read_text("utf-8"))
        expressions = [target["expr"] for panel in dashboard["panels"] for target in panel.get("targets", [])]
        expressions += [one["definition"] for one in dashboard["templating"]["list"] if "definition" in one]
        expressions += re.findall(r"expr: (.*(?:\n {10}.*)*)", (WATCH / "rules.yaml").read_text("utf-8"))
        self.assertGreater(len(expressions), 80)
        named = {base(name, seen.types) for text in expressions for name in NAME.findall(text)}
        self.assertEqual(named - set(seen.types), set())
        # Nothing is measured that nobody looks at.
        self.assertEqual(set(seen.types) - named, {"tongban_node_info", "tongban_exchange_up"})
        titles = [panel["title"] for panel in dashboard["panels"] if panel["type"] == "row"]
        self.assertEqual(titles, ["Overview", "Peers", "Store", "Materials", "API", "Machine"])

    def test_a_wrong_key_is_seen(self):
        other = Lab(self.lab.folder.parent / "other", self.lab.tongban.parent, ("310112",))
        members = self.lab.folder / "federation.yaml"
        key = re.search(r'curve-public-key: ("[^"]+")', (other.folder / "federation.yaml").read_text("utf-8"))[1]
        changed = re.sub(
            r'(code: "350700"(?:\n.*?)*?curve-public-key: )"[^"]+"', lambda match: match[1] + key,
            members.read_text("utf-8"), count=1)
        (self.lab.folder / "federation-330800.yaml").write_text(changed, "utf-8")
        config = self.lab["330800"].config
        config.write_text(config.read_text("utf-8").replace("/federation.yaml", "/federation-330800.yaml"), "utf-8")
        self.lab.start()
        here, there = self.lab["330800"], self.lab["350700"]
        until(
            SECONDS_MAX, lambda: page(here)['tongban_peer_link{peer="350700",state="wrong-key"}'] == 1,
            "the wrong key to be seen")
        failed = 'tongban_peer_handshake_failures_total{peer="%s",cause="%s"}'
        until(SECONDS_MAX, lambda: page(here)[failed % ("350700", "wrong-key")] > 0, "the handshakes to be counted")
        until(SECONDS_MAX, lambda: page(there)[failed % ("330800", "refuses-us")] > 0, "the refusals to be counted")
        until(SECONDS_MAX, lambda: page(here)["tongban_strangers_refused_total"] > 0, "the stranger to be counted")

    def test_who_may_read(self):
        for node in self.lab.nodes.values():
            text = node.config.read_text("utf-8")
            node.config.write_text(text.replace("sign-in: off", "sign-in: required"), "utf-8")
        self.lab.start("330800")
        node = self.lab["330800"]
        status = self._curl(node, "/metrics")[0]
        self.assertEqual(status, "401")
        self.assertEqual(self._curl(node, "/readyz"), ("200", "ready\n"))
        socket = self.lab.folder / "data" / "330800" / "api.sock"
        status, text = self._curl(node, "/metrics", "--unix-socket", str(socket))
        self.assertEqual(status, "200")
        self.assertIn("# TYPE tongban_sign_in_failures_total counter", text)

    @staticmethod
    def _curl(node, path, *more):
        done = subprocess.run(
            ["curl", "--silent", "--write-out", "\n%{http_code}", *more,
             f"http://{node.api.host}:{node.api.port}{path}"], capture_output=True, text=True, timeout=60, check=True)
        text, _, status = done.stdout.rpartition("\n")
        return status, text


class Top(LabTest):
    """The live view, in a terminal and without one."""

    codes = ("330800", "350700")
    fleets = ("local",)

    def setUp(self):
        super().setUp()
        self.lab.start()
        self.lab.wait_connected()

    def _arguments(self):
        files = [word for node in self.lab.nodes.values() for word in ("--config", str(node.config))]
        return [str(self.lab.tongban), "top", "--interval", "1", *files]

    def test_one_frame_without_a_terminal(self):
        done = subprocess.run(self._arguments(), capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn("\x1b", done.stdout)
        for code in self.codes:
            self.assertRegex(done.stdout, rf"(?m)^{code} .*tongban ")
        self.assertEqual(len(re.findall(r"(?m)^  ready$", done.stdout)), 2)
        self.assertRegex(done.stdout, r"(?m)^  350700 +南平市 +connected ")

    def test_the_terminal_is_given_back(self):
        for end in (b"q", b"\x03"):
            with self.subTest(end=end):
                self._watch(end)

    def _watch(self, end):
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        before = termios.tcgetattr(slave)
        process = subprocess.Popen(self._arguments(), stdin=slave, stdout=slave, stderr=slave, start_new_session=True)
        self.addCleanup(process.kill)
        shown = b""

        def read(seconds=0.2):
            nonlocal shown
            if select.select([master], [], [], seconds)[0]:
                shown += os.read(master, 65536)
            return shown.decode("utf-8", "replace")

        until(SECONDS_MAX, lambda: re.search(r"commits \d", read()), "a frame with rates")
        self.assertTrue(shown.startswith(b"\x1b[?1049h"))
        self.assertNotEqual(termios.tcgetattr(slave)[3], before[3], "keys come one by one")
        os.write(master, b"p")
        until(SECONDS_MAX, lambda: "PAUSED" in read(), "the view to stop")
        os.write(master, b"p+-j")
        os.write(master, end)
        until(SECONDS_MAX, lambda: (read(0.05), process.poll())[1] is not None, "the view to end")
        until(SECONDS_MAX, lambda: read(0.05).endswith("\x1b[?1049l"), "the screen to be given back")
        self.assertEqual(process.returncode, 0)
        self.assertEqual(termios.tcgetattr(slave), before)
        os.close(master)
        os.close(slave)

    def test_a_node_that_goes_and_comes_back(self):
        self.lab["350700"].kill()
        done = subprocess.run(self._arguments() + ["--once"], capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"(?m)^http\S+  no node answers")
        self.assertRegex(done.stdout, r"(?m)^330800 ")
        self.lab["330800"].kill()
        done = subprocess.run(self._arguments() + ["--once"], capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(done.returncode, 3, done.stdout)
