"""The container engine of this machine, Docker or Podman, and its compose program."""
import os
import shlex
import shutil
import subprocess


class EngineError(Exception):
    """Something that the container engine refused, or that is missing, and what to do."""


class Engine:
    """Docker where it has an engine here, else Podman. TONGBAN_ENGINE and TONGBAN_COMPOSE name others."""

    def __init__(self):
        self.program = os.environ.get("TONGBAN_ENGINE") or self._find()
        said = os.environ.get("TONGBAN_COMPOSE")
        self.composer = shlex.split(said) if said else (
            ["docker", "compose"] if self.is_docker else ["podman-compose"])
        if not shutil.which(self.composer[0]):
            raise EngineError(
                f"{self.composer[0]} is missing: python3 -m venv FOLDER; FOLDER/bin/pip install podman-compose; "
                "export TONGBAN_COMPOSE=FOLDER/bin/podman-compose (Debian's own is too old)")
        # Health checks are no part of an OCI image.
        self.environment = {**os.environ, "BUILDAH_FORMAT": "docker"}

    @property
    def is_docker(self):
        return os.path.basename(self.program) == "docker"

    @staticmethod
    def _find():
        for program in ("docker", "podman"):
            if shutil.which(program) and subprocess.run(
                    [program, "info"], capture_output=True, check=False).returncode == 0:
                return program
        raise EngineError("no container engine answers; start Docker, or install Podman: apt-get install podman runc")

    def run(self, *words, check=True, text=None, seconds=300):
        """Runs one command of the engine; what it wrote."""
        return self._run([self.program, *words], self.environment, check, text, seconds)

    def compose(self, file, variables, *words, seconds=600):
        """Runs one command of the compose program."""
        return self._run(
            [*self.composer, "--file", str(file), "--project-name", variables["TONGBAN_FLEET"], *words],
            {**self.environment, **variables}, True, None, seconds)

    @staticmethod
    def _run(words, environment, check, text, seconds):
        try:
            done = subprocess.run(
                words, env=environment, input=text, stdin=None if text is not None else subprocess.DEVNULL,
                capture_output=True, text=True, timeout=seconds, check=False)
        except subprocess.TimeoutExpired:
            raise EngineError(f"{' '.join(words)} did not end within {seconds} s") from None
        if check and done.returncode != 0:
            raise EngineError(f"{' '.join(words)}: {(done.stderr or done.stdout).strip()[-2000:]}")
        return done.stdout.strip()

    def logs(self, container):
        """Everything that a container wrote, to either stream."""
        return subprocess.run(
            [self.program, "logs", container], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, check=False).stdout.decode("utf-8", "replace")

    def state(self, container):
        """What the engine knows of a container: running, paused, exited and so on; None where there is none."""
        return self.run("inspect", "--format", "{{.State.Status}}", container, check=False) or None

    def containers(self, prefix):
        """The names of all containers that begin so, running or not."""
        names = self.run("ps", "--all", "--format", "{{.Names}}").split()
        return [name for name in names if name.startswith(prefix)]

    def networks(self):
        """The names of all networks."""
        return self.run("network", "ls", "--format", "{{.Name}}").split()

    def subnets(self):
        """The addresses of all networks, as the engine writes them."""
        names = self.networks()
        return self.run("network", "inspect", *names, check=False) if names else ""

    def has_image(self, name):
        return bool(self.run("images", "--quiet", name))
