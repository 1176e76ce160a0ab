import CaseModel
import Hummingbird
import MemoryNode
import Testing

@testable import NodeAPI

/// What callers get wrong, and what they are told.
@Suite struct BadInputTests {
    @Test func malformedJSONNamesItsPlace() async throws {
        try await APIHarness().run { api in
            let answer = try await api.post("/v1/cases", "{\"handling\":\n \"通办\" \"x\"}", key: "k")
            #expect(try answer.problem(400) == "malformed-json")
            #expect(try answer.json["line"] as? Int == 2)
            #expect(try answer.json["column"] as? Int == 7)
        }
    }

    @Test(arguments: [
        ("unknown-key", "colour", #","colour":"red""#), ("repeated-key", "office", #","office":"again""#),
    ])
    func keysAreChecked(name: String, field: String, extra: String) async throws {
        try await APIHarness().run { api in
            let answer = try await api.post("/v1/cases", Samples.draft(extra: extra), key: "k")
            #expect(try answer.problem(422) == name)
            #expect(try answer.json["field"] as? String == field)
            if name == "unknown-key" {
                #expect((try answer.json["allowed"] as? [String])?.contains("officer") == true)
            }
        }
    }

    @Test func nestedFieldsAreNamedByPath() async throws {
        try await APIHarness().run { api in
            let cases: [(material: String, problem: String, field: String)] = [
                (#"{"digest":"00"}"#, "missing-key", "materials[0].name"),
                (
                    #"{"digest":"00","name":"n","mediaType":"a/b","size":"1","form":"copy"}"#, "wrong-type",
                    "materials[0].size"
                ),
                (
                    #"{"digest":"00","name":"n","mediaType":"a/b","size":1,"form":"scan"}"#, "bad-value",
                    "materials[0].form"
                ),
                (
                    #"{"digest":"00","name":"n","mediaType":"a/b","size":1,"form":"copy"}"#, "bad-value",
                    "materials[0].digest"
                ),
            ]
            for sample in cases {
                let answer = try await api.post("/v1/cases", Samples.draft(materials: sample.material), key: "k")
                #expect(try answer.problem(422) == sample.problem, "\(sample.material)")
                #expect(try answer.json["field"] as? String == sample.field)
            }
        }
    }

    @Test func rulesOfTheModelKeepTheirNameAndField() async throws {
        try await APIHarness().run { api in
            let answer = try await api.post("/v1/cases", Samples.draft(name: " "), key: "k")
            #expect(try answer.problem(422) == "missing")
            #expect(try answer.json["field"] as? String == "applicant.name")
            let same = try await api.post("/v1/cases", Samples.draft(handling: "330800"), key: "k")
            #expect(try same.problem(422) == "same-city")
        }
    }

    @Test func statusesTellWhoCanHelp() {
        let conflicts: Set<CaseRefusal.Code> = [
            .notAllowedInState, .wrongSide, .correctionUsed, .legsOpen, .clockState, .extensionUsed, .timeReversed,
            .alreadyEvaluated,
        ]
        for code in CaseRefusal.Code.allCases {
            let status = code == .wrongRole ? 403 : conflicts.contains(code) ? 409 : 422
            #expect(ProblemKind.refusal(code).status == status, "\(code)")
            #expect(ProblemKind.refusal(code).name == code.rawValue)
        }
    }

    @Test func aCityThatIsNoMemberIsToldWhoIs() async throws {
        try await APIHarness().run { api in
            let answer = try await api.post("/v1/cases", Samples.draft(handling: "110000"), key: "k")
            #expect(try answer.problem(422) == "not-a-member")
            #expect(try answer.json["allowed"] as? [String] == ["341000", "350700"])
            let malformed = try await api.post("/v1/cases", Samples.draft(handling: "Nanping"), key: "k")
            #expect(try malformed.problem(422) == "bad-value")
            #expect(try malformed.json["field"] as? String == "handling")
        }
    }

    @Test func problemsNeverRepeatWhatWasWritten() async throws {
        try await APIHarness().run { api in
            let draft = Samples.draft().replacing("\"citizenID\"", with: "\"110105194912310099\"")
            let answer = try await api.post("/v1/cases", draft, key: "k")
            #expect(try answer.problem(422) == "bad-value")
            #expect(!answer.text.contains("110105194912310099"))
        }
    }

    @Test func materialsMustBeHereFirst() async throws {
        try await APIHarness().run { api in
            let digest = String(repeating: "ab", count: 32)
            let material = #"{"digest":"\#(digest)","name":"n","mediaType":"a/b","size":1,"form":"copy"}"#
            let answer = try await api.post("/v1/cases", Samples.draft(materials: material), key: "k")
            #expect(try answer.problem(422) == "material-missing")
            #expect(try answer.json["field"] as? String == "materials[0]")
        }
    }

    @Test(arguments: [nil, "text/plain", "application/jsonx"])
    func otherMediaTypesAreRefused(type: String?) async throws {
        try await APIHarness().run { api in
            var headers = ["Idempotency-Key": "k"]
            headers["Content-Type"] = type
            let answer = try await api.send(
                .post,
                "/v1/cases",
                headers: headers,
                body: ByteBuffer(string: Samples.draft())
            )
            #expect(try answer.problem(415) == "unsupported-media-type")
        }
    }

    @Test func aCharsetIsNoOtherMediaType() async throws {
        try await APIHarness().run { api in
            let answer = try await api.post(
                "/v1/cases",
                Samples.draft(),
                key: "k",
                ["Content-Type": "application/json; charset=utf-8"]
            )
            #expect(answer.status == 201)
        }
    }

    @Test func bodiesAreLimited() async throws {
        try await APIHarness().run { api in
            let long = Samples.draft(name: String(repeating: "x", count: APILimits.jsonBodyBytesMax))
            let answer = try await api.post("/v1/cases", long, key: "k")
            #expect(try answer.problem(413) == "body-too-large")
        }
    }

    @Test func routesAndMethodsThatDoNotExistAreToldApart() async throws {
        try await APIHarness().run { api in
            #expect(try await api.get("/v1/nothing").problem(404) == "unknown-route")
            let answer = try await api.send(.delete, "/v1/cases", body: nil)
            #expect(try answer.problem(405) == "method-not-allowed")
            #expect(answer.header("Allow") == "GET, POST")
        }
    }

    @Test func queriesAreChecked() async throws {
        try await APIHarness().run { api in
            for query in [
                "colour=red", "state=open", "limit=0", "limit=501", "side=left", "peer=12", "cursor=x",
                "limit=1&limit=2", "mode=walk", "ending=7", "state=submitted,open",
            ] {
                let answer = try await api.get("/v1/cases?" + query)
                #expect(try answer.problem(400) == "bad-query", "\(query)")
                #expect(try answer.json["field"] as? String == String(query.prefix { $0 != "=" }))
            }
        }
    }

    @Test func identifiersInPathsAreChecked() async throws {
        try await APIHarness().run { api in
            for uri in ["/v1/cases/12", "/v1/materials/xyz", "/v1/peers/abc", "/v1/quarantine/x"] {
                let answer = try await api.get(uri)
                #expect(try answer.problem(400) == "bad-identifier", "\(uri)")
            }
            for uri in [
                "/v1/cases/330800-20261123-7K2M9QX4RT", "/v1/materials/" + String(repeating: "ab", count: 32),
                "/v1/peers/110000", "/v1/quarantine/9",
            ] {
                let answer = try await api.get(uri)
                #expect(try answer.problem(404) == "not-found", "\(uri)")
            }
        }
    }

    @Test func longTargetsAreRefused() async throws {
        try await APIHarness().run { api in
            let answer = try await api.get("/v1/cases?item=" + String(repeating: "x", count: 5000))
            #expect(try answer.problem(414) == "target-too-long")
        }
    }

    @Test(arguments: [
        (ServiceError.backlogFull(MemoryNode.nanping, bytes: 10, limitBytes: 9), 503, "backlog-full"),
        (.storageFull, 507, "storage-full"), (.busy, 503, "busy"), (.stopping, 503, "stopping"),
        (.fault("disk says 5"), 500, "fault"),
    ])
    func faultsOfTheNodeAreProblems(error: ServiceError, status: Int, name: String) async throws {
        let harness = APIHarness()
        harness.node.fail(error)
        try await harness.run { api in
            let answer = try await api.post("/v1/cases", Samples.draft(), key: "k")
            #expect(try answer.problem(status) == name)
            #expect(!answer.text.contains("disk says 5"))
            #expect((answer.header("Retry-After") != nil) == (status != 500))
        }
    }
}
