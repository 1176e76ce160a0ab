"""Nodes as services of a machine: their files, cases between them, what is asked of them."""
import json
import re

from .lab import LabError, until

UNIT = "tongband@{}.service"


class City:
    """One instance of the unit: its name, its city's code, and the port of its exchange."""

    def __init__(self, machine, name, code, port):
        self.machine, self.name, self.code, self.port = machine, name, code, port
        self.unit = UNIT.format(name)
        self.config = f"/etc/tongban/nodes/{name}.yaml"
        self.socket = f"/run/tongban/{name}/api.sock"
        self.data = f"/var/lib/tongban/{name}"

    def tongban(self, *arguments, **more):
        return self.machine.run("tongban", *arguments, "--node", self.socket, **more)

    def json(self, *arguments, **more):
        done = self.tongban(*arguments, "--json", check=False, **more)
        try:
            return json.loads(done.stdout)
        except ValueError:
            raise LabError(f"tongban {' '.join(arguments)} gave no JSON: {done.stdout}{done.stderr}") from None

    def systemctl(self, verb, check=True):
        done = self.machine.run("systemctl", verb, self.unit, check=False)
        if check and done.returncode != 0:
            raise LabError(f"systemctl {verb} {self.unit}: {done.stderr}{self.machine.journal(self.unit)}")
        return done

    def show(self, *properties):
        return self.machine.show(self.unit, *properties)

    def pid(self):
        return int(self.show("MainPID")["MainPID"])

    def drop_in(self, text):
        """Puts lines beside the unit's own; without lines, takes them away."""
        folder = f"/etc/systemd/system/{self.unit}.d"
        if text:
            self.machine.write(f"{folder}/test.conf", text)
        else:
            self.machine.run("rm", "-rf", folder)
        self.machine.run("systemctl", "daemon-reload")

    def make_keys(self):
        """Makes the node's keys; its two public lines for the member list."""
        self.machine.run("install", "-d", "-m", "0700", "/etc/tongban/keys")
        shown = self.machine.run("tongban", "keys", "new", f"/etc/tongban/keys/{self.name}.yaml").stdout
        return re.findall(r"^(?:curve|signing)-public-key: .*$", shown, re.M)

    def submit(self, case, key, paper):
        """Hands a case in with one paper (its path outside, its name, its form); its number."""
        path, name, form = paper
        self.machine.put(path, "/root/paper")
        answer = self.json("case", "submit", "--file", "-", "--key", key, "--material", f"/root/paper:{name}:{form}",
                           input=json.dumps(case))
        if "number" not in answer:
            raise LabError(f"{self.name} refused the case: {answer}")
        return answer["number"]

    def wait_case(self, number, state, seconds=60):
        until(seconds, lambda: self.json("case", "show", number).get("state") == state,
              f"{number} to be {state} at {self.name}")


def member_list(machine, cities):
    """Writes the member list of these cities, with fresh keys."""
    lines = ["members:"]
    for city in cities:
        lines += [f'  - code: "{city.code}"', f"    name: {city.name}",
                  f"    endpoint: tcp://127.0.0.1:{city.port}", *("    " + line for line in city.make_keys())]
    machine.write("/etc/tongban/federation.yaml", "\n".join(lines) + "\n")
