"""A program that takes the place of one city of a laboratory, with that city's keys."""
import json
import os
import pathlib
import re
import signal
import subprocess
import sys


MEMBER = re.compile(
    r'code: "(\d+)"\n\s+name: .*\n\s+endpoint: (\S+)\n\s+curve-public-key: "(.+)"\n\s+signing-public-key: "(.+)"')


def member_list(folder):
    """The members of a laboratory by code: where each listens, and its public keys."""
    text = (pathlib.Path(folder) / "federation.yaml").read_text("utf-8")
    return {code: {"endpoint": endpoint, "curve": curve, "signing": signing}
            for code, endpoint, curve, signing in MEMBER.findall(text)}


def secrets(folder, code):
    """A member's secret keys."""
    text = (pathlib.Path(folder) / "keys" / f"{code}.yaml").read_text("utf-8")
    return {kind: re.search(rf'{kind}-secret-key: "(.+)"', text)[1] for kind in ("curve", "signing")}


class PeerProcess:
    """A Python module as a process of its own: settings as a file, commands and answers as lines of JSON."""

    module = None

    def __init__(self, lab, code):
        self.code = code
        self.folder = lab.folder / "data" / f"python-{code}"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.settings = self.folder / "settings.json"
        members = member_list(lab.folder)
        self.settings.write_text(json.dumps({
            "code": int(code), "listen": members[code]["endpoint"], "folder": str(self.folder), "members": members,
            "node": str(lab.folder / "data" / code), **secrets(lab.folder, code)}), "utf-8")
        self.process = None

    def start(self, *arguments, **more):
        """Starts it with further settings, for this life alone."""
        settings = json.loads(self.settings.read_text("utf-8"))
        life = self.settings.with_name("life.json")
        life.write_text(json.dumps({**settings, **more}), "utf-8")
        self.process = subprocess.Popen(
            [sys.executable, "-m", self.module, str(life), *arguments], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True, start_new_session=True)
        assert "ready" in self.process.stdout.readline(), f"{self.module} did not start"

    def kill(self):
        if self.process is not None:
            # With whatever it started.
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process.stdin.close()
            self.process.stdout.close()
            self.process = None

    def ask(self, question):
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())
