"""Receivers of alerts: a system that takes signed webhooks, and a robot that checks signatures as DingTalk has them."""
import base64
import hashlib
import hmac
import http.server
import json
import threading
import time
import urllib.parse

from citylab.lab import until

SECONDS_MAX = 90
CLOCK_SECONDS = 3600


class Receiver:
    """An HTTP server that keeps what it takes. `answer(path, headers, body)` gives status and body."""

    def __init__(self, port=0):
        receiver = self
        self.taken, self.lock = [], threading.Lock()

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):  # pylint: disable=invalid-name
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status, answer = receiver.answer(self.path, self.headers, body)
                self.send_response(status)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def keep(self, message):
        with self.lock:
            self.taken.append(message)

    def answer(self, path, headers, body):
        raise NotImplementedError


class Hook(Receiver):
    """Takes CloudEvents that are signed as Standard Webhooks has it; (kind, code, peer) of all that was told.

    With another `status` than 204 it takes nothing, and counts what it was to take.
    """

    def __init__(self):
        self.status, self.refused = 204, 0
        self.secret = b"0123456789abcdef0123456789abcdef"
        super().__init__()

    @property
    def text(self):
        return "whsec_" + base64.b64encode(self.secret).decode()

    def answer(self, path, headers, body):
        name, at = headers["Webhook-Id"], headers["Webhook-Timestamp"]
        code = hmac.new(self.secret, f"{name}.{at}.".encode() + body, hashlib.sha256).digest()
        if headers["Webhook-Signature"] != "v1," + base64.b64encode(code).decode():
            return 401, b""
        if self.status != 204:
            self.refused += 1
            return self.status, b""
        self.keep(json.loads(body)["data"])
        return 204, b""

    @property
    def told(self):
        with self.lock:
            return [(one["kind"], one["code"], one.get("peer")) for message in self.taken for one in message["alarms"]]

    def wait(self, kind, code, peer=None, seconds=SECONDS_MAX):
        until(seconds, lambda: (kind, code, peer) in self.told, f"{code} {peer or ''} to be told as {kind}")


class Robot(Receiver):
    """A robot of DingTalk with a secret (加签).

    A wrong signature and an old time are errcode 310000, in an answer of status 200.
    """

    def __init__(self, token="robot+token/1=", secret="SECacceptance", port=0):
        self.token, self.secret = token, secret
        super().__init__(port)

    def answer(self, path, headers, body):
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(path).query, strict_parsing=True)
        if query.get("access_token") != [self.token]:
            return 200, b'{"errcode":300001,"errmsg":"token is not exist"}'
        at = query["timestamp"][0]
        code = hmac.new(self.secret.encode(), f"{at}\n{self.secret}".encode(), hashlib.sha256).digest()
        if query["sign"] != [base64.b64encode(code).decode()] or abs(time.time() - int(at) / 1000) > CLOCK_SECONDS:
            return 200, b'{"errcode":310000,"errmsg":"sign not match"}'
        message = json.loads(body)
        if message["msgtype"] != "markdown" or not message["markdown"]["title"] or not message["markdown"]["text"]:
            return 200, b'{"errcode":400101,"errmsg":"param error"}'
        self.keep(message)
        return 200, b'{"errcode":0,"errmsg":"ok"}'

    @property
    def texts(self):
        with self.lock:
            return [message["markdown"]["text"] for message in self.taken]
