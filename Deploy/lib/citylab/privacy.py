"""Nothing about a person stands in a log: what a test said of people, and where a log says it too."""
import json
import pathlib
import re
import threading

SAMPLES = pathlib.Path(__file__).resolve().parent.parent.parent / "samples" / "cases.json"
# People of the documents' examples.
KNOWN = ("11010519491231002X", "13800000000", "E12345678")
# Keys that hold something about a person wherever they stand, and objects that are a person.
ALWAYS = {
    "idNumber", "phone", "mobile", "telephone", "address", "recipient", "officer", "reviewer", "postcode", "email"}
PERSONS = {"applicant", "agent", "consents", "guardian", "contact", "sender", "receiver", "fields"}
LETTERS_MIN, CHARACTERS_MIN = 4, 2
WORD = re.compile(r"[0-9A-Za-z-]+")
CHINESE = re.compile(r"[\u3400-\u9fff]")

_lock, _seen = threading.Lock(), set()


def forget():
    """Begins anew, with the people of the samples and of the documents."""
    with _lock:
        _seen.clear()
        _seen.update(KNOWN)
        _gather(json.loads(SAMPLES.read_text("utf-8")), False, _seen)


def note(value):
    """Remembers what a request says of people."""
    with _lock:
        _gather(value, False, _seen)


def note_body(body):
    """The same of a body in JSON, or of lines of JSON; anything else says nothing that can be read here."""
    if not isinstance(body, (bytes, bytearray)) or body[:1] not in (b"{", b"["):
        return
    for part in [body] if body.count(b"\n") == 0 else body.splitlines():
        try:
            note(json.loads(part))
        except ValueError:
            continue


def _gather(value, is_person, found):
    if isinstance(value, list):
        for one in value:
            _gather(one, is_person, found)
        return
    if not isinstance(value, dict):
        return
    for key, held in value.items():
        if isinstance(held, str):
            if key in ALWAYS or is_person and key in ("name", "value"):
                # The one field that is a name of a form and not of a person stands beside its value.
                if not (key == "name" and "value" in value) and _is_telling(held):
                    found.add(held)
        else:
            _gather(held, is_person or key in PERSONS, found)


def _is_telling(text):
    """Whether a text is long enough to be found: "1" and "男" stand everywhere."""
    return len(text) >= (CHARACTERS_MIN if CHINESE.search(text) else LETTERS_MIN)


def leaks(text):
    """Lines of a log that hold something of a person, each with what it holds."""
    with _lock:
        seen = set(_seen)
    # Digits and letters are looked for as whole words, so that a date is not found in a case's number.
    plain = {value for value in seen if WORD.fullmatch(value)}
    chinese = {value for value in seen if CHINESE.search(value)}
    others = seen - plain - chinese
    found = []
    for line in text.splitlines():
        for word in WORD.findall(line):
            if word in plain:
                found.append((line, word))
        for some in (others, chinese) if CHINESE.search(line) else (others,):
            found += [(line, value) for value in some if value in line]
    return found


def check(folder):
    """Looks into every log below a folder, and raises where one of them tells of a person."""
    found = []
    for log in sorted(pathlib.Path(folder).rglob("log/*.log")):
        found += [f"{log.name}: {value!r} in: {line[:300]}" for line, value in leaks(log.read_text("utf-8", "replace"))]
    if found:
        raise AssertionError(f"{len(found)} lines of logs tell of people:\n" + "\n".join(found[:10]))
