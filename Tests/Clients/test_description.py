"""The node's description of its API: valid, and held against the running node with thousands of made-up calls."""
import http.client
import json
import os
import pathlib
import re
import subprocess
import urllib.request

from openapi_spec_validator import OpenAPIV31SpecValidator

from support import LONG, NANPING, QUZHOU, PopulatedTest

SEED = int(os.environ.get("TONGBAN_SEED", "20261123"))
# Generated calls for each operation beside those that the bounds of its parameters and body ask for.
EXAMPLES = 150 if LONG else 12
CALLS_MIN = 4000
SECONDS_MAX = 7200 if LONG else 1200
# What the rules refuse although each value alone has its form: two parameters that contradict each other, a cursor that
# no page gave, a department that the city has not, a digest of other bytes, a case in another state.
RULED = [
    "submitCase", "actOnCase", "revealCase", "recordVideo", "addEvaluation", "stepEvaluation", "addParcel",
    "addCustody", "labelParcel", "addMaterial", "putMaterial", "getMaterial", "headMaterial", "showContacts",
    "listItems", "listReminders", "reportStatistics", "settleParcels", "resumePeer", "replayQuarantined",
    "discardQuarantined",
]


class Description(PopulatedTest):
    """What the description says is what the node does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.courses = cls.populate()

    def _document(self):
        with urllib.request.urlopen(f"{self.address}/v1/openapi.json", timeout=20) as answer:
            return json.load(answer)

    def test_is_valid(self):
        """The document is OpenAPI 3.1."""
        OpenAPIV31SpecValidator(self._document()).validate()

    def test_holds(self):
        """Whatever is sent, the answer is one that is described, and what the description forbids is refused."""
        folder = pathlib.Path(self.lab.folder)
        document = folder / "openapi.json"
        document.write_text(json.dumps(self._known(self._document())), "utf-8")
        config = folder / "schemathesis.toml"
        config.write_text(self._config(), "utf-8")
        print(f"\nseed {SEED}", flush=True)
        done = subprocess.run(
            ["schemathesis", "--config-file", config, "run", document, "--url", self.address, "--seed", str(SEED),
             "--max-examples", str(EXAMPLES), "--phases", "examples,coverage,fuzzing", "--no-color",
             "--suppress-health-check", "all", "--warnings", "off", "--workers", "1", "--continue-on-failure"],
            capture_output=True, text=True, timeout=SECONDS_MAX, check=False, cwd=folder)
        self.assertEqual(done.returncode, 0, done.stdout[-20000:] + done.stderr)
        calls = int(re.search(r"(\d+) generated", done.stdout)[1])
        print(f"{calls} calls", flush=True)
        self.assertGreater(calls, CALLS_MIN, "too little was asked for this to say anything")
        for node in (self.node, self.other):
            self.assertTrue(node.is_running, f"{node.name} did not survive it: {node.last_words()}")
            self.assertNotIn("request failed", node.log.read_text("utf-8", "replace"))

    def test_the_feed(self):
        """The event feed does not end, so it is read as far as it has got."""
        schema = self._document()["components"]["schemas"]["Event"]
        connection = http.client.HTTPConnection(self.node.api.host, self.node.api.port, timeout=20)
        self.addCleanup(connection.close)
        connection.request("GET", "/v1/events?after=0")
        answer = connection.getresponse()
        self.assertEqual((answer.status, answer.getheader("Content-Type")),
                         (200, "text/event-stream; charset=utf-8"))
        newest = self.node.api.get("/v1/status")["newestEvent"]
        event, count = {"id": 0}, 0
        while event["id"] < newest:
            line = answer.readline()
            self.assertTrue(line, "the feed ended")
            if line.startswith(b"data: "):
                event, count = json.loads(line[6:]), count + 1
                self.assertEqual(set(schema["required"]), set(event))
                self.assertIn(event["kind"], schema["properties"]["kind"]["enum"])
        self.assertGreater(count, 10)

    @staticmethod
    def _config():
        """Which checks do not go with which operations, and why."""
        ruled = ", ".join(f'"{name}"' for name in RULED)
        return f"""
[generation]
database = "none"

[checks.negative_data_rejection]
# A refusal by any of the node's own words for it, never a fault.
expected-statuses = ["400", "403", "404", "405", "409", "412", "413", "414", "415", "416", "422"]

[[operations]]
# It does not end; test_the_feed reads it.
include-operation-id = "followEvents"
enabled = false

[[operations]]
# Every value has its form, and still the rules of the node may refuse them together.
include-operation-id = [{ruled}]
checks.positive_data_acceptance.enabled = false
"""

    def _known(self, document):
        """The description with names of what is there, so that calls find something, beside those made of patterns."""
        numbers = [course.number for course in self.courses]
        cases = [self.node.api.case(number) for number in numbers]
        known = {
            "caseNumber": numbers,
            "digest": [one["digest"] for case in cases for one in case["materials"]],
            "city": [QUZHOU, NANPING],
            "parcel": [one["id"] for one in self.node.api.get("/v1/parcels")["parcels"]],
            "visit": [one["id"] for one in self.node.api.get("/v1/evaluations")["evaluations"]],
            "item": [case["itemCode"] for case in cases],
        }
        for kind, values in known.items():
            self.assertTrue(values, f"the nodes have no {kind}")
        patterns = {}
        for path, name in {"/v1/cases/{number}": "caseNumber", "/v1/materials/{digest}": "digest",
                           "/v1/peers/{code}": "city"}.items():
            schema = document["paths"][path]["get"]["parameters"][0]["schema"]
            patterns[schema["pattern"]] = known[name]
        for path, methods in document["paths"].items():
            for operation in methods.values():
                for parameter in operation.get("parameters", []):
                    self._offer(parameter, path, known)
        self._offer_patterns(document, patterns)
        return document

    @staticmethod
    def _offer(parameter, path, known):
        name = {"id": "parcel" if "/parcels/" in path else "visit" if "/evaluations/" in path else None,
                "code": "item" if "/items/" in path else None}.get(parameter["name"])
        if parameter["in"] == "path" and name:
            parameter["schema"] = {"anyOf": [{"type": "string", "enum": known[name]}, parameter["schema"]]}

    def _offer_patterns(self, value, patterns):
        if isinstance(value, list):
            for item in value:
                self._offer_patterns(item, patterns)
        if not isinstance(value, dict):
            return
        for inner in value.values():
            self._offer_patterns(inner, patterns)
        offered = patterns.get(value["pattern"]) if isinstance(value.get("pattern"), str) else None
        if offered:
            plain = dict(value)
            value.clear()
            value["anyOf"] = [{"type": "string", "enum": offered}, plain]
