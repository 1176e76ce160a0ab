"""Staff sign in at an identity provider that others wrote (oidc-provider-mock), through a browser's steps."""
import contextlib
import json
import os
import pathlib
import re
import tempfile
import unittest
import urllib.parse

import httpx
import oidc_provider_mock
from citylab.lab import Lab, free_ports, is_free, until

QUZHOU = "330800"
SECONDS_MAX = 30


class OpenID(unittest.TestCase):
    """One node whose configuration names the provider."""

    def setUp(self):
        self.stack = contextlib.ExitStack()
        self.addCleanup(self.stack.close)
        folder = pathlib.Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        self.lab = self.stack.enter_context(Lab(folder / "lab", os.environ["TONGBAN_BINARIES"], [QUZHOU]))
        self.port = free_ports(1)
        while not is_free(self.port):
            self.port = free_ports(1)
        self.issuer = f"http://localhost:{self.port}"
        node = self.lab[QUZHOU]
        self.url = f"http://{node.api.host}:{node.api.port}"
        secret = folder / "client-secret"
        secret.touch(mode=0o600)
        secret.write_text("a secret\n", "utf-8")
        text = node.config.read_text("utf-8")
        text = re.sub(r"^  sign-in: off$", "\n".join([
            "  openid:", f"    issuer: {self.issuer}", "    client-id: tongban", f"    client-secret-file: {secret}",
            f"    redirect: {self.url}/v1/sign-in/callback"]), text, flags=re.M)
        node.config.write_text(text, "utf-8")
        self.socket = str(self.lab.folder / "data" / QUZHOU / "api.sock")
        node.start(wait=False)
        until(SECONDS_MAX, self._answers, "the node to answer")
        first = json.loads(self.lab.command(
            "account", "add", "赵安", "--kind", "person", "--role", "securityAdministrator", "--token-label", "test",
            "--node", self.socket, "--json"))
        self.token = first["secret"]

    def _answers(self):
        try:
            return httpx.get(f"{self.url}/healthz").status_code == 200
        except httpx.TransportError:
            return False

    def _provider(self):
        """The provider with keys of its own: each start rotates them."""
        return oidc_provider_mock.run_server_in_thread(self.port, require_nonce=True)

    def _add(self, subject):
        return json.loads(self.lab.command(
            "account", "add", "李四", "--kind", "person", "--role", "windowClerk", "--office", "一窗", "--issuer",
            self.issuer, "--subject", subject, "--node", self.socket, "--token", self.token, "--json"))["account"]

    def _sign_in(self, browser, subject):
        """Follows a browser's steps to the provider and back; the node's answer to the code."""
        start = browser.get(f"{self.url}/v1/sign-in")
        self.assertEqual(start.status_code, 303, start.text)
        asked = urllib.parse.parse_qs(urllib.parse.urlparse(start.headers["location"]).query)
        self.assertEqual(asked["code_challenge_method"], ["S256"])
        self.assertEqual(browser.get(start.headers["location"]).status_code, 200)
        back = browser.post(start.headers["location"], data={"sub": subject})
        self.assertEqual(back.status_code, 302, back.text)
        self.assertTrue(back.headers["location"].startswith(f"{self.url}/v1/sign-in/callback?"))
        return browser.get(back.headers["location"])

    def test_sign_in_rotate_keys_and_sign_in_again(self):
        with self._provider(), httpx.Client() as browser:
            refused = self._sign_in(browser, "li")
            self.assertEqual(refused.status_code, 403)
            self.assertTrue(refused.json()["type"].endswith(":sign-in-failed"))
            account = self._add("li")
            answer = self._sign_in(browser, "li")
            self.assertEqual((answer.status_code, answer.headers.get("location")), (303, "/v1/me"), answer.text)
            me = browser.get(f"{self.url}/v1/me").json()
            self.assertEqual((me["signedInBy"], me["account"], me["name"]), ("session", account["id"], "李四"))
            self.assertEqual(browser.get(f"{self.url}/v1/cases").status_code, 200)
            self.assertEqual(browser.get(f"{self.url}/v1/status").status_code, 403)
            self.assertEqual(browser.post(f"{self.url}/v1/sign-out").status_code, 403)
            header = {"X-Requested-With": "test"}
            self.assertEqual(browser.post(f"{self.url}/v1/sign-out", headers=header).status_code, 204)
            self.assertEqual(browser.get(f"{self.url}/v1/me").status_code, 401)
        with httpx.Client() as browser:
            self.assertEqual(browser.get(f"{self.url}/healthz").status_code, 200)
        with self._provider(), httpx.Client() as browser:
            self.assertEqual(self._sign_in(browser, "li").status_code, 303, "new keys are asked for")
            self.lab.command(
                "account", "lock", str(account["id"]), "--node", self.socket, "--token", self.token)
            self.assertEqual(browser.get(f"{self.url}/v1/me").status_code, 401, "a lock ends the session")
            self.assertEqual(self._sign_in(browser, "li").status_code, 403)


if __name__ == "__main__":
    unittest.main()
