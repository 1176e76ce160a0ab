"""A disk of a node that goes bad: full, torn, or one that does not take what was written."""
import pathlib
import shutil

from .lab import LabError

SOURCE = pathlib.Path(__file__).resolve().parent.parent / "iofault.c"
KINDS = ("full", "torn", "sync")
# How a node that is started on such a disk may end: the disk refuses.
EXIT_CODE = 71


def compiler():
    """What compiles C on this machine, or None; whoever has Swift has clang."""
    return next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)


def build_command(library, source=SOURCE):
    """What makes the library that a program is started with."""
    return [compiler(), "-shared", "-fPIC", "-O2", "-o", str(library), str(source), "-ldl"]


def build(lab, library, source=SOURCE):
    """Makes that library."""
    done = lab.run(*build_command(library, source))
    if done.returncode != 0:
        raise LabError(f"{source} does not compile: {done.stderr}")


class BadDisk:
    """The disk of one node, which has to be started after this is made."""

    def __init__(self, node):
        self.node, self.order = node, node.lab.folder / "disk" / f"{node.code}.order"
        library = self.order.with_name("iofault.so")
        if not library.exists():
            library.parent.mkdir(exist_ok=True)
            build(node.lab, library)
        node.variables = {
            "LD_PRELOAD": str(library), "IOFAULT_ORDER": str(self.order),
            "IOFAULT_BELOW": f"{node.lab.folder}/data/{node.code}/"}
        # What cannot be written now is asked for again, under its key.
        node.api.again = (*node.api.again, 500, 507)

    def spoil(self, kind):
        """Lets the disk be bad until it is repaired."""
        half = self.order.with_suffix(".part")
        half.write_text(kind, "ascii")
        half.rename(self.order)

    def repair(self):
        self.order.unlink(missing_ok=True)
