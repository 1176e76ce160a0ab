"""The folder of packages: a system without HTTP, and nodes that die in the middle."""
import json
import os
import shutil
import time

from citylab.lab import until

from support import LabTest, draft

OFFICE = "社保中心"
SECONDS_MAX = 60


class Drop(LabTest):
    """Every package has one effect and one answer, whatever happens to the node."""

    codes = ("330800", "350700")
    fleets = ("local", "lab")

    def setUp(self):
        super().setUp()
        self.here, self.there = self.lab["330800"], self.lab["350700"]
        self.drop = self.lab.folder / "drop"
        config = self.here.config
        config.write_text(
            config.read_text("utf-8")
            + f"\nfile-drop: {{folder: {self.drop}, office: {OFFICE}, roles: [windowClerk, reviewer], officer: 系统, "
            + "seconds: 1}\n", "utf-8")

    def leave(self, name, document, **files):
        """Puts a package together out of sight, and lets it appear by one rename."""
        half = self.drop / "in" / f"{name}.part"
        half.mkdir(parents=True)
        for file, content in files.items():
            (half / file.replace("_", ".")).write_bytes(content)
        (half / "package.json").write_text(json.dumps(document, ensure_ascii=False), "utf-8")
        os.rename(half, self.drop / "in" / name)

    @staticmethod
    def document(index, *files):
        said = draft("350700", index)
        for key in ("office", "officer", "role"):
            del said[key]
        said["identity"] = {}
        said["materials"] = [
            {"file": file, "name": file, "mediaType": "text/plain", "form": "electronic"} for file in files]
        return said

    def answer(self, name):
        path = self.drop / "out" / "answers" / f"{name}.json"
        until(SECONDS_MAX, path.exists, f"the answer to {name}")
        return json.loads(path.read_text("utf-8"))

    def test_a_package_is_done_once_though_the_node_dies_before_it_answers(self):
        self.here.start(fault="exit-after-commit:1")
        self.there.start()
        until(SECONDS_MAX, (self.drop / "in").is_dir, "the folder")
        self.leave("p-1", self.document(1, "form.txt"), form_txt="申请".encode())
        until(SECONDS_MAX, lambda: not self.here.is_running, "the node to die")
        self.assertFalse((self.drop / "out" / "answers" / "p-1.json").exists())
        self.here.start()
        first = self.answer("p-1")
        until(SECONDS_MAX, (self.drop / "done" / "p-1").is_dir, "the package to be moved")
        cases = self.here.api.cases()
        self.assertEqual([case["number"] for case in cases], [first["answer"]["number"]])
        self.leave("p-1", self.document(1, "form.txt"), form_txt="申请".encode())
        until(SECONDS_MAX, (self.drop / "done" / "p-1-2").is_dir, "the repeated package to be moved")
        self.assertEqual(self.answer("p-1"), first)
        self.assertEqual(len(self.here.api.cases()), 1)
        until(SECONDS_MAX, lambda: any(
            first["answer"]["number"] in json.loads(path.read_text("utf-8"))["cases"]
            and json.loads(path.read_text("utf-8"))["kind"] == "registered"
            for path in (self.drop / "out" / "events").glob("*.json")), "the event that it is registered")

    def test_packages_survive_kill_9_at_any_moment(self):
        self.lab.start()
        until(SECONDS_MAX, (self.drop / "in").is_dir, "the folder")
        names = [f"q-{index:02}" for index in range(30)]
        for index, name in enumerate(names):
            self.leave(name, self.document(index, "a.txt"), a_txt=f"材料{index}".encode())
            if index % 10 == 9:
                time.sleep(0.3)
                self.here.kill()
                self.here.start()
        numbers = [self.answer(name)["answer"]["number"] for name in names]
        until(SECONDS_MAX, lambda: not list((self.drop / "in").iterdir()), "all packages to be moved")
        self.assertEqual(len(set(numbers)), len(names))
        self.assertEqual({case["number"] for case in self.here.api.cases()}, set(numbers))
        self.assertEqual(list((self.drop / "failed").iterdir()), [])

    def test_what_is_broken_says_what_to_do(self):
        self.lab.start()
        until(SECONDS_MAX, (self.drop / "in").is_dir, "the folder")
        secret = self.lab.folder / "keys" / "330800.yaml"
        self.assertTrue(secret.exists())
        wrong = self.document(2)
        wrong["office"] = "别的单位"
        self.leave("other-office", wrong)
        self.leave("no-file", self.document(3, "missing.txt"))
        self.leave("outside", self.document(4, f"../../../keys/{secret.name}"))
        self.leave("page", self.document(5, "page.txt"), page_txt=b"<html></html>")
        half = self.drop / "in" / "link.part"
        half.mkdir()
        (half / "package.json").write_text(json.dumps(self.document(6, "key.txt")), "utf-8")
        (half / "key.txt").symlink_to(secret)
        os.rename(half, self.drop / "in" / "link")
        (self.drop / "in" / "broken.tmp").write_text('{\n  "handling": 350700,,\n}', "utf-8")
        os.rename(self.drop / "in" / "broken.tmp", self.drop / "in" / "broken.json")
        expected = {
            "other-office": ("bad-value", "office"), "no-file": ("bad-package", "file missing.txt"),
            "outside": ("bad-package", f"file ../../../keys/{secret.name}"),
            "page": ("content-not-taken", "file page.txt"), "link": ("bad-package", "file key.txt"),
            "broken": ("malformed-json", None)}
        for name, (kind, field) in expected.items():
            problem = self.answer(name)["problem"]
            self.assertEqual((problem["type"].rsplit(":", 1)[1], problem.get("field")), (kind, field), name)
        self.assertEqual(self.answer("broken")["problem"]["line"], 2)
        until(SECONDS_MAX, lambda: not list((self.drop / "in").iterdir()), "all packages to be moved")
        self.assertEqual(
            {path.name for path in (self.drop / "failed").glob("*.problem.json")},
            {"broken.json.problem.json"} | {f"{name}.problem.json" for name in expected if name != "broken"})
        self.assertEqual(self.here.api.cases(), [])
        shutil.rmtree(self.drop / "failed")
