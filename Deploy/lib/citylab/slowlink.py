#!/usr/bin/env python3
"""Makes a link slow: delays, spaces out and loses the packets of one netfilter queue, in the network namespace where it
runs, until it is ended. For kernels without netem; needs the right CAP_NET_ADMIN and nothing but Python 3.

Rules such as `iptables -A INPUT -s 10.77.0.12 -j NFQUEUE --queue-num 2` send packets here. Only their lengths are read.
"""
import argparse
import collections
import random
import select
import socket
import struct
import sys
import time

NETLINK_NETFILTER, QUEUE_SUBSYSTEM = 12, 3
PACKET, VERDICT, CONFIG = 0, 1, 2
CONFIG_COMMAND, CONFIG_PARAMETERS, CONFIG_QUEUE_LENGTH = 1, 2, 3
PACKET_HEADER, VERDICT_HEADER, CAPTURED_LENGTH, PAYLOAD = 1, 2, 13, 10
BIND, COPY_PACKET = 1, 2
DROP, ACCEPT = 0, 1
REQUEST, ACKNOWLEDGE = 1, 4
# So much of a packet is copied; its length is told beside it.
COPIED_BYTES = 20
QUEUE_PACKETS_MAX = 20_000
# What would wait longer than this for a slow rate is lost, as in a router whose buffer is full.
BUFFER_SECONDS = 0.5


def attribute(kind, content):
    """One netlink attribute, padded."""
    return struct.pack("=HH", len(content) + 4, kind) + content + b"\0" * (-len(content) % 4)


def message(kind, queue, *attributes, flags=REQUEST):
    """One message of the queue subsystem."""
    body = struct.pack("!BBH", socket.AF_UNSPEC, 0, queue) + b"".join(attributes)
    return struct.pack("=IHHII", len(body) + 16, QUEUE_SUBSYSTEM << 8 | kind, flags, 0, 0) + body


def attributes_of(body):
    """The attributes of a message, by kind."""
    found, offset = {}, 4
    while offset + 4 <= len(body):
        length, kind = struct.unpack_from("=HH", body, offset)
        found[kind & 0x3FFF] = body[offset + 4:offset + length]
        offset += max(4, length + (-length % 4))
    return found


class Queue:
    """The netfilter queue with a number."""

    def __init__(self, number):
        self.number = number
        self.socket = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_NETFILTER)
        self.socket.bind((0, 0))
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
        self._configure(CONFIG_COMMAND, struct.pack("!BBH", BIND, 0, socket.AF_INET))
        self._configure(CONFIG_PARAMETERS, struct.pack("!IB", COPIED_BYTES, COPY_PACKET))
        self._configure(CONFIG_QUEUE_LENGTH, struct.pack("!I", QUEUE_PACKETS_MAX))

    def _configure(self, kind, content):
        self.socket.send(message(CONFIG, self.number, attribute(kind, content), flags=REQUEST | ACKNOWLEDGE))
        answer = self.socket.recv(65536)
        error = struct.unpack_from("=i", answer, 16)[0]
        if error:
            raise OSError(-error, f"the kernel gives no packet queue {self.number}; is it in use, or is this not root?")

    def packets(self):
        """The number and the length of every packet that waits in the socket now."""
        try:
            data = self.socket.recv(1 << 17, socket.MSG_DONTWAIT)
        except OSError:  # nothing there, or some were lost because there were too many
            return
        offset = 0
        while offset + 16 <= len(data):
            length, kind = struct.unpack_from("=IH", data, offset)
            if kind == QUEUE_SUBSYSTEM << 8 | PACKET:
                found = attributes_of(data[offset + 16:offset + length])
                size = found.get(CAPTURED_LENGTH)
                yield (struct.unpack_from("!I", found[PACKET_HEADER])[0],
                       struct.unpack("!I", size)[0] if size else len(found.get(PAYLOAD, b"")))
            offset += length + (-length % 4)

    def decide(self, packet, verdict):
        """Lets a packet go on, or drops it."""
        self.socket.send(message(VERDICT, self.number, attribute(VERDICT_HEADER, struct.pack("!II", verdict, packet))))


def run(queue, options):
    """Holds packets until they are due, in their order."""
    chance, waiting, last, free_at = random.Random(options.seed), collections.deque(), 0.0, 0.0
    while True:
        pause = max(0.0, waiting[0][0] - time.monotonic()) if waiting else None
        if select.select([queue.socket], [], [], pause)[0]:
            for packet, size in queue.packets():
                now = time.monotonic()
                if chance.random() < options.loss or (options.rate and free_at - now > BUFFER_SECONDS):
                    queue.decide(packet, DROP)
                    continue
                if options.rate:
                    free_at = max(free_at, now) + size * 8 / options.rate
                delay = options.delay + chance.uniform(-options.jitter, options.jitter)
                last = max(last, max(now, free_at) + max(0.0, delay) / 1000)
                waiting.append((last, packet))
        now = time.monotonic()
        while waiting and waiting[0][0] <= now:
            queue.decide(waiting.popleft()[1], ACCEPT)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--queue", type=int, required=True)
    parser.add_argument("--delay", type=float, default=0, help="milliseconds")
    parser.add_argument("--jitter", type=float, default=0, help="milliseconds more or less")
    parser.add_argument("--rate", type=int, default=0, help="bits per second; 0: no limit")
    parser.add_argument("--loss", type=float, default=0, help="the part that is lost, 0 to 1")
    parser.add_argument("--seed", type=int, default=1, help="of what is lost and of the jitter")
    options = parser.parse_args()
    queue = Queue(options.queue)
    print("ready", flush=True)
    run(queue, options)


if __name__ == "__main__":
    try:
        main()
    except OSError as problem:
        print(f"slowlink: {problem}", file=sys.stderr)
        sys.exit(71)
