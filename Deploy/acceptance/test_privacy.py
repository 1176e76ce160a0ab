"""No log says anything about a person: every other test is looked at for it, this one makes sure of how."""
import json
import pathlib
import tempfile

from citylab import privacy
from citylab.api import Problem

from support import LabTest, draft

SECONDS_MAX = 60


class Privacy(LabTest):
    """Whatever is sent to a node, right or wrong, its log says nothing of the people in it."""

    codes = ("330800", "350700")

    def test_a_planted_line_is_found(self):
        privacy.note(draft("350700", 7, applicant={
            "kind": "natural", "name": "钱样例", "idType": "other", "idNumber": "20261031", "phone": "138 0000 0007"}))
        folder = pathlib.Path(tempfile.mkdtemp(dir=self.lab.folder))
        log = folder / "log" / "330800.log"
        log.parent.mkdir()
        clean = "2026-11-28T10:00:00.000+08:00 info tongband: case 330800-20261031-7K2M9QX4RT again after 20261031x"
        log.write_text(clean + "\n", "utf-8")
        privacy.check(folder)
        for line in ("the case of 钱样例 was refused", "no such number: (20261031)", "call 138 0000 0007 in the morning",
                     '{"message":"x","office":"窗口样员"}', "field 失业原因=劳动合同期满"):
            log.write_text(f"{clean}\n{line}\n{clean}\n", "utf-8")
            with self.assertRaisesRegex(AssertionError, "1 lines of logs tell of people"):
                privacy.check(folder)
        # This laboratory's own logs are looked at after the test as well.
        log.unlink()

    def test_bad_requests_leave_nothing_of_a_person(self):
        self.lab.start()
        here = self.lab["330800"].api
        person = {"kind": "natural", "name": "孙样例", "idType": "citizenID", "idNumber": "990801198804121016",
                  "phone": "13800000008", "address": "不存在的市示范路八号"}
        bad = [draft("350700", 1, applicant=person), draft("350700", 2, applicant={**person, "idNumber": 5}),
               draft("350700", 3, nonsense="孙样例"), draft("999999", 4), {"applicant": person},
               draft("350700", 5, mode="孙样例"), draft("350700", 6, materials=[{"name": "孙样例", "digest": "x"}])]
        for body in bad:
            with self.assertRaises(Problem):
                here.submit(body)
        for raw in (b'{"applicant": {"name": "\xe5\xad\x99\xe6\xa0\xb7\xe4\xbe\x8b"', json.dumps(person).encode()[:-5],
                    b"\xff\xfe", json.dumps([person]).encode()):
            with self.assertRaises(Problem):
                here.call("POST", "/v1/cases", raw, {"Content-Type": "application/json", "Idempotency-Key": "raw"})
        number = here.submit(draft("350700", 9), patience=SECONDS_MAX)["number"]
        for path in (f"/v1/cases/{number}?name=%E5%AD%99%E6%A0%B7%E4%BE%8B", "/v1/items/%E5%AD%99%E6%A0%B7%E4%BE%8B",
                     "/v1/parcels/330800/%E5%AD%99%E6%A0%B7%E4%BE%8B", "/%E5%AD%99%E6%A0%B7%E4%BE%8B"):
            with self.assertRaises(Problem):
                here.get(path)
        with self.assertRaises(Problem):
            here.act(number, "decide", outcome="granted", reason="孙样例的事", office="孙样例", officer="孙样例", role="decider")
