"""Alarms are raised by what really happens, told through real servers, and told as over."""
import json
import os
import pathlib
import re
import shutil
import signal
import sqlite3
from concurrent.futures import ThreadPoolExecutor

from citylab.api import Problem
from citylab.baddisk import compiler
from citylab.board import Board
from citylab.lab import Lab, until
from citylab.wallclock import DAY, WallClock

from alerting import SECONDS_MAX, Robot
from support import CATALOGUE, FORM, TEMPLATES, LabTest, draft
from telling import HERE, THERE, TellingTest, THIRD

GIB = 1 << 30


class Alerts(TellingTest):
    """What happens between cities and on the machine."""

    def public_key(self, code):
        text = (self.lab.folder / "federation.yaml").read_text("utf-8")
        return re.search(rf'code: "{code}"(?:\n.*?)*?curve-public-key: "([^"]+)"', text)[1]

    def test_keys_that_differ_and_a_bad_list(self):
        self.tell()
        # Quzhou and Shangrao have member lists of their own.
        right = (self.lab.folder / "federation.yaml").read_text("utf-8")
        listed, theirs = (self.own_list(code, right) for code in (HERE, THIRD))
        self.lab.start()
        self.lab.wait_connected()
        # Quzhou's list holds another key for Nanping than Nanping's own, and Shangrao's another one for Quzhou.
        other = Lab(self.lab.folder.parent / "other", self.lab.tongban.parent, ("310112",))
        strange = re.search(r'curve-public-key: "([^"]+)"', (other.folder / "federation.yaml").read_text("utf-8"))[1]
        listed.write_text(right.replace(self.public_key(THERE), strange), "utf-8")
        self.lab[HERE].signal(signal.SIGHUP)
        theirs.write_text(right.replace(self.public_key(HERE), strange), "utf-8")
        self.anew(THIRD)
        # Nanping's own key is nobody's here now, once it knocks anew.
        self.anew(THERE)
        self.hook.wait("raised", "wrong-key", THERE)
        self.hook.wait("raised", "refused-by-peer", THIRD)
        self.hook.wait("raised", "stranger")
        until(SECONDS_MAX, lambda: any("wrong-key 350700 对端密钥不符" in text for text in self.robot.texts),
              "the robot to be told")
        self.assertTrue(all(message["at"]["isAtAll"] for message in self.robot.taken))
        # A list that cannot be read changes nothing and is an alarm.
        listed.write_text("members: 7\n", "utf-8")
        self.lab[HERE].signal(signal.SIGHUP)
        self.hook.wait("raised", "reload-failed")
        listed.write_text(right, "utf-8")
        self.lab[HERE].signal(signal.SIGHUP)
        self.hook.wait("cleared", "reload-failed")
        theirs.write_text(right, "utf-8")
        self.anew(THIRD)
        self.hook.wait("cleared", "wrong-key", THERE)
        self.hook.wait("cleared", "refused-by-peer", THIRD)
        until(SECONDS_MAX, lambda: any("cleared 解除" in text for text in self.robot.texts),
              "the robot to be told the end")
        self.assertFalse([text for text in self.robot.texts if "reload-failed" in text], "that is for the critical")

    def own_list(self, code, text):
        """Gives a node a member list of its own."""
        listed, config = self.lab.folder / f"federation-{code}.yaml", self.lab[code].config
        listed.write_text(text, "utf-8")
        config.write_text(config.read_text("utf-8").replace("../federation.yaml", f"../{listed.name}"), "utf-8")
        return listed

    def anew(self, code):
        """Starts a node anew, so that it knocks, and is knocked at."""
        self.lab[code].kill()
        self.lab[code].start()

    def test_disk_quarantine_and_clocks(self):
        free = shutil.disk_usage(self.lab.folder).free
        if free < 4 * GIB:
            self.skipTest("there is too little room on this disk to take some of it away")
        if not compiler():
            self.skipTest("needs a C compiler")
        # Others write on this disk meanwhile, builds and images too.
        margin = min(4 * GIB, free // 4)
        self.tell(f"disk-free: {(free - margin) >> 20} MiB")
        self.lab.start()
        self.lab.wait_connected()
        # A case whose standing somebody changed by hand: what Nanping says of it can't be applied.
        self.lab[THERE].kill()
        self.here().submit(draft(THERE, 1))
        self.assertEqual(self.lab[HERE].stop(), 0)
        database = sqlite3.connect(self.lab.folder / "data" / HERE / "node.sqlite")
        with database:
            self.assertEqual(database.execute("UPDATE case_file SET state = 4 WHERE state = 1").rowcount, 1)
        database.close()
        # Nanping lives two days later than Quzhou now.
        clock = WallClock(self.lab, [self.lab[THERE]])
        clock.set(2 * DAY)
        self.lab[THERE].start()
        self.lab[HERE].start()
        ballast = self.lab.folder / "ballast"
        with ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, 2 * margin)
        self.hook.wait("raised", "disk-low")
        self.hook.wait("raised", "quarantine")
        ballast.unlink()
        waiting = self.here().get("/v1/quarantine")["items"]
        self.assertEqual(len(waiting), 1)
        self.here().write(f"/v1/quarantine/{waiting[0]['id']}/discard", {"officer": "值班员", "reason": "改动过"})
        self.hook.wait("cleared", "quarantine")
        self.hook.wait("cleared", "disk-low")
        for index in range(2, 6):
            self.here().submit(draft(THERE, index))
            until(SECONDS_MAX, lambda: self.here().peers()[THERE]["lanes"][0]["acknowledged"] ==
                  self.here().peers()[THERE]["lanes"][0]["end"], "the receipt")
        self.hook.wait("raised", "clock-apart", THERE)
        # Nothing goes there any more, and it is not started anew: the node asks for the time by itself.
        clock.set(0)
        self.hook.wait("cleared", "clock-apart", THERE, 2 * SECONDS_MAX)
        # A peer that begins anew with nothing.
        self.lab[THERE].kill()
        shutil.rmtree(self.lab.folder / "data" / THERE)
        self.lab[THERE].start()
        self.hook.wait("raised", "epoch-changed", THERE)
        self.lab.wait_connected()
        until(SECONDS_MAX, lambda: self.here().get(f"/v1/peers/{THERE}/reconcile")["outstandingTotal"] == 0,
              "nothing to be outstanding")
        self.hook.wait("cleared", "epoch-changed", THERE)

    def test_the_citys_own_systems_and_a_channel_that_fails(self):
        drop = self.lab.folder / "drop"
        for folder in ("in", "out", "done", "failed"):
            (drop / folder).mkdir(parents=True)
        self.configure(
            HERE, f"file-drop: {{folder: {drop}, office: 样例部门, roles: [reviewer], officer: 样员, seconds: 1}}")
        self.configure(HERE, 'webhooks: {allow-hosts: ["127.0.0.1"]}')
        self.configure(HERE, "materials: {clamd: {socket: ../clamd.ctl, on-failure: quarantine, timeout: 5}}")
        self.tell()
        self.lab.start(HERE, THERE)
        self.lab.wait_connected()
        shutil.rmtree(drop)
        drop.write_text("no folder", "utf-8")
        self.hook.wait("raised", "file-drop")
        drop.unlink()
        for folder in ("in", "out", "done", "failed"):
            (drop / folder).mkdir(parents=True)
        self.hook.wait("cleared", "file-drop")
        self.assertEqual(self.here().call("POST", "/v1/materials", b"a text")["standing"], "checking")
        self.hook.wait("raised", "virus-check-fails")
        # The robot goes away, which is told at the desk; then it is back, and is told what stands.
        port = self.robot.port
        self.robot.close()
        self.lab[THERE].kill()
        webhook = self.here().write("/v1/webhooks", {"url": f"http://127.0.0.1:{port}/gone"})
        for index in range(4):
            self.here().submit(draft(THERE, index))
        self.hook.wait("raised", "webhook-failing")
        result = self.lab.command("alert", "test", "--config", str(self.lab[HERE].config), check=False)
        self.assertEqual(result.returncode, 1)
        self.assertRegex(result.stdout, r"desk \(webhook\)  taken: it answered 204")
        self.assertRegex(result.stdout, r"group \(dingtalk\)  NOT TAKEN: Connection refused\n    see whether")
        self.here().call("DELETE", f"/v1/webhooks/{webhook['id']}", headers={"Idempotency-Key": "remove"})
        self.hook.wait("cleared", "webhook-failing")
        with self.assertRaises(Problem) as caught:
            self.here().call("POST", "/v1/alerts/test?channel=nobody")
        self.assertEqual(caught.exception.status, 404)
        robot = Robot(port=port)
        self.addCleanup(robot.close)
        result = self.lab.command("alert", "test", "group", "--config", str(self.lab[HERE].config))
        self.assertIn("taken: DingTalk answered errcode 0", result)
        self.assertIn("告警测试消息", robot.texts[0])
        robot.secret = "SECchanged"
        result = self.lab.command("alert", "test", "group", "--config", str(self.lab[HERE].config), check=False)
        self.assertIn("errcode 310000", result.stdout)
        self.assertIn("compare the secret", result.stdout)
        robot.secret = self.robot.secret
        listed = self.lab.command("alert", "list", "--config", str(self.lab[HERE].config))
        self.assertRegex(listed, r"ALARM +warning virus-check-fails 病毒检查失败")
        self.assertRegex(listed, r"group +dingtalk +critical")
        self.assertNotIn(self.robot.secret, self.lab[HERE].log.read_text("utf-8"))

    def test_an_exchange_that_hangs(self):
        """The thread that talks to the peers hangs from the first case on: the API tells so, and goes on."""
        self.tell()
        self.lab.start(THERE)
        self.lab[HERE].start(fault="freeze-exchange:1")
        until(SECONDS_MAX, lambda: self.here().peers()[THERE]["link"] == "connected", "the two to meet")
        self.here().submit(draft(THERE, 1))
        # Whoever asks what only that thread knows waits for it in vain, beside the others.
        with ThreadPoolExecutor() as pool:
            asking = pool.submit(self.here().fresh().peers)
            self.hook.wait("raised", "exchange-stuck")
            self.assertIsInstance(asking.exception(), Problem)
            self.assertEqual(asking.exception().status, 500)
        status = self.here().get("/v1/status")
        self.assertIn("exchange-stuck", [alarm["code"] for alarm in status["alarms"]])
        self.assertEqual((status["peers"], status["cases"].get("submitted")), ([], 1))
        # Nothing that was answered is lost.
        self.lab[HERE].kill()
        self.lab[HERE].start()
        until(SECONDS_MAX, lambda: self.here().get("/v1/status")["cases"].get("registered") == 1, "the case to arrive")
        Board(self.here()).wait("cleared", "exchange-stuck")
        self.assertEqual(self.here().get("/v1/status")["alarms"], [])

    def test_a_restart_tells_nothing_twice(self):
        self.tell("disk-free: 1000000 GiB")
        self.lab.start(HERE)
        self.hook.wait("raised", "disk-low")
        until(SECONDS_MAX, lambda: any("disk-low" in text for text in self.robot.texts), "the robot to be told")
        for end in (self.lab[HERE].stop, self.lab[HERE].kill):
            end()
            told = len(self.hook.told)
            self.lab[HERE].start()
            # What was not told before comes, so that the channel has looked by then.
            (self.lab.folder / "federation.yaml").touch()
            self.lab[HERE].signal(signal.SIGHUP)
            until(SECONDS_MAX, lambda: "disk-low" in [one["code"] for one in self.here().get("/v1/alerts")["alarms"]],
                  "the alarm to stand again")
            self.here().call("POST", "/v1/alerts/test?channel=desk")
            until(SECONDS_MAX, lambda: self.hook.taken[-1]["test"], "the test")
            self.assertEqual([one for one in self.hook.told[told:] if one[1] == "disk-low"], [])
        self.assertEqual(len([text for text in self.robot.texts if "disk-low" in text]), 1)


class Papers(TellingTest):
    """Quzhou writes documents, and at times cannot."""

    codes = (HERE, THERE)
    catalogue, documents = CATALOGUE, TEMPLATES

    def test_documents(self):
        self.tell()
        self.lab.start()
        self.lab.wait_connected()
        # Where files are staged, there is none to be made.
        incoming = self.lab.folder / "data" / HERE / "materials" / "incoming"
        form = self.here().put_material(*FORM)
        incoming.rename(incoming.with_name("away"))
        number = self.here().submit(draft(THERE, 1, [form], role="applicant"))["number"]
        self.hook.wait("raised", "documents-fail")
        incoming.with_name("away").rename(incoming)
        # Nobody has to do anything for what could not be written before.
        self.hook.wait("cleared", "documents-fail")
        documents = self.here().get(f"/v1/cases/{number}/documents")["documents"]
        self.assertTrue(documents)


class Formats(LabTest):
    """The log as programs read it."""

    codes = (HERE,)
    fleets = ("local",)

    def logged(self, form, *more):
        """All that a node logs in a form, from its start to its end."""
        node = self.lab[HERE]
        node.arguments = lambda: [self.lab.tongband, "--config", node.config, "--log-format", form, *more]
        node.start()
        until(SECONDS_MAX, lambda: "the node runs" in node.whole_log(), "the node to say that it runs")
        self.assertEqual(node.stop(), 0)
        return node.whole_log()

    def test_json(self):
        lines = [json.loads(line) for line in self.logged("json", "--log-level", "debug").splitlines()]
        self.assertTrue(all({"time", "level", "label", "message"} <= line.keys() for line in lines))
        self.assertIn(("the node runs", HERE), [(line["message"], line.get("node")) for line in lines])
        self.assertRegex(lines[0]["time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+08:00$")

    def test_where_no_journal_is_its_levels_stand_before_the_text(self):
        if pathlib.Path("/run/systemd/journal/socket").exists():
            self.skipTest("this machine has a journal")
        self.assertRegex(self.logged("journal"), r"(?m)^<5>\S+ notice tongband: the node runs")
