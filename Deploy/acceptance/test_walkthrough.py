"""The walk-through in the README, as it stands there: with curl from a token to a finished case."""
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import unittest

from citylab.lab import free_ports

from support import REPOSITORY, needs

HEADING = "## A case with curl, from token to end"
SECONDS_MAX = 120


class Walkthrough(unittest.TestCase):
    """Every command of the README's section, one after the other."""

    def setUp(self):
        needs(self, ("local",))
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tongban-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        (self.folder / "Deploy").symlink_to(REPOSITORY / "Deploy")

    def _script(self, readme):
        text = (REPOSITORY / readme).read_text("utf-8")
        section = text[text.index(HEADING):]
        section = section[:section.index("\n## ", 1)]
        script = "".join(re.findall(r"```sh\n(.*?)```", section, re.S))
        port = free_ports(2)
        return script.replace("--port 7700", f"--port {port}").replace(
            "127.0.0.1:7800", f"127.0.0.1:{port + 100}").replace("127.0.0.1:7801", f"127.0.0.1:{port + 101}")

    def test_every_command_does_what_the_readme_says(self):
        environment = {**os.environ, "PATH": f"{os.environ['TONGBAN_BINARIES']}:{os.environ['PATH']}"}
        process = subprocess.Popen(
            ["bash", "-euo", "pipefail", "-c", self._script("README.md")], cwd=self.folder, env=environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
        try:
            out, err = process.communicate(timeout=SECONDS_MAX)
        finally:
            # The nodes, where a command failed before the last one.
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.assertEqual(0, process.returncode, out + err)
        said = [line for line in out.splitlines() if not line.startswith(("lab", "/", "wrote", "Start", "tongband"))]
        self.assertEqual(
            ["属地复核", "accepted", "decided", "decided", "decided", "archived", "已归档"], said[-7:], out + err)
