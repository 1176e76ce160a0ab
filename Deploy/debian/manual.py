#!/usr/bin/env python3
"""Writes the manual's pages from what the programs say of themselves and from the explained configuration.

    manual.py --tongban PROGRAM --tongband PROGRAM --config FILE --version VERSION --date DATE FOLDER
"""
import argparse
import json
import pathlib
import re
import subprocess

# Options that so many commands have are told once.
COMMON_MIN = 10
EVERYWHERE = {"version", "help"}


def roff(text):
    """Text as troff takes it."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", text, flags=re.M)


def paragraphs(text):
    """Running text: indented lines stand as they are, others flow."""
    lines = []
    for block in re.split(r"\n\s*\n", text.strip("\n")):
        lines.append(".PP")
        literal = False
        for line in block.split("\n"):
            if line.startswith((" ", "\t")) != literal:
                literal = not literal
                lines += [".RS 4", ".nf"] if literal else [".fi", ".RE"]
            lines.append(roff(line.strip() if not literal else line[2:]))
        if literal:
            lines += [".fi", ".RE"]
    return lines


def spelled(argument):
    """`-c, --config FILE` or `<file>`, in bold and italics."""
    value = argument.get("valueName", "value")
    if argument["kind"] == "positional":
        return f"\\fI{roff(value)}\\fR"
    names = ", ".join(
        "\\fB" + roff(("-" if name["kind"] == "short" else "--") + name["name"]) + "\\fR"
        for name in argument["names"])
    return names + (f" \\fI{roff(value)}\\fR" if argument["kind"] == "option" else "")


def described(argument):
    text = argument.get("abstract", "")
    if argument.get("allValues"):
        text += f" ({', '.join(argument['allValues'])})"
    if argument.get("defaultValue") and argument["kind"] == "option":
        text += f" (default: {argument['defaultValue']})"
    return [".TP", spelled(argument), roff(text) or "\\&"]


def shown(command):
    return [one for one in command.get("arguments", [])
            if one.get("shouldDisplay", True) and one.get("valueName") not in EVERYWHERE]


def leaves(command, path):
    below = [one for one in command.get("subcommands", []) if one["commandName"] != "help"]
    if not below:
        yield path, command
    for one in below:
        yield from leaves(one, [*path, one["commandName"]])


def synopsis(name, command):
    words = [f"\\fB{roff(name)}\\fR"]
    for argument in shown(command):
        text = spelled(argument)
        if argument.get("isRepeating"):
            text += " ..."
        words.append(f"[{text}]" if argument.get("isOptional", True) else text)
    return " ".join(words)


def header(name, section, options, what):
    return [f'.TH {name.upper()} {section} "{options.date}" "tongban {options.version}" "Tongban"', ".SH NAME",
            f"{roff(name)} \\- {roff(what[0].lower() + what[1:].rstrip('.'))}"]


def help_of(program):
    done = subprocess.run([program, "--experimental-dump-help"], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)["command"]


def program_page(options):
    command = help_of(options.tongban)
    lines = header("tongban", 1, options, command["abstract"])
    lines += [".SH SYNOPSIS", "\\fBtongban\\fR \\fIcommand\\fR [\\fIoptions\\fR]", ".SH DESCRIPTION"]
    lines += paragraphs(command.get("discussion", ""))
    found = list(leaves(command, ["tongban"]))
    counts = {}
    for _, leaf in found:
        for argument in shown(leaf):
            if argument["kind"] != "positional":
                key = (argument["valueName"], argument.get("abstract"))
                counts.setdefault(key, [0, argument])[0] += 1
    common = {key: argument for key, (count, argument) in counts.items() if count >= COMMON_MIN}
    lines += [".SH COMMON OPTIONS", "These are the same wherever a command has them.", ".TP",
              "\\fB\\-\\-help\\fR, \\fB\\-\\-version\\fR", "What a command takes; the version."]
    for argument in common.values():
        lines += described(argument)
    lines.append(".SH COMMANDS")
    for path, leaf in found:
        lines += [f".SS {roff(' '.join(path))}", roff(leaf.get("abstract", "")), ".PP", synopsis(" ".join(path), leaf)]
        if leaf.get("discussion"):
            lines += paragraphs(leaf["discussion"])
        for argument in shown(leaf):
            if (argument.get("valueName"), argument.get("abstract")) not in common:
                lines += described(argument)
    lines += [".SH FILES", ".TP", "\\fI/etc/tongban/nodes/*.yaml\\fR", "The nodes of this machine.", ".TP",
              "\\fI/run/tongban/NAME/api.sock\\fR", "The socket of a node's API.",
              ".SH SEE ALSO", "\\fBtongband\\fR(8), \\fBtongband.yaml\\fR(5), /usr/share/doc/tongban/README.md"]
    return lines


def daemon_page(options):
    command = help_of(options.tongband)
    lines = header("tongband", 8, options, command["abstract"])
    lines += [".SH SYNOPSIS", synopsis("tongband", command), ".SH DESCRIPTION"]
    lines += paragraphs(command.get("discussion", ""))
    lines += [
        ".PP", "As a service it is one instance of a unit for each node of the machine, and tells systemd when it is",
        "ready, reloads, stops, and that its threads live:", ".PP", ".RS 4", ".nf",
        "systemctl enable \\-\\-now tongband@quzhou", "systemctl reload tongband@quzhou", ".fi", ".RE", ".SH OPTIONS"]
    for argument in shown(command):
        lines += described(argument)
    lines += [".SH ENVIRONMENT", ".TP", "\\fBNOTIFY_SOCKET\\fR, \\fBWATCHDOG_USEC\\fR, \\fBCREDENTIALS_DIRECTORY\\fR",
              "Set by systemd; see \\fBsd_notify\\fR(3) and \\fBsystemd.exec\\fR(5).",
              ".SH SEE ALSO", "\\fBtongban\\fR(1), \\fBtongband.yaml\\fR(5), \\fBsystemctl\\fR(1)"]
    return lines


def configuration_page(options):
    lines = header("tongband.yaml", 5, options, "configuration of a Tongban node")
    lines.append(".SH DESCRIPTION")
    blocks = re.split(r"\n\n+", pathlib.Path(options.config).read_text("utf-8").strip())
    for index, block in enumerate(blocks):
        texts, code = [], []
        for line in block.split("\n"):
            (texts if not code and line.startswith("#") else code).append(line)
        # A part that is written as a comment is an example, too: from its first key on.
        start = next((at for at, line in enumerate(texts) if re.match(r"# [a-z\-]+:( |$)", line)), len(texts))
        if not code and index > 0:
            texts, code = texts[:start], [line.removeprefix("# ").removeprefix("#") for line in texts[start:]]
        if code:
            key = next((match[1] for line in code if (match := re.match(r"([a-z\-]+):", line))), None)
            if key:
                lines.append(f".SS {roff(key)}")
        lines += paragraphs("\n".join(line.removeprefix("#").removeprefix(" ") for line in texts)) if texts else []
        if code:
            lines += [".PP", ".RS 4", ".nf", *(roff(line) or "\\&" for line in code), ".fi", ".RE"]
    lines += [".SH SEE ALSO", "\\fBtongband\\fR(8), \\fBtongban\\fR(1)"]
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("tongban", "tongband", "config", "version", "date"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("folder", type=pathlib.Path)
    options = parser.parse_args()
    pages = {"tongban.1": program_page, "tongband.8": daemon_page, "tongband.yaml.5": configuration_page}
    for name, page in pages.items():
        (options.folder / name).write_text("\n".join(page(options)) + "\n", "utf-8")


if __name__ == "__main__":
    main()
