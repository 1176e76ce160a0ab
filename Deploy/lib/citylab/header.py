"""An entry's header, read from the bytes that its hash covers, as the contract's `entry.proto` says."""
import hashlib
import struct
from typing import NamedTuple

NO_HASH = bytes(32)
LANES = {1: "case", 2: "result", 3: "alliance"}


def entry_hash(header):
    """An entry's hash, which the next entry of its stream names."""
    return hashlib.sha256(b"tongban-entry-v1\n" + header).digest()


class Header(NamedTuple):
    """What a header says; what is missing has the value that the wire leaves out."""
    sender: int = 0
    receiver: int = 0
    lane: int = 0
    sequence: int = 0
    previous: bytes = b""
    kind: int = 0
    number: str = ""
    at: int = 0
    body_digest: bytes = b""

    @classmethod
    def read(cls, data):
        """Reads a header's bytes; ValueError where they are none. Of a field that stands twice the last one counts."""
        said, place = {}, 0
        while place < len(data):
            tag, place = _varint(data, place)
            field, wire = tag >> 3, tag & 7
            if wire == 0:
                value, place = _varint(data, place)
            elif wire == 1:
                value, place = struct.unpack_from("<q", data, place)[0] if place + 8 <= len(data) else 0, place + 8
            elif wire == 2:
                size, place = _varint(data, place)
                value, place = data[place:place + size], place + size
            else:
                raise ValueError(f"a field has the wire type {wire}")
            if place > len(data):
                raise ValueError("it ends in the middle of a field")
            said[field] = value
        fields = {name: said[number] for number, name in enumerate(cls._fields, 1) if number in said}
        if "number" in fields:
            fields["number"] = bytes(fields["number"]).decode("ascii")
        return cls(**fields)

    def differences(self, other):
        """The names of the fields in which two headers differ."""
        return [name for name, one, two in zip(self._fields, self, other) if one != two]


def _varint(data, place):
    value = shift = 0
    while True:
        if place >= len(data) or shift > 63:
            raise ValueError("it ends in the middle of a number")
        byte = data[place]
        value |= (byte & 127) << shift
        place, shift = place + 1, shift + 7
        if byte < 128:
            return value, place
