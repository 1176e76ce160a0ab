"""A process of a laboratory: started here, or by another program that left its number in a file."""
import os
import select
import signal
import subprocess
import sys


def end_in_order():
    """Lets whoever ends this program (SIGINT, SIGTERM) end what it started, too: what it runs fails, and cleans up."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: sys.exit(128 + number))


class Process:
    """One process. Every way to it goes through a handle, so that no other process that got its number is ever hit."""

    def __init__(self, pid, child=None):
        self.pid, self.child = pid, child
        self.handle = os.pidfd_open(pid)
        self.returncode = None

    def __del__(self):
        if getattr(self, "handle", None) is not None:
            os.close(self.handle)

    @classmethod
    def spawn(cls, arguments, log, environment=None, note=None):
        """Starts a program in a session of its own, with its output at the end of `log`, and notes it in a file."""
        with log.open("ab") as output:
            child = subprocess.Popen(
                arguments, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True,
                env=environment)
        process = cls(child.pid, child)
        if note:
            note.parent.mkdir(exist_ok=True)
            note.write_text(f"{child.pid} {_began(child.pid)}", "ascii")
        return process

    @classmethod
    def noted(cls, note):
        """The process that a file names, or None where it has ended."""
        try:
            pid, began = note.read_text("ascii").split()
            process = cls(int(pid))
            return process if _began(int(pid)) == began else None
        except (OSError, ValueError):
            return None

    def poll(self):
        """The exit code of a process that was started here, 0 for another that has ended, None while it runs."""
        if self.returncode is None:
            if self.child:
                self.returncode = self.child.poll()
            elif select.select([self.handle], [], [], 0)[0]:
                self.returncode = 0
        return self.returncode

    def wait(self, seconds=None):
        """Waits for its end; subprocess.TimeoutExpired after so many seconds."""
        if self.child:
            self.returncode = self.child.wait(seconds)
        elif select.select([self.handle], [], [], seconds)[0]:
            self.returncode = 0
        else:
            raise subprocess.TimeoutExpired(f"process {self.pid}", seconds)
        return self.returncode

    def send_signal(self, number):
        """Sends a signal; nothing happens where the process has ended."""
        if self.poll() is None:
            try:
                signal.pidfd_send_signal(self.handle, number)
            except ProcessLookupError:
                pass

    def kill(self):
        """Ends it as a power cut would."""
        self.send_signal(signal.SIGKILL)
        self.wait()

    def end(self, seconds):
        """Asks it to end, and ends it by force after so many seconds; its exit code."""
        self.send_signal(signal.SIGTERM)
        self.send_signal(signal.SIGCONT)
        try:
            self.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
        return self.returncode

    @property
    def seconds_used(self):
        """Processor seconds since its start."""
        user, system = _stat(self.pid)[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    @property
    def is_paused(self):
        """Whether it was stopped by a signal and goes on by another."""
        return self.poll() is None and _stat(self.pid)[0] == "T"


def _stat(pid):
    """What /proc says of a process behind its name."""
    with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as stat:
        return stat.read().rpartition(")")[2].split()


def _began(pid):
    """When a process began, in the kernel's ticks: tells it from another that got the same number later."""
    return _stat(pid)[19]
