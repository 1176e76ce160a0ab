"""Runs a peer: settings as a JSON file, commands as JSON lines on standard input, answers as lines on standard output.

    python -m citypeer SETTINGS.json
"""
import base64
import json
import queue
import sys
import threading

from tongban.v1 import bodies_pb2

from . import cases
from .node import Node
from .wire import LANES, new_salt

OFFICE, OFFICER = "闵行区行政服务中心", "五号窗口"


def read_settings(path):
    with open(path, encoding="utf-8") as file:
        settings = json.load(file)
    settings["signing"] = base64.b64decode(settings["signing"])
    settings["members"] = {
        int(code): {**member, "signing": base64.b64decode(member["signing"])}
        for code, member in settings["members"].items()}
    return settings


def references(node, files):
    return [
        bodies_pb2.MaterialReference(
            digest=digest, name=one["name"], media_type=one["mediaType"], size=size,
            form=bodies_pb2.MATERIAL_FORM_COPY)
        for one in files for digest, size in [node.materials.put(one["path"])]]


def submit(node, command):
    applicant = bodies_pb2.Applicant(
        kind=bodies_pb2.APPLICANT_KIND_NATURAL, name=command["applicant"], id_type=bodies_pb2.ID_TYPE_CITIZEN_ID,
        id_number=command["idNumber"], phone="021-0000000")
    body = bodies_pb2.Submitted(
        salt=new_salt(), item_code=command["itemCode"], item_name=command["itemName"], applicant=applicant,
        fields=[bodies_pb2.FormField(name=name, value=value) for name, value in command["fields"].items()],
        materials=references(node, command["materials"]), office=OFFICE, officer=OFFICER)
    with node.store:
        return node.cases.submit(node.code, command["handling"], body)


def act(node, command):
    said = {"office": OFFICE, "officer": OFFICER}
    action, number = command["action"], command["number"]
    with node.store:
        if action == "accept":
            node.cases.decide(number, cases.ACCEPTED, bodies_pb2.Accepted(salt=new_salt(), **said))
        elif action == "decide":
            node.cases.decide(number, cases.DECIDED, bodies_pb2.Decided(
                salt=new_salt(), outcome=bodies_pb2.OUTCOME_GRANTED,
                documents=references(node, command["documents"]), **said))
        elif action == "confirmDelivery":
            node.cases.ask(number, cases.DELIVERY_REPORTED, bodies_pb2.DeliveryReported(
                salt=new_salt(), delivery=bodies_pb2.Delivery(
                    method=bodies_pb2.DELIVERY_METHOD_WINDOW, recipient="样例申请人", officer=OFFICER)))
        else:
            raise cases.CaseError("unknown-action", f"this peer cannot {action}")


def status(node, command):
    """Positions, cases and what was refused, all of it."""
    return {
        "session": str(node.session),
        "foreign": node.foreign,
        "missing": len(node.materials.missing()),
        "cases": {row[0]: {"state": row[1], "version": row[2], "own": bool(row[3])} for row in node.store.all(
            "SELECT number, state, version, own FROM case_file")},
        "peers": {str(peer): {
            "compared": talk.compared, "halted": talk.halted, "refused": talk.refused[-10:],
            "lanes": {str(lane): {
                "sent": node.store.end(peer, lane, 1).sequence, "receipted": node.store.acknowledged(peer, lane),
                "received": node.store.end(peer, lane, 0).sequence} for lane in LANES},
        } for peer, talk in node.talks.items()},
    }


def ask_for(node, command):
    node.links.ask_for(command["peer"], command["topic"])


COMMANDS = {"submit": submit, "act": act, "status": status, "askFor": ask_for}


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
