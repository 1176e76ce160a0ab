"""Who may connect, and what an operator is told."""
import re

from citylab.lab import Lab, until

from support import LabTest

SECONDS_MAX = 30


class Admission(LabTest):
    """A wrong key, a stranger and a dead network are three different things."""

    codes = ("330800", "350700", "361100")
    fleets = ("local",)

    def _link(self, code, peer, wanted):
        """Waits until `tongban peers` of one node says this of a peer."""
        def said():
            found = {one["code"]: one for one in self.lab.json(code, "peers")["peers"]}
            return found[peer] if found[peer]["link"] == wanted else None

        answer = until(SECONDS_MAX, said, f"{code} to call {peer} {wanted}")
        if wanted != "connected":
            self.assertTrue(answer["detail"], f"{wanted} is said without what to do")
        return answer

    def _give_key(self, code, of, key):
        """Lets one node's member list hold another CURVE key for a member."""
        node = self.lab[code]
        text = (self.lab.folder / "federation.yaml").read_text("utf-8")
        pattern = rf'(code: "{of}"(?:\n.*?)*?curve-public-key: )"[^"]+"'
        changed = re.sub(pattern, lambda match: f'{match[1]}"{key}"', text, count=1)
        self.assertNotEqual(text, changed)
        (self.lab.folder / f"federation-{code}.yaml").write_text(changed, "utf-8")
        config = node.config.read_text("utf-8").replace("../federation.yaml", f"../federation-{code}.yaml")
        node.config.write_text(config, "utf-8")

    def _public_key(self, lab, code):
        text = (lab.folder / "federation.yaml").read_text("utf-8")
        return re.search(rf'code: "{code}"(?:\n.*?)*?curve-public-key: "([^"]+)"', text)[1]

    def test_dead_network(self):
        self.lab.start("330800")
        self._link("330800", "350700", "unreachable")
        self.lab.start("350700")
        self._link("330800", "350700", "connected")
        self.lab["350700"].kill()
        self._link("330800", "350700", "unreachable")

    def test_wrong_key(self):
        other = Lab(self.lab.folder.parent / "other", self.lab.tongban.parent, ("310112",))
        real = self._public_key(self.lab, "350700")
        self._give_key("330800", "350700", self._public_key(other, "310112"))
        self.lab.start()
        self._link("330800", "350700", "wrong-key")
        self._link("350700", "330800", "refuses-us")
        # The third city is not concerned.
        self._link("330800", "361100", "connected")
        self._link("350700", "361100", "connected")
        keys = [one["key"] for one in self.lab["330800"].api.get("/v1/status")["strangers"]]
        self.assertIn(real, keys, "the operator does not learn which key knocked")

    def test_stranger(self):
        self.lab.start("330800")
        with Lab(self.lab.folder.parent / "other", self.lab.tongban.parent, ("310112",)) as other:
            # A node that knows where the member is and what its key is, and is on nobody's list.
            member = re.search(
                r'  - code: "330800"\n(?:    .*\n)+', (self.lab.folder / "federation.yaml").read_text("utf-8"))[0]
            federation = other.folder / "federation.yaml"
            federation.write_text(federation.read_text("utf-8").rstrip("\n") + "\n" + member, "utf-8")
            other.start()
            until(SECONDS_MAX, lambda: other["310112"].api.peers()["330800"]["link"] == "refuses-us",
                  "the stranger to learn that it is not admitted")
            key = self._public_key(other, "310112")
            until(SECONDS_MAX, lambda: re.search(r"stranger at \S*127\.0\.0\.1", self.lab.command(
                "peers", "--config", str(self.lab["330800"].config))), "the stranger to be named")
            strangers = self.lab.json("330800", "status")["strangers"]
            self.assertEqual({one["key"] for one in strangers}, {key})
            self.assertTrue(all(one["address"] and one["count"] > 0 for one in strangers))
            self.assertNotIn("310112", self.lab["330800"].api.peers())
