"""Runs a bad peer in a city's place until its standard input ends; asked, it says how much it has got rid of.

    python -m badpeer SETTINGS.json KIND SEED
"""
import json
import random
import select
import sys

from citypeer.__main__ import read_settings

from . import flood, garbage

KINDS = {**garbage.KINDS, **flood.KINDS}


def main():
    settings, chance = read_settings(sys.argv[1]), random.Random(sys.argv[3])
    bad = KINDS[sys.argv[2]](settings, chance)
    print(json.dumps({"ready": settings["code"]}), flush=True)
    while True:
        if select.select([sys.stdin], [], [], 0)[0]:
            if not sys.stdin.readline():
                break
            print(json.dumps({"said": min(bad.said.values())}), flush=True)
        bad.turn()
    bad.close()


if __name__ == "__main__":
    main()
