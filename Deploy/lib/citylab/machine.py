"""A Debian 12 that boots with its own systemd in a container: for what only a real service manager can show."""
import http.client
import json
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile

from .lab import LabError, until

LIB = pathlib.Path(__file__).resolve().parent.parent
PACKAGES = ("podman", "runc", "netavark", "debootstrap")
BASE = "localhost/tongban-test:bookworm"
# Nothing in it that a node needs: what a fresh machine has, and a service manager.
SYSTEM = ("systemd", "systemd-sysv", "dbus", "procps", "ca-certificates", "debconf-utils")
IDLE = (
    "systemd-logind.service", "getty.target", "console-getty.service", "systemd-udevd.service",
    "systemd-networkd.service", "systemd-resolved.service", "systemd-timesyncd.service", "apt-daily.timer",
    "apt-daily-upgrade.timer", "systemd-networkd-wait-online.service")
BOOT_SECONDS_MAX = 60
COMMAND_SECONDS_MAX = 300


def podman(*arguments, check=True, **more):
    more.setdefault("timeout", COMMAND_SECONDS_MAX)
    done = subprocess.run(
        ["podman", *map(str, arguments)], capture_output=True, text=True, check=False,
        env={**os.environ, "CONTAINERS_CONF": str(LIB / "containers.conf"), "BUILDAH_FORMAT": "docker"}, **more)
    if check and done.returncode != 0:
        raise LabError(f"podman {' '.join(map(str, arguments))} ended with {done.returncode}:\n"
                       f"{done.stderr[-4000:]}{done.stdout[-4000:]}")
    return done


def obstacle():
    """Why this machine cannot have such a system in a container, or nothing; installs what is missing."""
    if os.geteuid() != 0:
        return "only root can boot a service manager in a container"
    script = f'source {LIB}/common.sh; source {LIB}/prerequisites.sh; require_packages {" ".join(PACKAGES)}'
    if shutil.which("apt-get") is None:
        return "there is no apt-get here, with which to get " + ", ".join(PACKAGES)
    if subprocess.run(["bash", "-c", script], check=False).returncode != 0:
        return "podman and debootstrap could not be installed"
    done = podman("info", check=False)
    return None if done.returncode == 0 else f"podman does not run here: {done.stderr.strip()}"


def image():
    """The image of a bare Debian 12 with a service manager; made once, about a minute."""
    if podman("image", "exists", BASE, check=False).returncode == 0:
        return BASE
    print("    making the image of a bare Debian 12, once ...", flush=True)
    with tempfile.TemporaryDirectory(prefix="tongban-debian-") as folder:
        tree = pathlib.Path(folder) / "tree"
        done = subprocess.run(
            ["debootstrap", "--variant=minbase", f"--include={','.join(SYSTEM)}", "bookworm", tree],
            capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise LabError(f"debootstrap ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        with subprocess.Popen(
                ["tar", "-C", tree, "--exclude=./var/cache/apt/archives/*.deb", "-cf", "-", "."],
                stdout=subprocess.PIPE) as tar:
            podman("import", "--change", "CMD [\"/sbin/init\"]", "--change", "STOPSIGNAL SIGRTMIN+3", "-", BASE,
                   stdin=tar.stdout)
    return BASE


def derived(name, folder, containerfile, label):
    """An image made of the bare one; made anew only when `label`, which says what is in it, is another."""
    image()
    tag = f"localhost/tongban-test-{name}:latest"
    done = podman("image", "inspect", "--format", '{{index .Labels "content"}}', tag, check=False)
    if done.returncode != 0 or done.stdout.strip() != label:
        (folder / "Containerfile").write_text(f"FROM {BASE}\n{containerfile}", "utf-8")
        podman("build", "--network", "host", "--label", f"content={label}", "-t", tag, "-f", folder / "Containerfile",
               folder, timeout=900)
    return tag


class Machine:
    """One running system without a network but its own loopback. Use it in `with`: leaving it removes it."""

    def __init__(self, tag, *arguments):
        self.name = f"tongban-test-{os.getpid()}"
        self.tag, self.arguments = tag, arguments

    def __enter__(self):
        podman("run", "--detach", "--name", self.name, "--hostname", "node", "--network", "none", "--systemd", "always",
               "--cap-add", "SYS_ADMIN", "--cap-add", "SYS_PTRACE", "--security-opt", "seccomp=unconfined",
               *self.arguments, self.tag)
        try:
            self.run("systemctl", "mask", "--now", *IDLE, check=False)
            until(BOOT_SECONDS_MAX, lambda: self.run("systemctl", "is-system-running", check=False).stdout.strip() in (
                "running", "degraded"), "the system to boot")
            # As the service manager does itself where it is no container: credentials come by a mount of its child's.
            self.run("mount", "--make-rshared", "/")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        podman("rm", "--force", "--time", "3", self.name, check=False)

    def run(self, *command, check=True, **more):
        """Runs a command in it; its ending."""
        extra = ["--interactive"] if "input" in more else []
        return podman("exec", *extra, self.name, *command, check=check, **more)

    def sh(self, script, check=True, **more):
        return self.run("sh", "-ec", script, check=check, **more)

    def write(self, path, text):
        self.run("sh", "-ec", 'mkdir -p "$(dirname "$0")" && cat > "$0"', path, input=text)

    def put(self, source, path):
        podman("cp", source, f"{self.name}:{path}")

    def show(self, unit, *properties):
        """A unit's properties by name."""
        done = self.run("systemctl", "show", unit, *(f"--property={name}" for name in properties))
        return dict(line.split("=", 1) for line in done.stdout.splitlines() if "=" in line)

    def journal(self, unit, lines=40):
        return self.run("journalctl", "--unit", unit, "--no-pager", "--output=cat", f"--lines={lines}",
                        check=False).stdout

    def wait_for(self, unit, seconds=60, **wanted):
        """Waits until a unit's properties are so; says what they are, and the journal's end, where they never are."""
        def is_so():
            return self.show(unit, *wanted) == {name: str(value) for name, value in wanted.items()}
        try:
            until(seconds, is_so, f"{unit} to be {wanted}")
        except LabError as error:
            raise LabError(f"{error}; it is {self.show(unit, *wanted, 'Result', 'ExecMainStatus', 'SubState')}:\n"
                           f"{self.journal(unit)}") from None

    def get(self, sock, path):
        """Asks a node's API at its Unix socket, from outside; the answer's JSON."""
        pid = podman("inspect", "--format", "{{.State.Pid}}", self.name).stdout.strip()
        connection = http.client.HTTPConnection("localhost")
        connection.sock = socket.socket(socket.AF_UNIX)
        connection.sock.settimeout(30)
        connection.sock.connect(f"/proc/{pid}/root{sock}")
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200:
                raise LabError(f"{path} answered {answer.status}: {body[:500]}")
            return json.loads(body)
        finally:
            connection.close()
