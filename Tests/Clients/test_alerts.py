"""A real mail server, with TLS and a user: alerts come as mail that a mail program can read."""
import datetime
import email
import email.policy
import logging
import pathlib
import signal
import ssl
import threading
import unittest
import warnings

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from citylab.lab import free_ports, until
from support import SECONDS_MAX, LabTest

USER, PASSWORD = "tongban@quzhou.example", "geheim 密码"


class Mailbox:
    """Keeps the mails that it takes."""

    def __init__(self):
        self.mails, self.lock = [], threading.Lock()

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # pylint: disable=invalid-name
        if address.startswith("nobody"):
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # pylint: disable=invalid-name
        with self.lock:
            self.mails.append((envelope.rcpt_tos, email.message_from_bytes(
                envelope.original_content, policy=email.policy.default)))
        return "250 2.0.0 taken as 7"

    @property
    def subjects(self):
        with self.lock:
            return [mail["Subject"] for _, mail in self.mails]


class Implicit(Controller):
    """Speaks TLS from the first byte."""

    def __init__(self, *arguments, context, **more):
        super().__init__(*arguments, ssl_context=context, **more)


def check(_server, _session, _envelope, mechanism, data):
    good = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=good and mechanism in ("PLAIN", "LOGIN"), handled=False)


class Mail(LabTest):
    """Quzhou tells two mail servers: one by STARTTLS, one with TLS from the first byte."""

    def setUp(self):
        self.authority, self.mailbox = trustme.CA(), Mailbox()
        # The server tells of every handshake that fails, which some of these are to.
        logging.disable(logging.CRITICAL)
        self.addCleanup(logging.disable, logging.NOTSET)
        warnings.filterwarnings("ignore", module="aiosmtpd")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
        usual = {"hostname": "127.0.0.1", "authenticator": check, "auth_required": True}
        first = free_ports(2)
        ports = [first, first + 1]
        self.begins = Controller(self.mailbox, port=ports[0], tls_context=context, require_starttls=True, **usual)
        # Over implicit TLS the library does not see that the connection is encrypted.
        self.whole = Implicit(self.mailbox, port=ports[1], context=context, auth_require_tls=False,
                              auth_exclude_mechanism=["PLAIN"], **usual)
        for server in (self.begins, self.whole):
            server.start()
            self.addCleanup(server.stop)
        rules = "level: info, after: 1, group: 1"
        self.settings = f"""
alerts:
  disk-free: 1000000 GiB
  channels:
    - {{name: begins, {rules}, mail: {{server: "localhost:{ports[0]}", from: {USER}, to: [duty@quzhou.example,
       nobody@quzhou.example], user: {USER}, password-file: ../keys/password, ca: ../keys/ca.pem}}}}
    - {{name: whole, {rules}, mail: {{server: "127.0.0.1:{ports[1]}", tls: implicit, from: {USER},
       to: [second@quzhou.example], user: {USER}, password-file: ../keys/password, ca: ../keys/ca.pem}}}}
    - {{name: distrusts, level: critical, codes: [halted], mail: {{server: "localhost:{ports[0]}", from: {USER},
       to: [x@quzhou.example]}}}}
    - {{name: mistaken, level: critical, codes: [halted], mail: {{server: "localhost:{ports[0]}", from: {USER},
       to: [x@quzhou.example], user: {USER}, password-file: ../keys/wrong, ca: ../keys/ca.pem}}}}
    - {{name: stranger, level: critical, codes: [halted], mail: {{server: "localhost:{ports[1]}", from: {USER},
       to: [x@quzhou.example], tls: starttls, ca: ../keys/ca.pem}}}}
"""
        super().setUp()

    def prepare(self):
        keys = self.lab.folder / "keys"
        self.authority.cert_pem.write_to_path(str(keys / "ca.pem"))
        for name, text in (("password", PASSWORD), ("wrong", "wrong")):
            (keys / name).write_text(text + "\n", "utf-8")
            (keys / name).chmod(0o600)

    def test_an_alarm_comes_as_mail_and_every_fault_says_what_to_do(self):
        until(SECONDS_MAX, lambda: len(self.mailbox.mails) >= 2, "two mails")
        mails = {tuple(to): mail for to, mail in self.mailbox.mails}
        self.assertEqual(set(mails), {("duty@quzhou.example",), ("second@quzhou.example",)})
        mail = mails[("second@quzhou.example",)]
        self.assertEqual(mail["Subject"], "通办 critical 严重: 衢州市 330800: disk-low 磁盘空间不足")
        self.assertEqual(mail["From"].addresses[0].addr_spec, USER)
        self.assertEqual(mail["From"].addresses[0].display_name, "通办 330800")
        self.assertIn("磁盘空间不足", mail.get_content())
        age = mail["Date"].datetime - datetime.datetime.now(datetime.timezone.utc)
        self.assertLess(abs(age.total_seconds()), 300)
        self.assertRegex(mail["Message-ID"], r"^<[0-9a-f-]{36}@quzhou\.example>$")
        self.assertFalse(mail.defects)
        results = {one["channel"]: one for one in self.lab.json("330800", "alert", "test")["results"]}
        self.assertTrue(results["begins"]["delivered"])
        self.assertIn("250 2.0.0 taken as 7; 1 of 2 addresses were refused", results["begins"]["answer"])
        self.assertTrue(results["whole"]["delivered"])
        for name, words in (
                ("distrusts", "certificate"), ("mistaken", "535"), ("stranger", "in time|TLS|closed|mail server")):
            self.assertFalse(results[name]["delivered"])
            self.assertRegex(results[name]["answer"], words)
            self.assertTrue(results[name]["remedy"])
        log = self.quzhou.log.read_text("utf-8")
        for secret in (PASSWORD, "quzhou.example"):
            self.assertNotIn(secret, log)


class Certificate(LabTest):
    """The API's certificate is over soon, until there is another one."""

    def setUp(self):
        self.authority = trustme.CA()
        self.settings = "\nalerts: {channels: []}\n"
        super().setUp()

    def prepare(self):
        soon = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=20)
        self.renew(soon)
        config = self.quzhou.config
        text = config.read_text("utf-8").replace("  sign-in: off", "  sign-in: off\n"
                                                 "  tls: {certificate: ../keys/api.pem, key: ../keys/api-key.pem}")
        config.write_text(text, "utf-8")

    def renew(self, until_when):
        keys = self.lab.folder / "keys"
        made = self.authority.issue_cert("localhost", "127.0.0.1", not_after=until_when)
        pathlib.Path(keys / "api.pem").write_bytes(b"".join(blob.bytes() for blob in made.cert_chain_pems))
        (keys / "api-key.pem").write_bytes(made.private_key_pem.bytes())
        (keys / "api-key.pem").chmod(0o600)

    def start(self):
        for node in (self.quzhou, self.nanping):
            node.start(wait=False)

    def codes(self):
        socket = str(self.lab.folder / "data/330800/api.sock")
        done = self.lab.command("status", "--node", socket, "--json", check=False)
        return done.stdout if done.returncode == 0 else ""

    def test_it_is_told_and_over(self):
        until(SECONDS_MAX, lambda: "certificate-ends" in self.codes(), "the alarm")
        self.renew(datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=300))
        self.quzhou.signal(signal.SIGHUP)
        until(SECONDS_MAX, lambda: self.codes() and "certificate-ends" not in self.codes(), "its end")


if __name__ == "__main__":
    unittest.main()
