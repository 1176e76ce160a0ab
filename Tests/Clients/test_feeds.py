"""Webhooks and the event feed, received by published libraries."""
import json
import socket
import threading
import time
import unittest

import httpx
import httpx_sse
from citylab.lab import until
from cloudevents.core.bindings.http import HTTPMessage, from_http_event
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from support import LabTest, Receiver, SECONDS_MAX


def feed(node, **query):
    """What the event feed says from a place through what there is now, by the library."""
    newest = node.api.get("/v1/status", SECONDS_MAX)["newestEvent"]
    url = f"http://{node.api.host}:{node.api.port}/v1/events"
    events = []
    with httpx.Client(timeout=SECONDS_MAX) as client:
        with httpx_sse.connect_sse(client, "GET", url, params={"after": 0, **query}) as source:
            source.response.raise_for_status()
            for event in told(source):
                events.append(event)
                if int(event.id) >= newest:
                    break
    return events


def told(source):
    """The events of a feed; the library gives the wait before a new try as an event without data."""
    return (event for event in source.iter_sse() if event.data)


class HalfRequests(unittest.TestCase):
    """The receiver of these tests is as honest as a web server: it takes whole requests alone."""

    def test_a_sender_that_dies(self):
        """A connection that ends within the body delivers nothing; the whole request after it is taken."""
        receiver = Receiver()
        self.addCleanup(receiver.close)
        place = ("127.0.0.1", receiver.server.server_port)
        head = b"POST /hook HTTP/1.1\r\nHost: receiver\r\nContent-Length: 10\r\n\r\n"
        with socket.create_connection(place) as sender:
            sender.sendall(head + b"half")
            sender.shutdown(socket.SHUT_WR)
            self.assertEqual(sender.recv(1), b"", "closed without an answer")
        with socket.create_connection(place) as sender:
            sender.sendall(head + b"whole body")
            self.assertTrue(sender.recv(100).startswith(b"HTTP/1.1 204 "))
        self.assertEqual([body for _, body in receiver.taken], [b"whole body"])


class Webhooks(LabTest):
    """Deliveries of a real node, read by the CloudEvents SDK and verified by standardwebhooks."""

    settings = "\nwebhooks:\n  allow-hosts: [\"127.0.0.1\"]\n"

    def _receiver(self, **how):
        receiver = Receiver(**how)
        self.addCleanup(receiver.close)
        return receiver

    def _add(self, receiver, **more):
        return self.quzhou.api.write("/v1/webhooks", {"url": receiver.url, **more}, patience=SECONDS_MAX)

    def _events(self, receiver, secret):
        """Every delivery that was taken, verified and read, in the order in which it came."""
        with receiver.lock:
            taken = list(receiver.taken)
        events = []
        for headers, body in taken:
            Webhook(secret).verify(body, headers)
            event = from_http_event(HTTPMessage(headers=headers, body=body))
            self.assertEqual(event.get_id(), {name.lower(): value for name, value in headers.items()}["webhook-id"])
            events.append(event)
        return events

    def test_failures_and_kills(self):
        """A target that fails for a while, and a node that is killed: each event arrives, in order per case."""
        # It fails at its beginning, so that the node stops sending for a while, and now and then later.
        receiver = self._receiver(refuses=lambda count: count < 7 or count % 13 == 0)
        made = self._add(receiver)
        first = self.newest() + 1
        numbers, lock = [], threading.Lock()

        def submit():
            for index in range(30):
                number = self.submit(index)
                with lock:
                    numbers.append(number)

        workers = [threading.Thread(target=submit) for _ in range(3)]
        for worker in workers:
            worker.start()
        for _ in range(2):
            taken = len(receiver.taken)
            until(SECONDS_MAX, lambda taken=taken: len(receiver.taken) > taken + 5, "deliveries")
            self.quzhou.kill()
            self.quzhou.start()
        for worker in workers:
            worker.join()
        for number in numbers[:20]:
            self.accept(number)
        until(SECONDS_MAX, lambda: all(
            self.quzhou.api.case(number, SECONDS_MAX)["state"] == "accepted" for number in numbers[:20]), "accepted")

        def arrived():
            return {event.get_data()["id"] for event in self._events(receiver, made["secret"])}
        wanted = {int(event.id) for event in feed(self.quzhou) if int(event.id) >= first}
        until(SECONDS_MAX, lambda: wanted <= arrived(), "every event to arrive")
        self.assertEqual(wanted, arrived())
        events = self._events(receiver, made["secret"])
        self._check_order(events, {event.get_data()["id"] for event in events})
        self._check_content(events)
        self.assertGreater(receiver.refused, 7)
        until(SECONDS_MAX, lambda: self.quzhou.api.get(f"/v1/webhooks/{made['id']}")["waiting"] == 0, "nothing waits")

    def _check_order(self, events, ids):
        """The first time that each event of a case came is after the first time of those before it."""
        arrival = {}
        for place, event in enumerate(events):
            arrival.setdefault(event.get_data()["id"], (place, set(event.get_data()["cases"])))
        self.assertEqual(set(arrival), ids)
        last = {}
        for event in sorted(arrival):
            place, cases = arrival[event]
            for number in cases:
                self.assertGreater(place, last.get(number, -1), f"event {event} of {number}")
                last[number] = place

    def _check_content(self, events):
        for event in events:
            data = event.get_data()
            self.assertEqual(event.get_source(), "urn:tongban:node:330800")
            kind = "case" if data["cases"] else "node"
            self.assertEqual(event.get_type(), f"cn.tongban.{kind}.{data['kind']}")
            self.assertEqual(event.get_subject(), data["cases"][0] if len(data["cases"]) == 1 else None)
        by_id = {}
        for event in events:
            by_id.setdefault(event.get_id(), set()).add(event.get_data()["id"])
        self.assertTrue(all(len(ids) == 1 for ids in by_id.values()), "an id names one event")

    def test_rotation_and_filter(self):
        """Two secrets are valid while one is replaced; a filter lets through what it says."""
        receiver = self._receiver()
        made = self._add(receiver, filter={"kinds": ["registered"], "side": "collecting"})
        self.submit(1)
        until(SECONDS_MAX, lambda: receiver.taken, "a delivery")
        new = self.quzhou.api.call(
            "POST", f"/v1/webhooks/{made['id']}/rotate", headers={"Idempotency-Key": "rotate"})["secret"]
        number = self.submit(2)

        def delivery():
            # What was on its way when the secret was replaced may come twice.
            return next((one for one in receiver.taken if json.loads(one[1])["subject"] == number), None)
        headers, body = until(SECONDS_MAX, delivery, "a delivery")
        for secret in (made["secret"], new):
            self.assertEqual(Webhook(secret).verify(body, headers)["subject"], number)
        with self.assertRaises(WebhookVerificationError):
            Webhook(new).verify(receiver.taken[0][1], receiver.taken[0][0])
        with self.assertRaises(WebhookVerificationError):
            Webhook(new).verify(body + b" ", headers)
        self.assertEqual({json.loads(body)["type"] for _, body in receiver.taken}, {"cn.tongban.case.registered"})


class Feed(LabTest):
    """The event feed under filters, followed by a library that knows server-sent events alone."""

    def test_resume_under_filters(self):
        """Followers with filters lose the node and come back: nothing is missed, nothing comes twice."""
        queries = [{}, {"kind": "registered,accepted"}, {"item": "SAMPLE00K007", "kind": "submitted"},
                   {"office": "南平市社保中心"}, {"office": "衢州市跨省通办窗口", "side": "collecting"}, {"side": "handling"}]
        heard, done, failures = [[] for _ in queries], threading.Event(), []

        def follow(place):
            url = f"http://{self.quzhou.api.host}:{self.quzhou.api.port}/v1/events"
            while not done.is_set():
                last = heard[place][-1].id if heard[place] else "0"
                try:
                    with httpx.Client(timeout=2) as client, httpx_sse.connect_sse(
                            client, "GET", url, params=queries[place], headers={"Last-Event-ID": last}) as source:
                        source.response.raise_for_status()
                        for event in told(source):
                            heard[place].append(event)
                            # It loses its connection by itself now and then.
                            if len(heard[place]) % 17 == 0 or done.is_set():
                                break
                except httpx.TransportError:
                    time.sleep(0.05)
                except Exception as error:  # pylint: disable=broad-except
                    failures.append(error)
                    return

        followers = [threading.Thread(target=follow, args=[place]) for place in range(len(queries))]
        for follower in followers:
            follower.start()
        numbers = []
        for index in range(40):
            more = {"itemCode": "SAMPLE00K062", "itemName": "住房公积金异地转移接续"} if index % 3 == 0 else {}
            numbers.append(self.submit(index, **more))
            if index in (12, 25):
                self.quzhou.kill()
                self.quzhou.start()
        for number in numbers[:10]:
            self.accept(number)
        until(SECONDS_MAX, lambda: all(
            self.quzhou.api.case(number, SECONDS_MAX)["state"] == "accepted" for number in numbers[:10]), "accepted")
        everything = [event.json() for event in feed(self.quzhou)]
        wanted = [[event["id"] for event in everything if self._passes(event, query, numbers[:10])]
                  for query in queries]
        until(SECONDS_MAX, lambda: failures or all(
            len(events) >= len(ids) for events, ids in zip(heard, wanted)), "all followers to hear everything")
        done.set()
        for follower in followers:
            follower.join()
        self.assertEqual(failures, [])
        for query, events, ids in zip(queries, heard, wanted):
            self.assertEqual([int(event.id) for event in events], ids, query)

    @staticmethod
    def _passes(event, query, accepted):
        """What a filter means, worked out from the whole feed."""
        if "kind" in query and event["kind"] not in query["kind"].split(","):
            return False
        if "side" in query and (query["side"] != "collecting" or not event["cases"]):
            return False
        if "item" in query and event.get("item") != query["item"]:
            return False
        if query.get("office") == "南平市社保中心":
            return event["kind"] == "accepted" and event["cases"][0] in accepted
        return True


if __name__ == "__main__":
    unittest.main()
