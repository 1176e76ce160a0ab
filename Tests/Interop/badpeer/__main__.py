"""Runs a bad peer in a city's place until its standard input ends. It says when it is ready, and what it did at the end.

    python -m badpeer SETTINGS.json KIND SEED
"""
import json
import random
import select
import sys

from citypeer.__main__ import read_settings

from . import garbage

KINDS = garbage.KINDS


def main():
    settings, chance = read_settings(sys.argv[1]), random.Random(sys.argv[3])
    bad = KINDS[sys.argv[2]](settings, chance)
    print(json.dumps({"ready": settings["code"]}), flush=True)
    while not select.select([sys.stdin], [], [], 0)[0]:
        bad.turn()
    bad.close()


if __name__ == "__main__":
    main()
