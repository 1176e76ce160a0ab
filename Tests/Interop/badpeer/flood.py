"""What a node may send, but not so often: as fast as the others take it."""
import os
import pathlib
import time

from citylab.database import FILE, Database
from citylab.stream import IN, OUT
from citypeer import wire
from citypeer.wire import CHANNELS, LANES, Position, WireError, frame, signing_key
from tongban.v1 import frame_pb2
import zmq

from . import frames
from .garbage import ENVELOPE_BYTES, SUBSCRIPTION_BYTES_MAX, Asker, Speaker, open_asker

BURST = 20
RUN_ENTRIES_MAX = 40
HELLO_SECONDS = 0.5
SUBSCRIPTIONS_BURST, ASKERS = 20_000, 3
SECONDS_BETWEEN_OPENINGS = 4
CHUNK_BYTES, SECONDS_BEFORE_DEAF = 512 << 10, 2


class Flood(Speaker):
    """In talk with everybody, where the true node stood; listens just enough for that, and has its say all the time."""

    def __init__(self, settings, chance):
        super().__init__(settings, chance)
        self.key = signing_key(settings["signing"])
        self.session, self.hello_due = wire.new_number(), 0.0
        self.heard, self.echo = dict.fromkeys(self.peers, 0), dict.fromkeys(self.peers, 0)
        database = Database(f"{self.code:06d}", pathlib.Path(settings["node"]) / FILE)
        self.streams = {(peer, lane, way): self._stream(database, peer, lane, way)
                        for peer in self.peers for lane in LANES for way in (IN, OUT)}
        database.close()

    @staticmethod
    def _stream(database, peer, lane, way):
        """Where a stream ends, and its first entries."""
        row = database.rows("SELECT id, seq, hash FROM stream WHERE peer = ? AND lane = ? AND direction = ?",
                            peer, lane, way).fetchone() or (0, 0, wire.NO_HASH)
        entries = database.rows("SELECT header, body FROM entry WHERE stream = ? AND seq > 0 ORDER BY seq LIMIT ?",
                                row[0], RUN_ENTRIES_MAX)
        return Position(*row[1:]), [wire.open_entry(*one) for one in entries]

    def turn(self):
        for ready, _ in self.links.poller.poll(0):
            if ready is self.links.publisher:
                self.links.subscription()
            else:
                self._hear(ready.recv_multipart()[1])
        self.speak()

    def speak(self):
        if time.monotonic() >= self.hello_due:
            self.hello_due = time.monotonic() + HELLO_SECONDS
            for peer in self.peers:
                self.tell(peer, "control", self.hello(peer))
        for _ in range(BURST):
            for peer in self.peers:
                if self.heard[peer]:
                    self.say(peer)

    def _hear(self, payload):
        try:
            said = wire.read_frame(payload)
        except WireError:
            return
        if said.WhichOneof("kind") == "hello":
            peer = said.hello.node
            self.echo[peer] = said.hello.challenge
            if self.heard[peer] != said.hello.session:
                self.heard[peer] = said.hello.session
                self.tell(peer, "control", self.hello(peer))

    def hello(self, peer):
        said = frame_pb2.Hello(
            node=self.code, epoch=1, session=self.session, heard=self.heard[peer], version_min=1, version_max=1,
            echo=self.echo[peer])
        for lane in LANES:
            said.standings.add(lane=lane, received=self.streams[peer, lane, IN][0].write(),
                               sent=self.streams[peer, lane, OUT][0].write())
        return frame(hello=said)

    def tell(self, peer, channel, payload):
        if self.links.send(peer, channel, payload):
            self.said[peer] += 1

    def talk(self, peer):
        return wire.talk_number(self.session, self.heard[peer])

    def run(self, peer, talk):
        """The first entries of a lane that has any, signed; the receiver has them."""
        lane, entries = next((lane, self.streams[peer, lane, OUT][1]) for lane in LANES
                             if self.streams[peer, lane, OUT][1])
        run = frame_pb2.Entries(lane=lane, signature=wire.sign_batch(self.key, entries[-1].hash))
        for entry in entries:
            run.entries.add(header=entry.header, body=entry.body)
        return CHANNELS[lane], frame(talk=talk, entries=run)


class Hellos(Flood):
    """The same hello."""

    def say(self, peer):
        self.tell(peer, "control", self.hello(peer))


class Lives(Flood):
    """A new life with every hello."""

    def say(self, peer):
        self.session = wire.new_number()
        self.tell(peer, "control", self.hello(peer))


class Repeats(Flood):
    """Entries that are there already."""

    def say(self, peer):
        self.tell(peer, *self.run(peer, self.talk(peer)))


class Stale(Flood):
    """Entries of a talk that is over."""

    def say(self, peer):
        self.tell(peer, *self.run(peer, self.talk(peer) ^ 2))


class Receipts(Flood):
    """A receipt for what was receipted before."""

    def say(self, peer):
        lane = self.chance.choice(LANES)
        through, now = self.streams[peer, lane, IN][0], time.time_ns() // 1_000_000
        signature = self.key.sign(wire.receipt_bytes(self.code, peer, lane, through, now)).signature
        self.tell(peer, "control", frame(talk=self.talk(peer), receipt=frame_pb2.Receipt(
            lane=lane, through=through.write(), gap=self.chance.random() < 0.5, time_ms=now, signature=signature)))


class Recovers(Flood):
    """Asks for everything that it ever said."""

    def say(self, peer):
        self.tell(peer, "control", frame(talk=self.talk(peer), recover=frame_pb2.Recover(
            lane=self.chance.choice(LANES), through=1 << 40)))


class Questions(Flood):
    """Asks for accounts and for files that nobody has."""

    def say(self, peer):
        self.tell(peer, "control", self.chance.choice((frames.account_request, frames.material_request))(self.chance))


class Files(Flood):
    """Asks for a file that it may read, again and again, and takes nothing of what it gets."""

    def __init__(self, settings, chance):
        super().__init__(settings, chance)
        database = Database(f"{self.code:06d}", pathlib.Path(settings["node"]) / FILE)
        self.digest, self.size = database.rows(
            "SELECT digest, size FROM material WHERE state = 2 ORDER BY size DESC LIMIT 1").fetchone()
        database.close()
        self.deaf_at = float("inf")
        for peer, subscriber in self.links.subscribers.items():
            endpoint = settings["members"][peer]["endpoint"]
            subscriber.disconnect(endpoint)
            subscriber.rcvhwm, subscriber.rcvbuf = 1, 1 << 16
            subscriber.connect(endpoint)

    def turn(self):
        if time.monotonic() < self.deaf_at:
            super().turn()
            if all(self.heard.values()):
                self.deaf_at = min(self.deaf_at, time.monotonic() + SECONDS_BEFORE_DEAF)
            return
        if self.links.publisher.poll(0):
            self.links.subscription()
        self.speak()

    def say(self, peer):
        offset = self.chance.randrange(0, self.size, CHUNK_BYTES)
        self.tell(peer, "control", frame(material_request=frame_pb2.MaterialRequest(
            digest=self.digest, offset=offset, length=min(CHUNK_BYTES, self.size - offset))))


class Topics(Asker):
    """Asks for one topic after the other that it may not have; where it is not let in any more, it comes again."""

    def __init__(self, settings, chance):
        super().__init__(settings, chance)
        self.settings, self.opened = settings, time.monotonic()

    def turn(self):
        # After a refusal libzmq does not connect again by itself.
        if time.monotonic() > self.opened + SECONDS_BETWEEN_OPENINGS:
            self.opened = time.monotonic()
            for peer, asker in self.askers.items():
                asker.close()
                self.askers[peer] = open_asker(self.links.context, self.settings, peer)
        for _ in range(BURST):
            for peer in self.peers:
                self.say(peer)

    def words(self, _):
        return [b"\x01" + self.chance.randbytes(SUBSCRIPTION_BYTES_MAX - 2 * ENVELOPE_BYTES)]


class Subscriptions:
    """Asks one node for its own topic, again and again, with nothing else to do; and so do some others of its kind."""

    def __init__(self, settings, _):
        self.words = b"\x01%06d/" % settings["code"]
        self.victim = next(code for code in settings["members"] if code != settings["code"])
        self.said = {self.victim: 0}
        # They end with the group of processes that they are in.
        is_child = any(os.fork() == 0 for _ in range(ASKERS - 1))
        self.context = zmq.Context()
        self.asker = open_asker(self.context, settings, self.victim)
        while is_child:
            self.asker.send(self.words)

    def turn(self):
        for _ in range(SUBSCRIPTIONS_BURST):
            try:
                self.asker.send(self.words, zmq.DONTWAIT)
                self.said[self.victim] += 1
            except zmq.Again:
                break

    def close(self):
        self.context.destroy(linger=0)


KINDS = {kind.__name__.lower(): kind for kind in (
    Hellos, Lives, Repeats, Stale, Receipts, Recovers, Questions, Files, Subscriptions, Topics)}
