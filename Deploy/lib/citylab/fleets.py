"""Where the nodes of a test run."""
import os
import pathlib
import shutil
import tempfile

from .composelab import ComposeLab
from .hostlab import HostLab
from .lab import Lab

KINDS = ("local", "lab", "compose")


class _Containers:
    """The containers of one run: made once, emptied for each test, removed at its end."""

    folder = lab = None


def make_lab(kind, folder, codes, faulty, **guides):
    """A fresh laboratory of a kind. A container's folder stays the same for all tests."""
    if kind == "compose":
        if _Containers.folder is None:
            _Containers.folder = pathlib.Path(tempfile.mkdtemp(prefix="tongban-compose-"))
            # Whoever the daemons are has to get in.
            _Containers.folder.chmod(0o755)
        _Containers.lab = ComposeLab(
            _Containers.folder / "lab", f"tongban-{os.getpid()}", codes, fresh=True, **guides)
        return _Containers.lab
    if kind == "lab":
        return HostLab(folder, os.environ["TONGBAN_BINARIES"], codes, **guides)
    return Lab(folder, os.environ["TONGBAN_BINARIES"], codes, faulty=faulty, **guides)


def close_fleet():
    """Removes the containers that the tests of this run had."""
    if _Containers.lab:
        _Containers.lab.stop()
        _Containers.lab.down()
    if _Containers.folder:
        shutil.rmtree(_Containers.folder, ignore_errors=True)
