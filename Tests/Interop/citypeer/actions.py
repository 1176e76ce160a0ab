"""What people do at the peer's windows and desks, as bodies of entries."""
from tongban.v1 import deeds_pb2, values_pb2

from . import lifecycle
from .wire import new_salt

OFFICE = "闵行区行政服务中心"
WORKING, CALENDAR = values_pb2.DAY_UNIT_WORKING, values_pb2.DAY_UNIT_CALENDAR


def person(role):
    """An office, somebody there, and the role; another person for every role."""
    name = values_pb2.Role.Name(role).removeprefix("ROLE_").lower()
    return {"office": OFFICE, "officer": f"样员 {name}", "role": role}


def references(node, files):
    return [
        values_pb2.MaterialReference(
            digest=digest, name=one["name"], media_type=one["mediaType"], size=size,
            form=values_pb2.MATERIAL_FORM_COPY)
        for one in files for digest, size in [node.materials.put(one["path"])]]


def terms(legs):
    """What a guide of the handling city would say: 20 working days, and 5 for each leg, one after the other."""
    days = values_pb2.TimeLimit(days=20, unit=WORKING)
    said = values_pb2.GuideTerms(
        version=1, promised=days, statutory=days, correction=values_pb2.TimeLimit(days=30, unit=CALENDAR))
    for leg in legs:
        said.legs.add(
            key=leg["key"], name=leg["key"], office=OFFICE, side=values_pb2.Side.Value(f"SIDE_{leg['side'].upper()}"),
            after=[said.legs[-1].key] if said.legs else [], limit=values_pb2.TimeLimit(days=5, unit=WORKING))
    return said


def submit(node, command):
    mode = values_pb2.HandlingMode.Value(f"HANDLING_MODE_{command['mode'].upper()}")
    applicant = values_pb2.Applicant(
        kind=values_pb2.APPLICANT_KIND_NATURAL, name=command["applicant"], id_type=values_pb2.ID_TYPE_CITIZEN_ID,
        id_number=command["idNumber"], phone="021-0000000")
    application = values_pb2.Application(
        item_code=command["itemCode"], item_name=command["itemName"], mode=mode, terms=terms(command.get("legs", [])),
        applicant=applicant, materials=references(node, command["materials"]),
        fields=[values_pb2.FormField(name=name, value=value) for name, value in command["fields"].items()],
        **person(values_pb2.ROLE_WINDOW_CLERK))
    kind = lifecycle.CONSULTED if command.get("consult") else lifecycle.SUBMITTED
    body = lifecycle.BODIES[kind](salt=new_salt(), application=application)
    with node.store:
        return node.cases.submit(node.code, command["handling"], kind, body)


def remark(kind, role):
    """An action that says no more than who does it."""
    return kind, lambda node, command: {"remark": deeds_pb2.Remark(**person(role))}


def objection(node, command):
    defect = deeds_pb2.Defect(subject="申请表", problem="未签名。", remedy="签名后重新扫描。")
    return {"correction": deeds_pb2.Correction(defects=[defect], **person(values_pb2.ROLE_LIAISON))}


def review(node, command):
    return {
        "recommends": deeds_pb2.OUTCOME_GRANTED, "opinion": "符合法定条件。", **person(values_pb2.ROLE_REVIEWER)}


def decision(node, command):
    return {
        "outcome": deeds_pb2.OUTCOME_GRANTED, "documents": references(node, command["documents"]),
        **person(values_pb2.ROLE_DECIDER)}


def hand_over(node, command):
    said = deeds_pb2.HandOver(reason=command.get("reason", ""), **person(values_pb2.ROLE_WINDOW_CLERK))
    return {"hand_over": said}


def leg(node, command):
    return {"report": deeds_pb2.LegReport(
        leg=command["leg"], result="本环节已办结。", documents=references(node, command.get("documents", [])),
        **person(values_pb2.ROLE_REVIEWER))}


def withdrawal(node, command):
    return {"withdrawal": deeds_pb2.Withdrawal(reason="不再需要。", **person(values_pb2.ROLE_WINDOW_CLERK))}


def delivery(node, command):
    clerk = person(values_pb2.ROLE_WINDOW_CLERK)
    return {"delivery": deeds_pb2.Delivery(
        method=deeds_pb2.DELIVERY_METHOD_WINDOW, recipient="样例申请人", officer=clerk["officer"], role=clerk["role"])}


# What a handling city's people do.
DECISIONS = {
    "endorse": remark(lifecycle.ENDORSED, values_pb2.ROLE_LIAISON),
    "object": (lifecycle.OBJECTED, objection),
    "forward": remark(lifecycle.FORWARDED, values_pb2.ROLE_HANDLING_WINDOW),
    "accept": (lifecycle.ACCEPTED, lambda node, command: person(values_pb2.ROLE_REVIEWER)),
    "review": (lifecycle.REVIEWED, review),
    "decide": (lifecycle.DECIDED, decision),
    "archive": remark(lifecycle.ARCHIVED, values_pb2.ROLE_REVIEWER),
}
# What a collecting city's people ask for.
REQUESTED = {
    "handOver": (lifecycle.HAND_OVER_OFFERED, hand_over),
    "concludeLeg": (lifecycle.LEG_REPORTED, leg),
    "withdraw": (lifecycle.WITHDRAWAL_REQUESTED, withdrawal),
    "confirmDelivery": (lifecycle.DELIVERY_REPORTED, delivery),
}


def act(node, command):
    """Does what the command names; `CaseError` where this side or this state does not allow it."""
    action, number = command["action"], command["number"]
    kind, words = {**DECISIONS, **REQUESTED}[action]
    body = lifecycle.BODIES[kind](salt=new_salt(), **words(node, command))
    with node.store:
        if action in DECISIONS:
            node.cases.decide(number, kind, body)
        else:
            node.cases.ask(number, kind, body)
