"""The node's description of its API: valid, and held against the running node with thousands of made-up calls."""
import http.client
import json
import os
import pathlib
import re
import subprocess
import urllib.request

from citylab.api import Problem
from citylab.lab import until
from openapi_spec_validator import OpenAPIV31SpecValidator

from support import LONG, NANPING, QUZHOU, PopulatedTest

SEED = int(os.environ.get("TONGBAN_SEED", "20261123"))
# Generated calls for each operation beside those that the bounds of its parameters and body ask for.
EXAMPLES = 150 if LONG else 12
CALLS_MIN = 4000
SECONDS_MAX = 7200 if LONG else 1200
OUTPUT_MAX = 100_000
# Operations of which every call is taken whose values have their form. Of the others the rules may refuse values
# together: parameters that contradict each other, a cursor that no page gave, a digest of other bytes, a case in
# another state, a case number of the thirtieth of February.
ACCEPTING = {
    "health", "status", "describe", "showReference", "showMe", "showEvaluation", "showParcel", "listContacts",
    "showItem", "showGuide", "listPeers", "showPeer", "reconcilePeer", "reconcileAll", "listQuarantine",
    "showQuarantined", "verifyAudit", "listAccounts", "showAccount", "listWebhooks", "showWebhook", "listWithheld",
}
# What is not called, and why.
LEFT_OUT = {
    "followEvents": "it does not end; test_the_feed reads it",
    "changeAccount": "it would take the rights of the accounts that this test calls with",
    "lockAccount": "the same",
    "revokeToken": "it would take their tokens",
}
# Accounts by their roles: administrators stand alone, and everybody else works on cases. The first one adds the others.
ACCOUNTS = {
    "securityAdministrator": ("securityAdministrator",), "platformAdministrator": ("platformAdministrator",),
    "auditAdministrator": ("auditAdministrator",),
    "worker": ("windowClerk", "windowHead", "handlingWindow", "liaison", "deputyLiaison", "reviewer", "decider",
               "parcelClerk", "supervisor"),
}
# Parts of files and lines of JSON are bytes to whoever makes them up.
HOOKS = """
import schemathesis
for kind in ("application/offset+octet-stream", "application/x-ndjson"):
    schemathesis.serializer.alias(kind, "application/octet-stream")
"""


class Description(PopulatedTest):
    """What the description says is what the node does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.courses = cls.populate()
        cls.known = cls._things()
        cls.newest = cls.node.api.get("/v1/status")["newestEvent"]
        cls.tokens = cls._sign_in()

    @classmethod
    def _sign_in(cls):
        """Starts the node again as one that asks who calls; a token for each kind of account."""
        cls.node.stop()
        text = cls.node.config.read_text("utf-8")
        cls.node.config.write_text(text.replace("  sign-in: off\n", "  sign-in: required\n"), "utf-8")
        cls.node.start(wait=False)
        socket = str(cls.lab.folder / "data" / QUZHOU / "api.sock")
        until(SECONDS_MAX, lambda: cls._answers() and os.path.exists(socket), "the node to ask who calls")
        offices = {name for course in cls.courses for name in (course.case["office"], course.case["department"])}
        tokens = {}
        for name, roles in ACCOUNTS.items():
            words = ["account", "add", name, "--kind", "system", "--token-label", "test", "--node", socket, "--json"]
            words += [word for role in roles for word in ("--role", role)]
            words += [word for office in (offices if name == "worker" else ()) for word in ("--office", office)]
            if tokens:
                words += ["--token", tokens["securityAdministrator"]]
            tokens[name] = json.loads(cls.lab.command(*words))["secret"]
        return tokens

    @classmethod
    def _answers(cls):
        try:
            return cls.node.api.get("/healthz")
        except ConnectionError:
            return None

    @staticmethod
    def _callers(operation):
        """The accounts that have one of the roles which the description of an operation names."""
        named = set(re.findall(r"`(\w+)`", operation["description"].rsplit("\n\n", 1)[-1]))
        return [name for name, roles in ACCOUNTS.items() if named & set(roles)] or ["worker"]

    def _document(self):
        with urllib.request.urlopen(f"{self.address}/v1/openapi.json", timeout=20) as answer:
            return json.load(answer)

    def test_is_valid(self):
        """The document is OpenAPI 3.1."""
        OpenAPIV31SpecValidator(self._document()).validate()

    def test_holds(self):
        """Whatever is sent, the answer is one that is described, and what the description forbids is refused."""
        folder = pathlib.Path(self.lab.folder)
        description = self._offered(self._document())
        document = folder / "openapi.json"
        document.write_text(json.dumps(description), "utf-8")
        config = folder / "schemathesis.toml"
        config.write_text(self._config(description), "utf-8")
        (folder / "hooks.py").write_text(HOOKS, "utf-8")
        print(f"\nseed {SEED}", flush=True)
        done = subprocess.run(
            ["schemathesis", "--config-file", config, "run", document, "--url", self.address, "--seed", str(SEED),
             "--max-examples", str(EXAMPLES), "--phases", "examples,coverage,fuzzing", "--no-color",
             "--suppress-health-check", "all", "--warnings", "off", "--workers", "1", "--continue-on-failure"],
            capture_output=True, text=True, timeout=SECONDS_MAX, check=False, cwd=folder)
        self.assertEqual(done.returncode, 0, done.stdout[-OUTPUT_MAX:] + done.stderr)
        calls = int(re.search(r"(\d+) generated", done.stdout)[1])
        print(f"{calls} calls", flush=True)
        self.assertGreater(calls, CALLS_MIN, "too little was asked for this to say anything")
        for node in (self.node, self.other):
            self.assertTrue(node.is_running, f"{node.name} did not survive it: {node.last_words()}")
            self.assertNotIn("request failed", node.log.read_text("utf-8", "replace"))

    def test_who_may_call(self):
        """Without a token nothing is answered but what is open, with another account's nothing that is not its own."""
        connection = http.client.HTTPConnection(self.node.api.host, self.node.api.port, timeout=20)
        self.addCleanup(connection.close)
        for path, methods in self._document()["paths"].items():
            for method, operation in methods.items():
                calls = [(None, 401)] if operation["security"] else []
                if any(way.get("token") for way in operation["security"]):
                    calls += [(self.tokens[name], 403) for name in set(ACCOUNTS) - set(self._callers(operation))]
                for token, status in calls:
                    headers = {"Authorization": f"Bearer {token}"} if token else {}
                    connection.request(method.upper(), re.sub(r"{\w+}", "1", path), headers=headers)
                    answer = connection.getresponse()
                    answer.read()
                    self.assertEqual(answer.status, status, operation["operationId"])

    def test_the_feed(self):
        """The event feed does not end, so it is read as far as it has got."""
        schema = self._document()["components"]["schemas"]["Event"]
        connection = http.client.HTTPConnection(self.node.api.host, self.node.api.port, timeout=20)
        self.addCleanup(connection.close)
        connection.request("GET", "/v1/events?after=0", headers={"Authorization": f"Bearer {self.tokens['worker']}"})
        answer = connection.getresponse()
        self.assertEqual((answer.status, answer.getheader("Content-Type")),
                         (200, "text/event-stream; charset=utf-8"))
        event, count = {"id": 0}, 0
        while event["id"] < self.newest:
            line = answer.readline()
            self.assertTrue(line, "the feed ended")
            if line.startswith(b"data: "):
                event, count = json.loads(line[6:]), count + 1
                self.assertLessEqual(set(schema["required"]), set(event))
                self.assertLessEqual(set(event), set(schema["properties"]))
                self.assertIn(event["kind"], schema["properties"]["kind"]["enum"])
        self.assertGreater(count, 10)

    def _config(self, document):
        """How each operation is called: with whose token, and by which checks its answers are held."""
        parts = ["""
hooks = "hooks.py"

[generation]
database = "none"
with-security-parameters = false

[checks.negative_data_rejection]
# A refusal by any of the node's own words for it, never a fault.
expected-statuses = ["400", "403", "404", "405", "409", "412", "413", "414", "415", "416", "422"]

[checks.ignored_auth]
# Its many false tokens lock its address out; test_who_may_call asks without any.
enabled = false

[checks.missing_required_header]
# A caller that speaks no tus, or another version, is told so with 412, as the protocol has it.
expected-statuses = ["400", "412", "422"]
"""]
        for methods in document["paths"].values():
            for operation in methods.values():
                name, settings = operation["operationId"], []
                if name in LEFT_OUT:
                    settings.append("enabled = false")
                if operation["security"]:
                    token = self.tokens[self._callers(operation)[0]]
                    settings.append(f'headers = {{ Authorization = "Bearer {token}" }}')
                if name not in ACCEPTING:
                    settings.append("checks.positive_data_acceptance.enabled = false")
                if settings:
                    parts += [f'[[operations]]\ninclude-operation-id = "{name}"', *settings]
        return "\n".join(parts)

    @classmethod
    def _case(cls, number):
        try:
            return cls.node.api.case(number)
        except Problem:
            return None

    @classmethod
    def _things(cls):
        """The names of what is there."""
        numbers = [course.number for course in cls.courses]
        # The newest may be on their way from the other city.
        cases = [
            until(SECONDS_MAX, lambda number=number: cls._case(number), f"{number} to arrive") for number in numbers]
        return {
            "caseNumber": numbers,
            "digest": [one["digest"] for case in cases for one in case["materials"]],
            "city": [QUZHOU, NANPING],
            "parcel": [one["id"] for one in cls.node.api.get("/v1/parcels")["parcels"]],
            "visit": [one["id"] for one in cls.node.api.get("/v1/evaluations")["evaluations"]],
            "item": [case["itemCode"] for case in cases],
        }

    def _offered(self, document):
        """The description with those names, so that calls find something, beside names that are made of patterns."""
        known = self.known
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
