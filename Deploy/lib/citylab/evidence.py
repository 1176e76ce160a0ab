"""How it was made sure who applies: what a submission says of it (身份核验)."""
import time

TEXT_VERSION = "2026-1"
REAL_NAME_LEVEL = 3


def evidence(mode, officer, name, subject="applicant", materials=()):
    """A real name online; at a counter a card whose chip was read, and the consent to hand the papers over."""
    now = int(time.time() * 1000)
    check = {"subject": subject, "outcome": "passed", "at": now}
    if mode == "online":
        return {"checks": [{**check, "method": "onlineRealName", "realNameLevel": REAL_NAME_LEVEL}]}
    consent = {
        "giver": subject, "name": name, "purpose": "handOver", "materials": list(materials),
        "textVersion": TEXT_VERSION, "form": "signaturePad", "givenAt": now, "collectedBy": officer}
    return {"checks": [{**check, "method": "chipRead", "officer": officer}], "consents": [consent]}
