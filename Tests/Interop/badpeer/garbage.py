"""What no node sends: noise, spoilt frames, too much, too little, and bytes of another protocol."""
import socket
import time

import zmq
from citypeer.links import Links
from citypeer.wire import FRAME_BYTES_MAX, signing_key

from . import frames

# Enough to be seen, and no flood.
PAUSE_SECONDS = 0.003
# What encryption and framing add to a message.
ENVELOPE_BYTES = 33
SUBSCRIPTION_BYTES_MAX = 320
# What a node says first: ZMTP 3.1, a mechanism, as a client.
GREETING = b"\xff" + bytes(8) + b"\x7f\x03\x01%s" + bytes(32)


class Speaker:
    """Says to everybody who listens what `words` makes; hears what they say, and does nothing about it."""

    def __init__(self, settings, chance):
        self.code, self.chance = settings["code"], chance
        # Nobody knows this key: what it signs is never taken.
        self.key = signing_key(chance.randbytes(32))
        self.peers = [peer for peer in settings["members"] if peer != self.code]
        self.said = dict.fromkeys(self.peers, 0)
        self.links = Links(settings["code"], settings["listen"], settings["curve"], settings["members"])

    def turn(self):
        for ready, _ in self.links.poller.poll(0):
            if ready is self.links.publisher:
                self.links.subscription()
            else:
                ready.recv_multipart()
        for peer in self.peers:
            self.say(peer)
        time.sleep(PAUSE_SECONDS)

    def say(self, peer):
        self.send(peer, self.words(peer))

    def send(self, peer, *parts):
        topic = b"%06d/%s" % (peer, frames.channel(self.chance).encode())
        try:
            self.links.publisher.send_multipart([topic, *parts], zmq.DONTWAIT)
            self.said[peer] += 1
        except zmq.Again:
            pass

    def close(self):
        self.links.close()


class Noise(Speaker):
    """Bytes by chance."""

    def words(self, _):
        return self.chance.randbytes(self.chance.choice((0, 1, 2, 7, 33, 500, 9_000)))


class Spoilt(Speaker):
    """Frames as a node would send them, with some bytes changed, left out, put in, or put together of two."""

    def words(self, peer):
        made = bytearray(self._whole(peer))
        for _ in range(self.chance.randrange(1, 6)):
            place = self.chance.randrange(len(made))
            kind = self.chance.randrange(5)
            if kind == 0:
                made[place] ^= 1 << self.chance.randrange(8)
            elif kind == 1:
                made[place] = self.chance.choice((0, 0x7F, 0x80, 0xFF))
            elif kind == 2:
                del made[place + 1:]
            elif kind == 3:
                made[place:place] = self.chance.randbytes(self.chance.randrange(1, 12))
            else:
                made[place:] = self._whole(peer)[place:]
            if not made:
                break
        return bytes(made)

    def _whole(self, peer):
        return self.chance.choice((
            lambda: frames.hello(self.code, self.chance),
            lambda: frames.entries(self.code, peer, self.key, self.chance),
            lambda: frames.receipt(self.code, peer, self.key, self.chance), lambda: frames.recover(self.chance),
            lambda: frames.material_request(self.chance), lambda: frames.material_chunk(self.chance),
            lambda: frames.account_request(self.chance)))()


class Forged(Speaker):
    """Entries and receipts with nothing wrong but the signature."""

    def words(self, peer):
        return self.chance.choice((frames.entries, frames.receipt))(self.code, peer, self.key, self.chance)


class Versions(Speaker):
    """Hellos of other versions and in another's name."""

    def words(self, peer):
        return frames.hello(self.code, self.chance, **self.chance.choice((
            {"version_min": 2, "version_max": 9}, {"version_min": 0}, {"version_max": 0},
            {"version_min": 3, "version_max": 2}, {"version_max": 0xFFFFFFFF}, {"node": peer}, {"node": 0},
            {"node": 0xFFFFFFFF}, {"session": 0})))


class Huge(Speaker):
    """Frames up to the limit, which are no frames, and others beyond it, which end the connection."""

    def turn(self):
        super().turn()
        time.sleep(0.05)

    def words(self, _):
        if self.chance.random() < 0.1:
            size = self.chance.choice((FRAME_BYTES_MAX + 1, 8 * FRAME_BYTES_MAX))
        else:
            size = FRAME_BYTES_MAX - self.chance.randrange(ENVELOPE_BYTES, 2 * ENVELOPE_BYTES)
        return bytes([0xFF]) * size


class Parts(Speaker):
    """Messages of fewer and of more parts than two."""

    def say(self, peer):
        self.send(peer, *(self.chance.randbytes(8) for _ in range(self.chance.choice((0, 2, 3, 15, 40)))))


def open_asker(context, settings, peer):
    """A socket to the publisher of a peer, which sends it anything."""
    asker, secret = context.socket(zmq.XSUB), settings["curve"].encode()
    asker.linger = 0
    asker.curve_secretkey, asker.curve_publickey = secret, zmq.curve_public(secret)
    asker.curve_serverkey = settings["members"][peer]["curve"].encode()
    asker.reconnect_ivl = 100
    asker.connect(settings["members"][peer]["endpoint"])
    return asker


class Asker(Speaker):
    """Sends to the nodes' publishers, which take nothing but subscriptions, what `words` makes."""

    def __init__(self, settings, chance):
        super().__init__(settings, chance)
        self.askers = {peer: open_asker(self.links.context, settings, peer) for peer in self.peers}

    def say(self, peer):
        try:
            self.askers[peer].send_multipart(self.words(peer), zmq.DONTWAIT)
            self.said[peer] += 1
        except zmq.Again:
            pass


class Requests(Asker):
    """Subscriptions that are none, are for others, or are too long; and nothing that is said to the subscribers."""

    def words(self, _):
        # What is too long ends the connection with all that waits behind it, so that it comes seldom. As a subscription
        # it would be said again, by libzmq, at the beginning of each connection.
        if self.chance.random() < 0.02:
            return [b"\x02" + bytes(self.chance.choice((SUBSCRIPTION_BYTES_MAX, 9_000)))]
        other = b"\x01%06d/" % self.chance.choice(self.peers)
        return self.chance.choice((
            [other], [other + b"case"], [b"\x01"], [b"\x00"], [b""], [b"\x01" + self.chance.randbytes(9)],
            [b"\x00" + other], [self.chance.randbytes(250)], [b"\x02" + self.chance.randbytes(20)],
            [self.chance.randbytes(9), self.chance.randbytes(9), b""],
            [b"\x01" + bytes(SUBSCRIPTION_BYTES_MAX - 64)]))


class Plain:
    """Connections without any keys: noise, another protocol, half a handshake, and silence."""

    # So many are open at a time to each node; the oldest gives way to the next.
    open_max = 40

    def __init__(self, settings, chance):
        self.chance = chance
        self.addresses = {
            code: member["endpoint"].removeprefix("tcp://").rsplit(":", 1)
            for code, member in settings["members"].items() if code != settings["code"]}
        self.said = dict.fromkeys(self.addresses, 0)
        self.open = []

    def turn(self):
        for peer, (host, port) in self.addresses.items():
            made = socket.create_connection((host, int(port)), 10)
            made.settimeout(1)
            self.open.append(made)
            self.said[peer] += 1
            try:
                for piece in self._words():
                    made.sendall(piece)
            except OSError:
                pass
        while len(self.open) > self.open_max * len(self.addresses):
            self.open.pop(0).close()
        time.sleep(10 * PAUSE_SECONDS)

    def _words(self):
        curve, null = (GREETING % name.ljust(20, b"\0") for name in (b"CURVE", b"NULL"))
        return self.chance.choice((
            [self.chance.randbytes(self.chance.randrange(1, 5_000))], [b"GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n"],
            [null, b"\x04\x29\x05READY" + self.chance.randbytes(35)], [curve[:self.chance.randrange(1, 64)]],
            [curve, b"\x04\xc8\x05HELLO" + self.chance.randbytes(194)], [curve, b"\x04\xc8\x05HELLO"],
            [curve, b"\x06" + b"\x7f" + bytes(7) + self.chance.randbytes(99)], [curve, self.chance.randbytes(500)],
            [b"\x16\x03\x01\x02\x00\x01\x00"], []))

    def close(self):
        for one in self.open:
            one.close()


KINDS = {kind.__name__.lower(): kind for kind in (
    Noise, Spoilt, Forged, Versions, Huge, Parts, Requests, Plain)}
