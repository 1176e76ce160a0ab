"""Runs a peer: settings as a JSON file, commands as JSON lines on standard input, answers as lines on standard output.

    python -m citypeer SETTINGS.json
"""
import base64
import json
import queue
import sys
import threading

from . import actions, cases
from .node import Node
from .wire import LANES


def read_settings(path):
    with open(path, encoding="utf-8") as file:
        settings = json.load(file)
    settings["signing"] = base64.b64decode(settings["signing"])
    settings["members"] = {
        int(code): {**member, "signing": base64.b64decode(member["signing"])}
        for code, member in settings["members"].items()}
    return settings


def status(node, command):
    """Positions, cases, shared records and what was refused, all of it."""
    return {
        "session": str(node.session),
        "foreign": node.foreign,
        "missing": len(node.materials.missing()),
        "cases": {row[0]: {"state": row[1], "version": row[2], "own": bool(row[3])} for row in node.store.all(
            "SELECT number, state, version, own FROM case_file")},
        "shared": {row[0]: {"state": row[1], "due": row[2], "changes": row[3], "answered": row[4]} for row in
                   node.store.all("SELECT name, state, due, changes, answered FROM shared")},
        "refusals": [list(row) for row in node.store.all("SELECT peer, lane, sequence, code FROM refusal")],
        "peers": {str(peer): {
            "compared": talk.compared, "halted": talk.halted, "refused": talk.refused[-10:],
            "lanes": {str(lane): {
                "sent": node.store.end(peer, lane, 1).sequence, "receipted": node.store.acknowledged(peer, lane),
                "received": node.store.end(peer, lane, 0).sequence} for lane in LANES},
        } for peer, talk in node.talks.items()},
    }


def ask_for(node, command):
    node.links.ask_for(command["peer"], command["topic"])


def share(node, command):
    with node.store:
        return node.shared.change(command["peer"], command["number"], command["change"])


COMMANDS = {"submit": actions.submit, "act": actions.act, "share": share, "status": status, "askFor": ask_for}


def main():
    node = Node(read_settings(sys.argv[1]))
    commands = queue.Queue()

    def read():
        for line in sys.stdin:
            commands.put(json.loads(line))
        commands.put(None)

    threading.Thread(target=read, daemon=True).start()
    print(json.dumps({"ready": node.code}), flush=True)
    while True:
        node.turn()
        while not commands.empty():
            command = commands.get()
            if command is None:
                node.close()
                return
            try:
                answer = {"answer": COMMANDS[command["do"]](node, command)}
            except cases.CaseError as error:
                answer = {"error": error.code, "detail": str(error)}
            print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
