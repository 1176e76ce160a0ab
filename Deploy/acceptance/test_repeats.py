"""A write that is repeated, at any moment, from any connection, after any crash: one effect and one answer."""
import http.client
import json
import random
import threading
import time

from citylab.api import Problem

from support import LONG, LabTest, draft

WORKERS, WRITES = 6, 60 if LONG else 14
KILLS = 20 if LONG else 4
PATIENCE_SECONDS = 90
SEED = 20261124


class Repeats(LabTest):
    """Every kind of write with a key, each sent several times, while the node is killed again and again."""

    codes = ("330800", "350700")

    def setUp(self):
        super().setUp()
        with self.lab["330800"].config.open("a", encoding="utf-8") as config:
            config.write("webhooks:\n  allow-hosts: [\"127.0.0.1\"]\n")
        self.answers, self.lock, self.errors = {}, threading.Lock(), []

    def _fresh(self):
        """A client with connections of its own."""
        return self.lab["330800"].api.fresh()

    def _again(self, key, call):
        """Sends a write three times, each from a connection of its own, and keeps what was answered."""
        for _ in range(3):
            api = self._fresh()
            answer = call(api)
            api.close()
            with self.lock:
                self.answers.setdefault(key, []).append(answer)

    def _bulk(self, lines):
        body = "".join(json.dumps(line) + "\n" for line in lines).encode()

        def call(api):
            until = time.monotonic() + PATIENCE_SECONDS
            while True:
                lines = api.call("POST", "/v1/bulk", body, {"Content-Type": "application/x-ndjson"}, PATIENCE_SECONDS)
                # A line that was cut off by the node's end is answered as such, and is sent again with the others.
                if all(line["status"] == 201 for line in lines):
                    return [line["answer"] for line in lines]
                if time.monotonic() > until:
                    raise AssertionError(lines)
                time.sleep(0.1)

        return call

    def _work(self, worker, chance):
        try:
            numbers = []
            for index in range(WRITES):
                key = f"{worker}-{index}"
                kind = chance.choice(("case", "case", "bulk", "parcel", "account", "webhook"))
                if kind == "parcel" and not numbers:
                    kind = "case"
                if kind == "case":
                    body = draft("350700", key)
                    self._again(("case", key), lambda api, key=key, body=body: api.write(
                        "/v1/cases", body, key, PATIENCE_SECONDS))
                    numbers.append(self.answers["case", key][0]["number"])
                elif kind == "bulk":
                    lines = [{"key": f"{key}-{line}", **draft("350700", f"{key}-{line}")} for line in range(5)]
                    self._again(("bulk", key), self._bulk(lines))
                elif kind == "parcel":
                    body = {
                        "id": f"QZ-{key}", "cases": [numbers[-1]], "direction": "materials", "carrier": "ems",
                        "items": [{"name": "失业登记证", "form": "original"}],
                        "sender": {"office": "衢州市跨省通办窗口"},
                        "receiver": {"office": "南平市社保中心", "city": "350700"}}
                    self._again(("parcel", key), lambda api, key=key, body=body: api.write(
                        "/v1/parcels", body, key, PATIENCE_SECONDS))
                elif kind == "account":
                    body = {"kind": "system", "name": f"系统{key}", "roles": ["windowClerk"], "offices": ["窗口"],
                            "token": {"label": "t"}}
                    self._again(("account", key), lambda api, key=key, body=body: api.write(
                        "/v1/accounts", body, key, PATIENCE_SECONDS))
                else:
                    body = {"url": f"http://127.0.0.1:9/{key}", "filter": {"kinds": ["archived"]}}
                    self._again(("webhook", key), lambda api, key=key, body=body: api.write(
                        "/v1/webhooks", body, key, PATIENCE_SECONDS))
        except (AssertionError, ConnectionError, Problem, OSError, http.client.HTTPException) as error:
            self.errors.append(error)

    def test_one_effect_and_one_answer(self):
        self.lab.start()
        node = self.lab["330800"]
        print(f"\n    seed {SEED}", end=" ", flush=True)
        workers = [threading.Thread(target=self._work, args=(worker, random.Random(SEED + worker)))
                   for worker in range(WORKERS)]
        for worker in workers:
            worker.start()
        chance = random.Random(SEED)
        for _ in range(KILLS):
            time.sleep(chance.uniform(0.2, 1.0))
            node.kill()
            node.start(wait=False)
            node.wait_ready()
        for worker in workers:
            worker.join()
        self.assertEqual([], self.errors)
        for key, answers in self.answers.items():
            self.assertEqual(3, len(answers), key)
            self.assertTrue(all(one == answers[0] for one in answers), f"{key}: {answers}")
        self._check_effects(node)

    def _check_effects(self, node):
        """As many of each as there were names for them, and no two alike."""
        def of(kind):
            return [answers[0] for (one, _), answers in self.answers.items() if one == kind]

        numbers = [one["number"] for one in of("case")] + [one["number"] for lines in of("bulk") for one in lines]
        self.assertEqual(len(numbers), len(set(numbers)))
        self.assertEqual(sorted(numbers), sorted(one["number"] for one in node.api.cases()))
        parcels = node.api.get("/v1/parcels?limit=500")["parcels"]
        self.assertEqual(sorted(one["id"] for one in of("parcel")), sorted(one["id"] for one in parcels))
        accounts = node.api.get("/v1/accounts?limit=500")["accounts"]
        self.assertEqual(sorted(one["account"]["id"] for one in of("account")), sorted(one["id"] for one in accounts))
        tokens = node.api.get("/v1/tokens?limit=500")["tokens"]
        self.assertEqual(len(of("account")), len(tokens))
        webhooks = node.api.get("/v1/webhooks")["webhooks"]
        self.assertEqual(sorted(one["id"] for one in of("webhook")), sorted(one["id"] for one in webhooks))
        self.report(f"{len(self.answers)} writes, each three times, through {KILLS} kills")
