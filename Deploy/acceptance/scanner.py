"""A virus scanner that finds what a test tells it to, at a socket as clamd's."""
import pathlib
import socketserver
import struct
import threading

COMMAND = b"zINSTREAM\0"


class Scanner:
    """Takes files by INSTREAM; one that holds `bad` is infected."""

    def __init__(self, path, bad):
        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                assert self.rfile.read(len(COMMAND)) == COMMAND
                content = b""
                while size := struct.unpack(">I", self.rfile.read(4))[0]:
                    content += self.rfile.read(size)
                self.wfile.write(b"stream: Sample FOUND\0" if bad in content else b"stream: OK\0")

        self.path = pathlib.Path(path)
        self.server = socketserver.ThreadingUnixStreamServer(str(path), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        """Goes away, and its socket with it."""
        if self.path.exists():
            self.server.shutdown()
            self.server.server_close()
            self.path.unlink()
