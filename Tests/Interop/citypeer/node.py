"""The peer itself: hellos, comparing positions, entries, receipts, sending again. One thread, one loop."""
import os
import time
from dataclasses import dataclass, field

from tongban.v1 import frame_pb2

from . import accounts, wire
from .cases import Cases
from .links import Links
from .materials import Materials
from .shared import Shared
from .store import Store
from .wire import CHANNELS, LANES, Position, WireError, frame

HEARTBEAT_SECONDS = 1.0
RETRANSMIT_SECONDS = 2.0
WINDOW_ENTRIES_MAX = 512
SOFTWARE = "citypeer 1 (Python)"
OF_A_TALK = ("entries", "receipt", "recover", "recovered")


@dataclass
class Talk:
    """What is known of one peer since the start.

    `heard` is its session, `number` the talk of both sessions; `challenge` is what it must echo before another session
    of it is believed, `echo` its own challenge, and `answered` the last session that was only answered.
    """

    heard: int = 0
    challenge: int = field(default_factory=wire.new_number)
    echo: int = 0
    answered: int = 0
    number: int = 0
    compared: bool = False
    halted: str = ""
    refused: list = field(default_factory=list)
    sent: dict = field(default_factory=lambda: dict.fromkeys(LANES, 0))
    moved_at: dict = field(default_factory=lambda: dict.fromkeys(LANES, 0.0))


def now_ms():
    return time.time_ns() // 1_000_000


class Node:
    """A city's node. `settings` holds code, listen, curve (secret), signing (seed), members and folder.

    `version` is the one of the protocol that it says it speaks, 1 where it is left out.
    """

    def __init__(self, settings):
        self.code, self.version = settings["code"], settings.get("version", 1)
        self.members = settings["members"]
        self.key = wire.signing_key(settings["signing"])
        self.store = Store(os.path.join(settings["folder"], "peer.sqlite"))
        self.materials = Materials(self.store, os.path.join(settings["folder"], "materials"))
        self.cases = Cases(self.store, self.say)
        self.shared = self.cases.shared = Shared(self.code, self.store, self.say)
        self.session = wire.new_number()
        self.talks = {peer: Talk() for peer in self.members if peer != self.code}
        self.foreign = 0
        self.links = Links(self.code, settings["listen"], settings["curve"], self.members)
        self.hello_due = 0.0

    # Entries of our own

    def say(self, peer, lane, kind, number, body):
        """Appends to our stream, inside the caller's transaction; `turn` sends it after the commit."""
        entry = wire.seal(
            self.code, peer, lane, self.store.end(peer, lane, 1), kind, number, now_ms(), body.SerializeToString())
        self.store.append(peer, lane, 1, entry)

    # The loop

    def turn(self, wait_ms=20):
        """One turn of the loop: everything that has come, then everything that is due."""
        for socket, _ in self.links.poller.poll(wait_ms):
            if socket is self.links.publisher:
                peer = self.links.subscription()
                if peer is not None:
                    self.send_hello(peer)
                continue
            peer = next(one for one, its in self.links.subscribers.items() if its is socket)
            topic, payload = socket.recv_multipart()
            if not topic.startswith(b"%06d/" % self.code):
                self.foreign += 1
                continue
            try:
                self.receive(peer, wire.read_frame(payload))
            except WireError as error:
                self.talks[peer].refused.append(str(error))
        now = time.monotonic()
        if now >= self.hello_due:
            self.hello_due = now + HEARTBEAT_SECONDS
            for peer in self.talks:
                self.send_hello(peer)
        for peer in self.talks:
            self.send_entries(peer, now)
        for peer, request in self.materials.requests(now):
            self.links.send(peer, "control", request)

    def send_hello(self, peer):
        talk = self.talks[peer]
        hello = frame_pb2.Hello(
            node=self.code, epoch=self.store.epoch, session=self.session, heard=talk.heard,
            version_min=self.version, version_max=self.version, software=SOFTWARE, challenge=talk.challenge,
            echo=talk.echo)
        for lane in LANES:
            hello.standings.add(
                lane=lane, received=self.store.end(peer, lane, 0).write(), sent=self.store.end(peer, lane, 1).write())
        self.links.send(peer, "control", frame(hello=hello))

    def send_entries(self, peer, now):
        """Goes on where we are; goes back to what is receipted when nothing has moved for a while."""
        talk = self.talks[peer]
        if not talk.compared:
            return
        for lane in LANES:
            receipted = self.store.acknowledged(peer, lane)
            if talk.sent[lane] > receipted and now - talk.moved_at[lane] > RETRANSMIT_SECONDS:
                talk.sent[lane] = receipted
            while talk.sent[lane] - receipted < WINDOW_ENTRIES_MAX:
                entries = self.store.entries_after(peer, lane, 1, talk.sent[lane])
                if not entries:
                    break
                run = self.batch(lane, entries, wire.sign_batch(self.key, entries[-1].hash))
                if not self.links.send(peer, CHANNELS[lane], frame(talk=talk.number, entries=run)):
                    break
                talk.sent[lane] = entries[-1].head.sequence
                talk.moved_at[lane] = now

    @staticmethod
    def batch(lane, entries, signature):
        run = frame_pb2.Entries(lane=lane, signature=signature)
        for entry in entries:
            run.entries.add(header=entry.header, body=entry.body)
        return run

    # What peers say

    def receive(self, peer, message):
        kind = message.WhichOneof("kind")
        talk = self.talks[peer]
        if kind == "hello":
            self.hear(peer, talk, message.hello)
        elif kind in OF_A_TALK and (not talk.heard or message.talk not in (0, talk.number)):
            return  # Said in an earlier life of one of the two.
        elif kind == "entries" and talk.compared:
            self.take(peer, message.entries)
        elif kind == "receipt":
            self.acknowledge(peer, talk, message.receipt)
        elif kind == "recover":
            self.give_back(peer, message.recover)
        elif kind == "account_request":
            self.links.send(peer, "control", accounts.answer(self.store, peer, message.account_request))
        elif kind == "material_request":
            self.links.send(peer, "material", self.materials.answer(message.material_request))
        elif kind == "material_chunk":
            again = self.materials.take(message.material_chunk)
            if again:
                self.links.send(again[0], "control", again[1])

    def hear(self, peer, talk, hello):
        if hello.node != peer:
            raise WireError("a hello of another node")
        if hello.session == 0:
            raise WireError("a hello without a session")
        # Echoed in any case: otherwise a peer of another version would not know that this one lives.
        talk.echo = hello.challenge
        if not hello.version_min <= self.version <= hello.version_max:
            raise WireError("a hello of versions that this one does not speak")
        if hello.session != talk.heard:
            if hello.challenge and hello.echo != talk.challenge:
                # A new life of the peer, or a leftover of an old one: only a living one can echo our answer.
                if talk.answered != hello.session:
                    talk.answered = hello.session
                    self.send_hello(peer)
                return
            talk.heard, talk.compared, talk.answered = hello.session, False, 0
            talk.number, talk.challenge = wire.talk_number(self.session, hello.session), wire.new_number()
            self.send_hello(peer)
        if hello.heard != self.session or talk.compared or talk.halted:
            return
        for standing in hello.standings:
            if standing.lane in LANES:
                self.compare(peer, talk, standing)
        talk.compared = not talk.halted

    def compare(self, peer, talk, standing):
        """What the peer holds of our stream decides from where we go on."""
        held = Position.read(standing.received)
        known = self.store.hash_at(peer, standing.lane, 1, held.sequence)
        if known is None:
            talk.halted = f"{peer:06d} holds entry {held.sequence} of ours on lane {standing.lane}, which is not here"
        elif known != held.hash:
            talk.halted = f"two different entries {held.sequence} on lane {standing.lane} to {peer:06d}"
        talk.sent[standing.lane] = held.sequence
        talk.moved_at[standing.lane] = time.monotonic()

    def take(self, peer, run):
        """Entries of the peer: one transaction for position, entries, cases and answers; then the receipt."""
        lane = run.lane
        if lane not in LANES:
            raise WireError("a lane that this peer does not know")
        entries = wire.open_batch(run, peer, self.code, wire.verify_key(self.members[peer]["signing"]))
        held = self.store.end(peer, lane, 0)
        new = [entry for entry in entries if entry.head.sequence > held.sequence]
        gap = bool(new) and new[0].head.sequence != held.sequence + 1
        if new and not gap:
            if new[0].head.previous_hash != held.hash:
                self.talks[peer].halted = f"the chain of {peer:06d} on lane {lane} breaks at {new[0].head.sequence}"
                raise WireError(self.talks[peer].halted)
            with self.store:
                for entry in new:
                    self.store.append(peer, lane, 0, entry)
                    self.cases.receive(peer, entry)
                self.store.run(
                    "INSERT OR REPLACE INTO batch VALUES (?, ?, ?, ?)",
                    peer, lane, new[-1].head.sequence, run.signature)
        self.send_receipt(peer, lane, gap)

    def send_receipt(self, peer, lane, gap):
        through, at = self.store.end(peer, lane, 0), now_ms()
        signature = self.key.sign(wire.receipt_bytes(self.code, peer, lane, through, at)).signature
        self.links.send(peer, "control", frame(talk=self.talks[peer].number, receipt=frame_pb2.Receipt(
            lane=lane, through=through.write(), gap=gap, time_ms=at, signature=signature)))

    def acknowledge(self, peer, talk, receipt):
        through = Position.read(receipt.through)
        wire.verify(
            wire.verify_key(self.members[peer]["signing"]), receipt.signature,
            wire.receipt_bytes(peer, self.code, receipt.lane, through, receipt.time_ms), "a receipt")
        if self.store.hash_at(peer, receipt.lane, 1, through.sequence) != through.hash:
            raise WireError("a receipt for an entry that is not ours")
        if through.sequence > self.store.acknowledged(peer, receipt.lane):
            with self.store:
                self.store.acknowledge(peer, receipt.lane, through.sequence)
            talk.moved_at[receipt.lane] = time.monotonic()
        if receipt.gap:
            talk.sent[receipt.lane] = through.sequence

    def give_back(self, peer, request):
        """Returns the peer's own entries, in the runs and with the signatures in which they came."""
        after = request.after.sequence
        for sequence, signature in self.store.all(
                "SELECT sequence, signature FROM batch WHERE peer = ? AND lane = ? AND sequence > ? ORDER BY sequence",
                peer, request.lane, after):
            entries = self.store.entries_after(peer, request.lane, 0, after, sequence, bytes_max=wire.FRAME_BYTES_MAX)
            self.links.send(peer, "control", frame(
                talk=self.talks[peer].number, recovered=self.batch(request.lane, entries, signature)))
            after = sequence
            if after >= request.through:
                return

    def close(self):
        self.links.close()
        self.store.database.close()
