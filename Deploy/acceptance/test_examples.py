"""The commented examples in Config start."""
import json
import os
import pathlib
import re
import shutil

from citylab.lab import Lab, Node, free_ports, until

from support import LabTest

SECONDS_MAX = 30
CONFIG = pathlib.Path(__file__).resolve().parent.parent.parent / "Config"


class Examples(LabTest):
    """With keys of its own and free ports, the example node starts as it stands."""

    codes = ("330800",)
    fleets = ("local",)

    def test_example_starts(self):
        folder = self.lab.folder.parent / "config"
        shutil.copytree(CONFIG, folder)
        (folder / "keys").mkdir()
        (folder / "data").mkdir()
        self.lab.command("keys", "new", str(folder / "keys" / "quzhou.yaml"))
        shown = self.lab.command("keys", "show", str(folder / "keys" / "quzhou.yaml"))
        list_file, node_file = folder / "federation.yaml", folder / "nodes" / "quzhou.yaml"
        members = list_file.read_text("utf-8")
        for name in ("curve-public-key", "signing-public-key"):
            line = re.search(rf'{name}: "[^"]+"', shown)[0]
            members = re.sub(rf'{name}: "[^"]+"', lambda _, line=line: line, members, count=1)
        list_file.write_text(members, "utf-8")
        port = free_ports(1)
        text = node_file.read_text("utf-8").replace(":7400", f":{port}").replace(":7480", f":{port + 100}")
        node_file.write_text(text, "utf-8")
        self.lab.command("config", "check", str(node_file))
        example = object.__new__(Lab)
        example.folder, example.tongband = folder, self.lab.tongband
        (folder / "nodes" / "330800.yaml").write_text(text, "utf-8")
        node = Node(example, "330800")
        self.addCleanup(node.stop)
        node.start()
        # Callers sign in there; the operator of the machine speaks through the socket.
        socket = str(folder / "data" / "quzhou" / "api.sock")
        until(SECONDS_MAX, lambda: os.path.exists(socket), "the socket to be there")
        self.assertEqual(json.loads(self.lab.command("status", "--json", "--node", socket))["name"], "衢州市")
        peers = json.loads(self.lab.command("peers", "--json", "--node", socket))["peers"]
        self.assertEqual({peer["code"] for peer in peers}, {"350700", "361100", "341000"})
        self.assertEqual(node.stop(), 0)

    def test_mistakes_are_named(self):
        node_file = self.lab["330800"].config
        good = node_file.read_text("utf-8")
        for line, wrong, said in (
                ('node: "330800"', 'node: "33080"', "GB/T 2260"), ("\nlog: ", "\nlgo: ", "lgo"),
                ("federation: ../federation.yaml", "federation: ../missing.yaml", "missing.yaml")):
            with self.subTest(wrong=wrong):
                node_file.write_text(good.replace(line, wrong), "utf-8")
                done = self.lab.command("config", "check", str(node_file), check=False)
                self.assertNotEqual(done.returncode, 0)
                self.assertIn(said, done.stderr + done.stdout)
        node_file.write_text(good, "utf-8")
