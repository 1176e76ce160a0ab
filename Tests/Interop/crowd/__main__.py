"""Runs all members of a laboratory but some, until its standard input ends.

    python -m crowd FOLDER NODE ...

FOLDER is the laboratory's, NODE the code of a member that is a real node.
"""
import json
import select
import sys
import time

import zmq
from peerprocess import member_list, secrets

from .member import Member

# At one of so many looks, one every so many seconds, a member tells that it lives: once a second, spread over it.
LOOKS, LOOK_SECONDS = 10, 0.1


def main():
    folder, real = sys.argv[1], [int(code) for code in sys.argv[2:]]
    listed = {int(code): member for code, member in member_list(folder).items()}
    nodes = {code: listed[code] for code in real}
    context = zmq.Context()
    context.max_sockets = len(listed) * (len(real) + 2)
    members = [Member(context, code, its, secrets(folder, f"{code:06d}")["curve"], nodes)
               for code, its in listed.items() if code not in nodes]
    print(json.dumps({"ready": len(members)}), flush=True)
    began, look = time.monotonic(), 0
    while not select.select([sys.stdin], [], [], LOOK_SECONDS)[0]:
        for member in members:
            member.listen()
        while began + look * LOOK_SECONDS <= time.monotonic():
            for member in members[look % LOOKS::LOOKS]:
                for node in nodes:
                    member.greet(node)
            look += 1
    context.destroy(linger=0)


if __name__ == "__main__":
    main()
