import CaseModel
import Foundation
import HummingbirdTesting
import MemoryNode
import Testing

@testable import NodeAPI

/// Cases of every mode over the API: who may do what, and what a case shows of it.
@Suite struct CaseLifeTests {
    private let harness = APIHarness()

    private func received(_ mode: HandlingMode, consulting: Bool = false) throws -> CaseNumber {
        var submission = Samples.submission()
        submission.mode = mode
        submission.terms = MemoryNode.terms(for: mode)
        try harness.node.receive(submission, consulting: consulting)
        if !consulting { try harness.node.hear(.registered, on: submission.number) }
        return submission.number
    }

    @Test func aCollectedCaseGoesThroughManyHands() async throws {
        let number = try received(.collected)
        try await harness.run { api in
            func act(_ body: String) async throws -> Answer {
                try await api.post("/v1/cases/\(number)/actions", body, key: UUID().uuidString)
            }
            let early = try await act(#"{"action":"accept","office":"o","officer":"p","role":"reviewer"}"#)
            #expect(try early.problem(409) == "not-allowed-in-state")
            let clerk = try await act(#"{"action":"forward","office":"o","officer":"p","role":"reviewer"}"#)
            #expect(try clerk.problem(403) == "wrong-role")
            #expect(try clerk.json["field"] as? String == "role")
            let allowed = try #require(try clerk.json["allowed"] as? [String])
            #expect(allowed.contains("requestCorrection") && !allowed.contains("forward"))
            for body in [
                #"{"action":"forward","office":"o","officer":"p","role":"handlingWindow","note":"齐全"}"#,
                #"{"action":"accept","office":"o","officer":"p","role":"reviewer"}"#,
                #"{"action":"suspend","procedure":"appraisal","reason":"r","expectedDays":5,"office":"o","officer":"p","role":"reviewer"}"#,
                #"{"action":"resume","office":"o","officer":"p","role":"reviewer"}"#,
                #"{"action":"extend","days":5,"approvedBy":"a","reason":"r","notice":"n","office":"o","officer":"p","role":"decider"}"#,
                #"{"action":"review","recommends":"granted","opinion":"x","office":"o","officer":"p","role":"reviewer"}"#,
            ] {
                #expect(try await act(body).status == 200, "\(body)")
            }
            let same = try await act(
                #"{"action":"decide","outcome":"granted","reason":"r","office":"o","officer":"p","role":"decider"}"#
            )
            #expect(try same.problem(422) == "duties-not-separate")
            let shown = try await api.get("/v1/cases/\(number)").json
            #expect(shown["mode"] as? String == "collected" && shown["stateName"] as? String == "已受理")
            let clocks = try #require(shown["clocks"] as? [[String: Any]])
            #expect(Set(clocks.compactMap { $0["kind"] as? String }) == ["acceptance", "promised", "statutory"])
            let statutory = try #require(clocks.first { $0["kind"] as? String == "statutory" })
            let added = try #require(statutory["extension"] as? [String: Any])
            #expect(added["days"] as? Int == 5 && added["approvedBy"] as? String == "a" && added["at"] is String)
            let pauses = try #require(statutory["pauses"] as? [[String: Any]])
            #expect(pauses.map { $0["reason"] as? String } == ["appraisal"] && pauses[0]["end"] is String)
            let terms = try #require(shown["terms"] as? [String: [String: Any]])
            #expect(Set(terms.keys) == ["promised", "statutory", "correction"])
            #expect(terms["correction"]?["days"] as? Int == 30)
            #expect(terms["correction"]?["unit"] as? String == "calendarDays")
            #expect(shown["reviewer"] as? String == "p")
            let byRole = try #require(shown["actionsByRole"] as? [String: [String]])
            #expect(byRole["decider"]?.contains("decide") == true && byRole["windowClerk"] == nil)
            let history = try #require(shown["history"] as? [[String: Any]])
            #expect(history.last?["role"] as? String == "reviewer" && history.last?["text"] as? String == "granted: x")
        }
    }

    @Test func aLiaisonAnswersWhileTheApplicantWaits() async throws {
        let number = try received(.collected, consulting: true)
        try await harness.run { api in
            let shown = try await api.get("/v1/cases/\(number)").json
            #expect(shown["state"] as? String == "consulting")
            #expect((shown["actions"] as? [String]).map(Set.init) == ["endorse", "object"])
            let answer = try await api.post(
                "/v1/cases/\(number)/actions",
                #"{"action":"object","defects":[{"subject":"s","problem":"p","remedy":"r"}],"office":"o","officer":"p","role":"deputyLiaison"}"#,
                key: UUID().uuidString
            )
            #expect(answer.status == 200)
            #expect(try answer.json["state"] as? String == "incomplete")
        }
    }

    @Test func aJointCaseShowsItsLegs() async throws {
        let number = try received(.joint)
        try await harness.run { api in
            for body in [
                #"{"action":"forward","office":"o","officer":"p","role":"handlingWindow"}"#,
                #"{"action":"accept","office":"o","officer":"p","role":"reviewer"}"#,
                #"{"action":"concludeLeg","leg":"out","result":"已转出","office":"o","officer":"p","role":"reviewer"}"#,
            ] {
                #expect(
                    try await api.post("/v1/cases/\(number)/actions", body, key: UUID().uuidString).status == 200,
                    "\(body)"
                )
            }
            let early = try await api.post(
                "/v1/cases/\(number)/actions",
                #"{"action":"approve","office":"o","officer":"p","role":"decider"}"#,
                key: UUID().uuidString
            )
            #expect(try early.problem(409) == "legs-open")
            let legs = try #require(try await api.get("/v1/cases/\(number)").json["legs"] as? [[String: Any]])
            #expect(legs.map { $0["state"] as? String } == ["concluded", "running"])
        }
    }

    @Test func aConsultationIsMadeByTheDraft() async throws {
        try await harness.run { api in
            let draft = Samples.draft().replacing(#""officer""#, with: #""mode":"collected","consult":true,"officer""#)
            let answer = try await api.post("/v1/cases", draft, key: UUID().uuidString)
            #expect(answer.status == 201)
            #expect(try answer.json["state"] as? String == "consulting")
            #expect(try answer.json["kind"] as? String == "consulted")
            let online = draft.replacing("collected", with: "online")
            #expect(try await api.post("/v1/cases", online, key: UUID().uuidString).problem(422) == "mode-not-offered")
            let flag = draft.replacing("true", with: #""yes""#)
            #expect(try await api.post("/v1/cases", flag, key: UUID().uuidString).problem(422) == "wrong-type")
        }
    }

    @Test func aClockShowsItsLastDay() async throws {
        let number = try received(.online)
        let day = try #require(LocalDay("20261130"))
        harness.node.set([
            .acceptance: ClockReading(
                deadline: Deadline(day: day, isProvisional: true),
                isOverdue: false,
                remainingDays: 5
            )
        ])
        try await harness.run { api in
            let clocks = try #require(try await api.get("/v1/cases/\(number)").json["clocks"] as? [[String: Any]])
            #expect(clocks.count == 1 && clocks[0]["unit"] as? String == "workingDays")
            #expect(clocks[0]["deadline"] as? String == "2026-11-30" && clocks[0]["isProvisional"] as? Bool == true)
            #expect(clocks[0]["isOverdue"] as? Bool == false && clocks[0]["remainingDays"] as? Int == 5)
            let line = try #require((try await api.get("/v1/cases").json["cases"] as? [[String: Any]])?.first)
            for key in ["clocks", "legs", "terms", "reviewer", "actionsByRole"] { #expect(line[key] == nil, "\(key)") }
        }
    }

    @Test func identityIsCheckedToTheLastKey() async throws {
        try await harness.run { api in
            let check =
                #"{"subject":"applicant","method":"documentSeen","outcome":"passed","at":1795446000000,"picture":"x"}"#
            let draft = Samples.draft().replacing(
                #""officer""#,
                with: #""identity":{"checks":["# + check + #"]},"officer""#
            )
            let answer = try await api.post("/v1/cases", draft, key: UUID().uuidString)
            #expect(try answer.problem(422) == "unknown-key")
            #expect(try answer.json["field"] as? String == "identity.checks[0].picture")
        }
    }
}
