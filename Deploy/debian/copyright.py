#!/usr/bin/env python3
"""Writes the package's copyright file: our own licence, and those of what is linked into the programs.

    copyright.py --checkouts FOLDER --toolchain FOLDER LICENSE > copyright
"""
import argparse
import pathlib
import sys

APACHE = "Apache License"
EXCEPTION = "## Runtime Library Exception"
APACHE_TEXT = "On Debian systems the full text of the Apache License 2.0 is in /usr/share/common-licenses/Apache-2.0."


def folded(text):
    """Lines of a licence as a field of the file wants them."""
    return "\n".join(f" {line.rstrip()}" if line.strip() else " ." for line in text.strip().splitlines())


def licence(folder):
    for name in ("LICENSE.txt", "LICENSE", "LICENSE.md", "LICENCE", "COPYING"):
        if (folder / name).exists():
            return (folder / name).read_text("utf-8", "replace")
    sys.exit(f"{folder} has no licence; nothing without one goes into the package")


def is_apache(text):
    return APACHE in text.split("\n\n")[0] or APACHE in text[:400]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkouts", type=pathlib.Path, required=True)
    parser.add_argument("--toolchain", type=pathlib.Path, required=True)
    parser.add_argument("license", type=pathlib.Path)
    options = parser.parse_args()
    out = ["Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/", "Upstream-Name: tongban",
           "Comment: The programs hold the libraries below, and Swift's runtime with Foundation and ICU.", "",
           "Files: *", "Copyright: The Tongban authors", "License: Apache-2.0", ""]
    if not is_apache(options.license.read_text("utf-8")):
        sys.exit(f"{options.license} is not the licence that this file names")
    apache, others = [], []
    for folder in sorted(options.checkouts.iterdir()):
        text = licence(folder)
        notice = next((text for name in ("NOTICE.txt", "NOTICES.txt", "NOTICE") if (folder / name).exists()
                       for text in [(folder / name).read_text("utf-8", "replace")]), "")
        (apache if is_apache(text) else others).append((folder.name, text, notice))
    for name, _, notice in apache:
        out += [f"Files: linked/{name}", f"Copyright: the authors of {name}", "License: Apache-2.0"]
        if notice:
            out += ["Comment:", folded(notice)]
        out.append("")
    for name, text, _ in others:
        out += [f"Files: linked/{name}", f"Copyright: the authors of {name}", f"License: {name}", folded(text), ""]
    runtime = licence(options.toolchain)
    if not is_apache(runtime) or EXCEPTION not in runtime:
        sys.exit(f"the licence in {options.toolchain} is not the one that this file names, with its exception")
    exception = runtime[runtime.index(EXCEPTION):]
    out += ["Files: linked/swift-runtime", "Copyright: the authors of Swift, Foundation and ICU",
            "License: Apache-2.0 with Swift-exception", folded(f"{APACHE_TEXT}\n\n{exception}"), "",
            "License: Apache-2.0", folded(APACHE_TEXT), ""]
    print("\n".join(out))


if __name__ == "__main__":
    main()
