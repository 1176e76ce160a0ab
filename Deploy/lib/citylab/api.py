"""A client of a node's local API that repeats what a dead or stopping node did not answer."""
import hashlib
import http.client
import json
import mimetypes
import os
import pathlib
import socket
import struct
import threading
import time
import uuid

from . import privacy

RETRY_SECONDS = 0.1
ANSWER_SECONDS_MAX = 60


class Problem(Exception):
    """An answer that is not what was asked for: its status, and the problem as the API describes it."""

    def __init__(self, status, body):
        self.status, self.body = status, body
        super().__init__(f"{status}: {body.get('detail') or body}")


def connect_to(path, timeout):
    """Connects with a Unix socket; waits its turn where many do so at once, which a socket with a timeout would not."""
    connected = socket.socket(socket.AF_UNIX)
    connected.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", int(timeout), 0))
    try:
        connected.connect(path)
    except OSError:
        connected.close()
        raise
    connected.settimeout(timeout)
    return connected


class SocketConnection(http.client.HTTPConnection):
    """A connection with a node's Unix socket."""

    def __init__(self, path, timeout):
        super().__init__("localhost", timeout=timeout)
        self.path = path

    def connect(self):
        self.sock = connect_to(self.path, self.timeout)


class API:
    """One node's API, over loopback or through its Unix socket. Safe to use from many threads: each has its own
    connection."""

    # With these a node asks for a repetition.
    again = (429, 503)

    def __init__(self, host=None, port=None, path=None):
        self.host, self.port, self.path = host, port, path
        self.own = threading.local()

    def __str__(self):
        return self.path or f"port {self.port}"

    def fresh(self):
        """A client of the same node with connections of its own."""
        return API(self.host, self.port, self.path)

    def connection(self, timeout=ANSWER_SECONDS_MAX):
        """A connection of its own, for whoever speaks HTTP by hand; closing it is up to the caller."""
        if self.path:
            return SocketConnection(self.path, timeout)
        return http.client.HTTPConnection(self.host, self.port, timeout=timeout)

    def plain(self, timeout=ANSWER_SECONDS_MAX):
        """A connection for whoever sends bytes that may be no HTTP."""
        if self.path:
            return connect_to(self.path, timeout)
        return socket.create_connection((self.host, self.port), timeout=timeout)

    def get(self, path, patience=0):
        return self.call("GET", path, patience=patience)

    def write(self, path, body, key=None, patience=0):
        """A write, with the same Idempotency-Key for every repetition."""
        headers = {"Idempotency-Key": key or str(uuid.uuid4()), "Content-Type": "application/json"}
        return self.call("POST", path, json.dumps(body).encode(), headers, patience)

    def call(self, method, path, body=None, headers=None, patience=0):
        """One request. While `patience` seconds last, it is repeated where the node is not there or asks for it."""
        privacy.note_body(body)
        until = time.monotonic() + patience
        while True:
            try:
                return self._once(method, path, body, headers or {})
            except (OSError, http.client.HTTPException) as error:
                self.close()
                if time.monotonic() > until:
                    raise ConnectionError(f"{method} {path} on {self}: {error}") from error
            except Problem as problem:
                if problem.status not in self.again or time.monotonic() > until:
                    raise
            time.sleep(RETRY_SECONDS)

    def _once(self, method, path, body, headers):
        connection = getattr(self.own, "connection", None)
        if connection is None:
            connection = self.connection()
            connection.connect()
            if not self.path:
                connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.own.connection = connection
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        if answer.status >= 400:
            try:
                problem = json.loads(content)
            except ValueError:
                problem = {"detail": content.decode("utf-8", "replace")}
            if answer.getheader("Connection", "").lower() == "close":
                self.close()
            raise Problem(answer.status, problem)
        kind = answer.getheader("Content-Type") or ""
        if "ndjson" in kind:
            return [json.loads(line) for line in content.splitlines()]
        if "json" in kind:
            return json.loads(content)
        return content

    def close(self):
        """Closes this thread's connection; the next request opens another."""
        connection = getattr(self.own, "connection", None)
        if connection is not None:
            connection.close()
            self.own.connection = None

    # What a window or a department does

    def put_material(self, path, name, form, patience=30):
        """Uploads a file and gives the reference that a case needs."""
        path = pathlib.Path(path)
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest() if hasattr(hashlib, "file_digest") else \
                hashlib.sha256(file.read()).hexdigest()
        size = os.path.getsize(path)
        until = time.monotonic() + patience
        while True:
            with path.open("rb") as file:
                try:
                    self.call("PUT", f"/v1/materials/{digest}", file, {
                        "Content-Length": str(size), "Content-Type": "application/octet-stream"})
                    break
                except ConnectionError:
                    if time.monotonic() > until:
                        raise
                except Problem as problem:
                    if problem.status not in self.again or time.monotonic() > until:
                        raise
            time.sleep(RETRY_SECONDS)
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return {"digest": digest, "name": name, "mediaType": kind, "size": size, "form": form}

    def submit(self, draft, key=None, patience=0):
        return self.write("/v1/cases", draft, key, patience)

    def act(self, number, action, key=None, patience=0, **said):
        return self.write(f"/v1/cases/{number}/actions", {"action": action, **said}, key, patience)

    def case(self, number, patience=0):
        return self.get(f"/v1/cases/{number}", patience)

    def cases(self, query="", patience=0):
        """Every case that fits the query, over all pages."""
        found, cursor = [], ""
        while True:
            page = self.get(f"/v1/cases?limit=500{query}{cursor}", patience)
            found += page["cases"]
            if not page.get("next"):
                return found
            cursor = f"&cursor={page['next']}"

    def peers(self, patience=0):
        return {peer["code"]: peer for peer in self.get("/v1/peers", patience)["peers"]}

    def events(self, after, stop):
        """Follows the event feed; goes on after the last event when the node was away. Ends when `stop` is set."""
        last = after
        while not stop.is_set():
            connection = self.connection(timeout=20)
            try:
                connection.request("GET", f"/v1/events?after={last}", headers={"Last-Event-ID": str(last)})
                answer = connection.getresponse()
                for line in answer:
                    if stop.is_set():
                        return
                    if line.startswith(b"data: "):
                        event = json.loads(line[6:])
                        last = event["id"]
                        yield event
            except (OSError, http.client.HTTPException):
                pass
            finally:
                connection.close()
            stop.wait(RETRY_SECONDS)
