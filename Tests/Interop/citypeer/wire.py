"""Bytes: entries and their hashes, signatures, frames. Everything here follows the comments of the .proto files."""
import hashlib
import os
from dataclasses import dataclass

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey
from tongban.v1 import entry_pb2, frame_pb2

CASE, RESULT, ALLIANCE = entry_pb2.LANE_CASE, entry_pb2.LANE_RESULT, entry_pb2.LANE_ALLIANCE
LANES = (CASE, RESULT, ALLIANCE)
CHANNELS = {CASE: "case", RESULT: "result", ALLIANCE: "alliance"}
NO_HASH = bytes(32)
FRAME_BYTES_MAX = 1 << 20
HEADER_BYTES_MAX = 1024
BODY_BYTES_MAX = 256 << 10


class WireError(Exception):
    """A peer's bytes that are to be dropped, and why."""


@dataclass(frozen=True)
class Position:
    """A place in a stream."""

    sequence: int = 0
    hash: bytes = NO_HASH

    @classmethod
    def read(cls, message):
        if message.sequence == 0:
            return cls()
        if len(message.hash) != 32:
            raise WireError("a position's hash is not 32 bytes")
        return cls(message.sequence, message.hash)

    def write(self):
        return entry_pb2.Position(sequence=self.sequence, hash=self.hash)


@dataclass(frozen=True)
class Entry:
    """One entry as the exact bytes that are hashed."""

    header: bytes
    body: bytes
    head: entry_pb2.EntryHeader
    hash: bytes

    @property
    def position(self):
        return Position(self.head.sequence, self.hash)


def new_salt():
    return os.urandom(16)


def entry_hash(header):
    return hashlib.sha256(b"tongban-entry-v1\n" + header).digest()


def seal(sender, receiver, lane, before, kind, number, time_ms, body):
    """Makes the entry that follows on `before`."""
    head = entry_pb2.EntryHeader(
        sender=sender, receiver=receiver, lane=lane, sequence=before.sequence + 1, previous_hash=before.hash,
        kind=kind, case_number=number, time_ms=time_ms, body_digest=hashlib.sha256(body).digest())
    header = head.SerializeToString()
    return Entry(header, body, head, entry_hash(header))


def open_entry(header, body):
    """Reads an entry back from its bytes and checks what can be checked without the stream."""
    if len(header) > HEADER_BYTES_MAX or len(body) > BODY_BYTES_MAX:
        raise WireError("an entry is larger than the contract allows")
    head = entry_pb2.EntryHeader.FromString(header)
    if hashlib.sha256(body).digest() != head.body_digest:
        raise WireError("a body is not the one that its header names")
    return Entry(header, body, head, entry_hash(header))


def sign_batch(key, last_hash):
    return key.sign(b"tongban-batch-v1\n" + last_hash).signature


def receipt_bytes(stream_receiver, stream_sender, lane, through, time_ms):
    """The canonical bytes that a receipt's signature covers."""
    return (
        b"tongban-receipt-v1\n" + b"%06d%06d" % (stream_receiver, stream_sender) + bytes([lane])
        + through.sequence.to_bytes(8, "big") + through.hash + time_ms.to_bytes(8, "big", signed=True))


def verify(key, signature, text, what):
    try:
        key.verify(text, signature)
    except (BadSignatureError, ValueError):
        raise WireError(f"the signature of {what} is not the peer's") from None


def open_batch(message, sender, receiver, key):
    """Reads a run of entries: chained, addressed and signed as it must be."""
    if not message.entries:
        raise WireError("a run without entries")
    entries = []
    for packed in message.entries:
        if packed.HasField("erased"):
            raise WireError("this peer does not hold erased bodies")
        entry = open_entry(packed.header, packed.body)
        if (entry.head.sender, entry.head.receiver, entry.head.lane) != (sender, receiver, message.lane):
            raise WireError("an entry of another stream")
        if entries and (
                entry.head.sequence != entries[-1].head.sequence + 1 or entry.head.previous_hash != entries[-1].hash):
            raise WireError("a run that is no chain")
        entries.append(entry)
    verify(key, message.signature, b"tongban-batch-v1\n" + entries[-1].hash, "a batch")
    return entries


def new_number():
    """A random number for a session or a challenge, never 0."""
    return int.from_bytes(os.urandom(8), "big") | 1


def talk_number(own_session, their_session):
    """The talk of two sessions, the same from either side; 0 where the other's is not known."""
    return ((own_session + their_session) % (1 << 64) or 1) if their_session else 0


def frame(**said):
    return frame_pb2.Frame(**said).SerializeToString()


def read_frame(payload):
    if len(payload) > FRAME_BYTES_MAX:
        raise WireError("a frame is larger than the contract allows")
    try:
        return frame_pb2.Frame.FromString(payload)
    except Exception as error:
        raise WireError(f"a frame does not decode: {error}") from None


def signing_key(seed):
    return SigningKey(seed)


def verify_key(public):
    return VerifyKey(public)
