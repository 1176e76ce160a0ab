"""Files that belong to cases: asked for range by range, shown only when whole and right."""
import hashlib
import pathlib

from tongban.v1 import frame_pb2

from .wire import frame

CHUNK_BYTES_MAX = 512 << 10
ASK_AGAIN_SECONDS = 2.0


class Materials:
    """The folder of materials, and what is being fetched."""

    def __init__(self, store, folder):
        self.store = store
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(exist_ok=True)
        self.asked_at = {}

    def path(self, digest):
        return self.folder / digest.hex()

    def put(self, path):
        """Takes a file in; gives its digest and size."""
        content = pathlib.Path(path).read_bytes()
        digest = hashlib.sha256(content).digest()
        self.path(digest).write_bytes(content)
        return digest, len(content)

    def missing(self):
        return [row for row in self.store.all("SELECT digest, peer, number, size FROM material")
                if not self.path(row[0]).exists()]

    def requests(self, now):
        """What to ask for now: one range per missing material at a time."""
        for digest, peer, number, size in self.missing():
            if now - self.asked_at.get(digest, -ASK_AGAIN_SECONDS) < ASK_AGAIN_SECONDS:
                continue
            self.asked_at[digest] = now
            yield peer, self._request(digest, number, size)

    def _request(self, digest, number, size):
        part = self.path(digest).with_suffix(".part")
        offset = part.stat().st_size if part.exists() else 0
        return frame(material_request=frame_pb2.MaterialRequest(
            digest=digest, offset=offset, length=min(CHUNK_BYTES_MAX, max(size - offset, 1)), case_number=number))

    def take(self, chunk):
        """Adds a chunk; asks for the next one at once."""
        row = self.store.one("SELECT peer, number, size FROM material WHERE digest = ?", chunk.digest)
        if row is None or self.path(chunk.digest).exists() or chunk.missing:
            return None
        part = self.path(chunk.digest).with_suffix(".part")
        held = part.stat().st_size if part.exists() else 0
        if chunk.offset != held or held + len(chunk.bytes) > row[2]:
            return None
        with part.open("ab") as file:
            file.write(chunk.bytes)
        if held + len(chunk.bytes) < row[2]:
            return row[0], self._request(chunk.digest, row[1], row[2])
        if hashlib.sha256(part.read_bytes()).digest() == chunk.digest:
            part.rename(self.path(chunk.digest))
        else:
            part.unlink()
        return None

    def answer(self, request):
        """The chunk for a peer's request."""
        chunk = frame_pb2.MaterialChunk(digest=request.digest, offset=request.offset)
        path = self.path(request.digest)
        if not path.exists():
            chunk.missing = frame_pb2.MISSING_REASON_UNKNOWN
        else:
            chunk.total_size = path.stat().st_size
            with path.open("rb") as file:
                file.seek(request.offset)
                chunk.bytes = file.read(min(request.length, CHUNK_BYTES_MAX))
        return frame(material_chunk=chunk)
