"""Frames as a node would send them, to be spoilt or repeated."""
from citypeer import wire
from citypeer.wire import CHANNELS, LANES, Position, frame
from tongban.v1 import frame_pb2

KIND = 1


def hello(code, chance, **said):
    """A hello of a session that nobody knows; it names none of the receiver's, so that no positions are compared."""
    made = frame_pb2.Hello(
        node=code, epoch=chance.getrandbits(64) | 1, session=chance.getrandbits(64) | 1, version_min=1, version_max=1,
        software="badpeer", challenge=chance.getrandbits(64))
    for lane in LANES:
        made.standings.add(lane=lane, received=Position().write(), sent=Position().write())
    for name, value in said.items():
        setattr(made, name, value)
    return frame(hello=made)


def entries(code, peer, key, chance, count=3):
    """A run that begins somewhere, chained and signed."""
    lane, before = chance.choice(LANES), Position(chance.randrange(1, 1000), chance.randbytes(32))
    run = frame_pb2.Entries(lane=lane)
    for _ in range(count):
        body = chance.randbytes(chance.randrange(300))
        entry = wire.seal(code, peer, lane, before, KIND, f"{code:06d}-20261124-0000000000", 1, body)
        run.entries.add(header=entry.header, body=entry.body)
        before = entry.position
    run.signature = wire.sign_batch(key, before.hash)
    return frame(entries=run)


def receipt(code, peer, key, chance):
    lane, through = chance.choice(LANES), Position(chance.randrange(1, 1000), chance.randbytes(32))
    signature = key.sign(wire.receipt_bytes(code, peer, lane, through, 1)).signature
    return frame(receipt=frame_pb2.Receipt(lane=lane, through=through.write(), time_ms=1, signature=signature))


def recover(chance):
    return frame(recover=frame_pb2.Recover(lane=chance.choice(LANES), through=chance.randrange(1, 1 << 40)))


def material_request(chance):
    return frame(material_request=frame_pb2.MaterialRequest(digest=chance.randbytes(32), length=1 << 19))


def material_chunk(chance):
    content = chance.randbytes(chance.randrange(1, 5000))
    return frame(material_chunk=frame_pb2.MaterialChunk(
        digest=chance.randbytes(32), total_size=len(content), bytes=content))


def account_request(chance):
    return frame(account_request=frame_pb2.AccountRequest(number=chance.getrandbits(64) | 1))


def channel(chance):
    return chance.choice((*CHANNELS.values(), "control", "material"))


