"""`tongban doctor` finds what is wrong, and `tongban diagnostics` packs what helps and nothing that may not leave."""
import json
import os
import re
import sqlite3
import tarfile

from citylab.lab import until

from support import FORM, LabTest, draft

FAULT, WARNING = 10, 11
QUZHOU, NANPING, SHANGRAO = "330800", "350700", "361100"
# Of a person that does not exist; the check digit is right.
IDENTITY, TELEPHONE = "110101199001011237", "13900001234"


class Doctor(LabTest):
    """Every fault is made on purpose, and found with what to do about it."""

    codes = (QUZHOU, NANPING, SHANGRAO)
    fleets = ("local",)

    def _examine(self, *more, code=QUZHOU):
        done = self.lab.command(
            "doctor", "--config", str(self.lab[code].config), "--json", "--wait", "3", *more, check=False)
        report = json.loads(done.stdout)
        for finding in report["findings"]:
            if finding["level"] in ("warning", "fault"):
                self.assertTrue(finding.get("remedy"), f"{finding} says not what to do")
        return done.returncode, report["findings"]

    def _found(self, findings, subject, level):
        return [one["text"] for one in findings if (one["subject"], one["level"]) == (subject, level)]

    def _assert_found(self, findings, subject, level, words):
        texts = self._found(findings, subject, level)
        self.assertTrue(
            any(re.search(words, text) for text in texts), f"no {level} of {subject} says {words}: {findings}")

    def _traffic(self):
        """Some cases with a file, there and back."""
        self.lab.start()
        self.lab.wait_connected()
        here, there = self.lab[QUZHOU], self.lab[NANPING]
        form = here.api.put_material(*FORM)
        numbers = [here.api.submit(draft(NANPING, index, [form]))["number"] for index in range(20)]
        for number in numbers:
            until(30, lambda number=number: here.api.case(number)["state"] == "registered", f"{number} registered")
        until(30, lambda: there.api.get("/v1/status")["materials"] == 1, "the file to arrive")
        return form["digest"]

    @property
    def _data(self):
        text = self.lab[QUZHOU].config.read_text("utf-8")
        return (self.lab[QUZHOU].config.parent / re.search(r"^data: (\S+)", text, re.M)[1]).resolve()

    def _change(self, statement):
        with sqlite3.connect(self._data / "node.sqlite") as database:
            self.assertEqual(database.execute(statement).rowcount, 1)
        database.close()

    def test_sound_node(self):
        self._traffic()
        for more in ((), ("--full",)):
            _, findings = self._examine(*more)
            # The clock of a machine in a laboratory may be kept by its host, its disk may be nearly full.
            bad = [one for one in findings
                   if one["level"] in ("warning", "fault") and one["subject"] not in ("clock", "disk")]
            self.assertEqual(bad, [])
            for subject in ("configuration", "permissions", "database", "journal", "audit", "materials", "node",
                            "peer 350700", "peer 361100"):
                self.assertTrue(self._found(findings, subject, "good"), f"nothing is said of {subject}")
            self._assert_found(findings, "journal", "good", r"^[2-9]\d entries")
            self._assert_found(findings, "materials", "good", "^1 files")
        done = self.lab.command("doctor", "--config", str(self.lab[QUZHOU].config), check=False)
        self.assertIn("ok       journal", done.stdout)

    def test_before_the_first_start(self):
        code, findings = self._examine()
        self.assertEqual(code, WARNING)
        self._assert_found(findings, "database", "note", "first start")
        self._assert_found(findings, "node", "warning", "does not run")

    def test_configuration(self):
        config = self.lab[QUZHOU].config
        config.write_text(config.read_text("utf-8").replace("listen: tcp", "listen: udp"), "utf-8")
        code, findings = self._examine()
        self.assertEqual(code, FAULT)
        self._assert_found(findings, "configuration", "fault", r"330800\.yaml:\d+: ")

    def test_files(self):
        digest = self._traffic()
        self._data.chmod(0o755)
        file = self._data / "materials" / digest[:2] / digest
        content = file.read_bytes()
        file.chmod(0o600)
        file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        code, findings = self._examine()
        self.assertEqual(code, FAULT)
        self._assert_found(findings, "permissions", "fault", "others may look into")
        self._assert_found(findings, "materials", "fault", f"{digest}: its file has another digest")
        file.write_bytes(content + b"x")
        self._assert_found(self._examine("--full")[1], "materials", "fault", "bytes, not")
        file.unlink()
        self._assert_found(self._examine("--full")[1], "materials", "fault", "missing")
        file.write_bytes(content)
        self._data.chmod(0o700)
        _, findings = self._examine()
        self.assertFalse(self._found(findings, "materials", "fault") + self._found(findings, "permissions", "fault"))

    def test_journal(self):
        self._traffic()
        self.lab.stop()
        whole = (self._data / "node.sqlite").read_bytes()
        ours = (
            "SELECT e.id FROM entry e JOIN stream s ON s.id = e.stream "
            "WHERE s.direction = 1 AND s.lane = 1 AND e.seq = 7")
        end = "UPDATE stream SET hash = zeroblob(32) WHERE direction = 1 AND lane = 1 AND seq > 0"
        changes = {
            f"UPDATE entry SET body = cast(x'00' || body AS BLOB) WHERE id = ({ours})": "entry 7: its body is not the",
            f"UPDATE entry SET seq = 900 WHERE id = ({ours})": "entry [78]: ",
            end: "entry 20: its hash is not",
        }
        for statement, words in changes.items():
            with self.subTest(words):
                self._change(statement)
                code, findings = self._examine("--offline")
                self.assertEqual(code, FAULT)
                self._assert_found(findings, "journal", "fault", f"case.*outgoing, {words}")
                (self._data / "node.sqlite").write_bytes(whole)
        self.assertFalse(self._found(self._examine("--offline")[1], "journal", "fault"))

    def test_damaged_pages(self):
        self._traffic()
        self.lab.stop()
        file = self._data / "node.sqlite"
        content = bytearray(file.read_bytes())
        for page in range(len(content) // 3 // 4096, len(content) // 4096, 3):
            content[page * 4096 + 8:page * 4096 + 40] = os.urandom(32)
        file.write_bytes(content)
        code, findings = self._examine("--offline")
        self.assertEqual(code, FAULT)
        self.assertTrue(self._found(findings, "database", "fault"))

    def test_peers(self):
        self.lab[QUZHOU].start()
        # It lives ten days later than the others.
        self.lab[NANPING].start(ahead_days=10)
        until(30, lambda: self.lab[QUZHOU].api.peers()[NANPING]["link"] == "connected", "Nanping to connect")
        code, findings = self._examine()
        self.assertEqual(code, FAULT)
        self._assert_found(findings, "peer 350700", "warning", r"its clock is 86\d{7} ms ahead")
        self._assert_found(findings, "peer 361100", "fault", "unreachable")
        self.lab[SHANGRAO].start()
        until(30, lambda: self.lab[QUZHOU].api.peers()[SHANGRAO]["link"] == "connected", "Shangrao to connect")
        self.assertEqual(len(self._found(self._examine()[1], "peer 361100", "good")), 1)

    def test_bundle(self):
        self._traffic()
        here = self.lab[QUZHOU]
        log = self.lab.folder / "log" / "told.log"
        # Nothing like this is written by the node; it must not leave even so.
        log.write_text(
            here.log.read_text("utf-8") + f"\n{IDENTITY} {TELEPHONE} Authorization: Bearer tb-abcdefgh12345678\n",
            "utf-8")
        bundle = self.lab.folder / "bundle.tar.gz"
        arguments = ("diagnostics", "--config", str(here.config), "--log", str(log), "--output", str(bundle))
        self.lab.command(*arguments)
        self.assertEqual(bundle.stat().st_mode & 0o777, 0o600)
        with tarfile.open(bundle) as packed:
            texts = {
                os.path.basename(one.name): packed.extractfile(one).read().decode()
                for one in packed.getmembers() if one.isfile()}
        self.assertLessEqual(
            {"about.txt", "configuration.yaml", "federation.yaml", "files.txt", "tables.txt", "process.txt",
             "doctor.json", "status.json", "peers.json", "log.txt"}, set(texts))
        self.assertIn("case_file 20\n", texts["tables.txt"])
        self.assertEqual(json.loads(texts["status.json"])["code"], QUZHOU)
        self.assertEqual(json.loads(texts["doctor.json"])["findings"][0]["subject"], "configuration")
        self.assertIn("tongban", texts["log.txt"])
        keys = re.search(r"^keys: (\S+)", here.config.read_text("utf-8"), re.M)[1]
        secrets = re.findall(r'"([^"]+)"', (here.config.parent / keys).read_text("utf-8"))
        self.assertEqual(len(secrets), 2)
        everything = "\n".join(texts.values())
        for never in (IDENTITY, TELEPHONE, "tb-abcdefgh12345678", "样例", "SAMPLE-", *secrets):
            self.assertNotIn(never, everything)
        again = self.lab.command(*arguments, check=False)
        self.assertEqual(again.returncode, 73)
        self.assertIn("there already", again.stderr)
