#!/usr/bin/env python3
"""Writes the explained configuration with the paths of the package: sample.py FILE > node.yaml"""
import pathlib
import re
import sys

NOTE = """\
# Copy this file to /etc/tongban/nodes/NAME.yaml, put in your city's code and NAME, and read it through. The samples
# below /usr/share/tongban/samples are nobody's real items and offices: copy what you need to /etc/tongban, and change
# it there.
#
"""
CHANGES = {
    "keys: ../keys/quzhou.yaml": "keys: credential:keys",
    "data: ../data/quzhou": "data: /var/lib/tongban/quzhou",
    "catalogue: ../catalogue": "catalogue: /usr/share/tongban/samples/catalogue",
    "contacts: ../contacts/330800.yaml": "contacts: /usr/share/tongban/samples/contacts/330800.yaml",
    "  socket: ../data/quzhou/api.sock": "  socket: /run/tongban/quzhou/api.sock",
}


def main():
    text = pathlib.Path(sys.argv[1]).read_text("utf-8")
    for old, new in CHANGES.items():
        text, count = re.subn(f"^{re.escape(old)}$", new, text, flags=re.M)
        if count != 1:
            sys.exit(f"{sys.argv[1]} has {count} lines '{old}'; the package's sample is made of one")
    sys.stdout.write(NOTE + text)


if __name__ == "__main__":
    main()
