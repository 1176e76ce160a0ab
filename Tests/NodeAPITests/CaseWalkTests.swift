import CaseModel
import Foundation
import MemoryNode
import Testing

@testable import NodeAPI

/// One case of each mode over the API, from its first day into the archive.
@Suite struct CaseWalkTests {
    /// One thing that happens, and what the caller or the case says then.
    private enum Step: Sendable {
        /// Somebody here does something that changes the case.
        case does(String, CaseState)
        /// Somebody here asks the handling city.
        case asks(String)
        /// Somebody here tries what is refused.
        case fails(String, status: Int, problem: String)
        /// The handling city's node says something.
        case hears(CaseEvent, CaseState)
    }

    private static let paper =
        #"{"digest":"\#(String(repeating: "ab", count: 32))","name":"n","mediaType":"a/b","size":1,"form":"electronic"}"#
    private static let defects = #""defects":[{"subject":"s","problem":"p","remedy":"r"}]"#

    private static func act(_ action: String, _ role: String, _ more: String = "", by officer: String = "p") -> String {
        let office = action == "supplement" || action == "confirmDelivery" ? "" : #""office":"o","#
        let rest = more.isEmpty ? "" : "," + more
        return #"{"action":"\#(action)",\#(office)"officer":"\#(officer)","role":"\#(role)"\#(rest)}"#
    }

    private static func remark(_ role: Role) -> Remark { Remark(office: "o", officer: "p", role: role) }

    private static let delivery = Delivery(method: .window, recipient: "r", officer: "p")

    @Test func anOnlineCaseIsDecidedHere() async throws {
        let harness = APIHarness()
        let submission = Samples.submission()
        try harness.node.receive(submission)
        try harness.node.hear(.registered, on: submission.number)
        let correct = Self.act("requestCorrection", "reviewer", Self.defects)
        let exception = #","exception":{"supervisor":"s","reason":"r"}"#
        try await harness.run { api in
            try await walk(submission.number, harness.node, api) {
                [
                    .fails(Self.act("forward", "handlingWindow"), status: 409, problem: "not-allowed-in-state"),
                    .fails(Self.act("accept", "windowClerk"), status: 403, problem: "wrong-role"),
                    .does(correct, .correcting),
                    .hears(.supplemented(request: 1), .registered),
                    .fails(correct, status: 409, problem: "correction-used"),
                    .does(Self.act("requestCorrection", "reviewer", Self.defects + exception), .correcting),
                    .hears(.supplemented(request: 2), .registered),
                    .does(Self.act("accept", "reviewer"), .accepted),
                    .does(Self.act("review", "reviewer", #""recommends":"granted","opinion":"x""#), .accepted),
                    .fails(Self.act("approve", "decider"), status: 422, problem: "duties-not-separate"),
                    .does(Self.act("approve", "decider", by: "q"), .issuing),
                    .does(Self.act("issue", "handlingWindow", #""documents":[\#(Self.paper)]"#), .decided),
                    .hears(.delivered(Self.delivery), .delivered),
                    .does(Self.act("archive", "reviewer"), .archived),
                    .fails(Self.act("archive", "reviewer"), status: 409, problem: "not-allowed-in-state"),
                ]
            }
            let end = try await api.get("/v1/cases/\(submission.number)").json
            #expect(end["ending"] as? Int == 0 && end["endingName"] as? String == "issued")
            #expect(end["reviewer"] as? String == "p" && end["corrections"] as? Int == 2)
            #expect(
                (end["actions"] as? [String])?.isEmpty == true
                    && (end["actionsByRole"] as? [String: Any])?.isEmpty == true
            )
            let clocks = try #require(end["clocks"] as? [[String: Any]])
            #expect(clocks.allSatisfy { $0["stoppedAt"] is String })
            let acceptance = try #require(clocks.first { $0["kind"] as? String == "acceptance" })
            let pauses = try #require(acceptance["pauses"] as? [[String: Any]])
            #expect(pauses.map { $0["reason"] as? String } == ["correction", "correction"])
            #expect(pauses.allSatisfy { $0["begin"] is String && $0["end"] is String })
        }
    }

    @Test func aCollectedCaseIsAskedAboutAndHandedOver() async throws {
        let harness = APIHarness()
        try await harness.run { api in
            let draft = Samples.draft(extra: #","mode":"collected","consult":true"#)
            let number = try await submit(draft, api)
            let correction = Correction(
                defects: [.init(subject: "s", problem: "p", remedy: "r")],
                office: "o",
                officer: "p",
                role: .liaison
            )
            let decision = Decision(outcome: .denied, reason: "r", remedies: "m", office: "o", officer: "q")
            try await walk(number, harness.node, api) {
                [
                    .fails(Self.act("endorse", "liaison"), status: 409, problem: "wrong-side"),
                    .fails(Self.act("handOver", "windowClerk"), status: 422, problem: "missing"),
                    .hears(.objected(correction), .incomplete),
                    .asks(Self.act("supplement", "windowClerk", #""note":"n""#)),
                    .hears(.supplemented(request: 2), .consulting),
                    .hears(.endorsed(Self.remark(.deputyLiaison)), .endorsed),
                    .fails(Self.act("handOver", "applicant"), status: 403, problem: "wrong-role"),
                    .asks(Self.act("handOver", "windowHead")),
                    .hears(.handedOver(HandOver(office: "o", officer: "p")), .registered),
                    .hears(.forwarded(Self.remark(.handlingWindow)), .forwarded),
                    .fails(Self.act("accept", "reviewer"), status: 409, problem: "wrong-side"),
                    .hears(.accepted(Acceptance(office: "o", officer: "p")), .accepted),
                    .hears(.decided(decision), .decided),
                    .asks(Self.act("confirmDelivery", "windowClerk", #""method":"window","recipient":"r""#)),
                    .hears(.delivered(Self.delivery), .delivered),
                    .hears(.archived(Self.remark(.reviewer)), .archived),
                ]
            }
            let end = try await api.get("/v1/cases/\(number)").json
            #expect(end["endingName"] as? String == "returned")
            let history = try #require(end["history"] as? [[String: Any]])
            #expect(
                history.compactMap { $0["kind"] as? String } == [
                    "consulted", "objected", "supplementOffered", "supplemented", "endorsed", "handOverOffered",
                    "handedOver", "forwarded", "accepted", "decided", "deliveryReported", "delivered", "archived",
                ]
            )
            for said in history where said["kind"] as? String != "supplemented" {
                #expect(said["officer"] is String && said["role"] is String, "\(said)")
            }
        }
    }

    @Test func aJointCaseIsDoneInBothCities() async throws {
        let harness = APIHarness()
        try await harness.run { api in
            let number = try await submit(Samples.draft(extra: #","mode":"joint""#), api)
            func leg(_ key: String) -> String {
                Self.act("concludeLeg", "reviewer", #""leg":"\#(key)","result":"r""#)
            }
            try await walk(number, harness.node, api) {
                [
                    .hears(.registered, .registered),
                    .hears(.forwarded(Self.remark(.handlingWindow)), .forwarded),
                    .hears(.accepted(Acceptance(office: "o", officer: "p")), .accepted),
                    .fails(leg("in"), status: 409, problem: "not-allowed-in-state"),
                    .fails(leg("out"), status: 409, problem: "wrong-side"),
                    .fails(leg("none"), status: 422, problem: "malformed"),
                    .hears(.legConcluded(LegReport(leg: "out", result: "r", office: "o", officer: "p")), .accepted),
                    .asks(leg("in")),
                    .hears(.legConcluded(LegReport(leg: "in", result: "r", office: "o", officer: "p")), .accepted),
                    .hears(.approved(Self.remark(.decider)), .issuing),
                    .hears(
                        .issued(Issue(documents: [try FullSamples().reference], office: "o", officer: "p")),
                        .decided
                    ),
                    .asks(Self.act("confirmDelivery", "applicant", #""method":"post","recipient":"r""#)),
                    .hears(.delivered(Self.delivery), .delivered),
                    .hears(.archived(Self.remark(.reviewer)), .archived),
                ]
            }
            let legs = try #require(try await api.get("/v1/cases/\(number)").json["legs"] as? [[String: Any]])
            #expect(legs.map { $0["state"] as? String } == ["concluded", "concluded"])
            #expect(legs.allSatisfy { $0["startedAt"] is String && $0["stoppedAt"] is String })
            #expect(legs[1]["after"] as? [String] == ["out"])
        }
    }

    private func submit(_ draft: String, _ api: Caller) async throws -> CaseNumber {
        let answer = try await api.post("/v1/cases", draft, key: UUID().uuidString)
        #expect(answer.status == 201, "\(answer.text)")
        return try #require((try answer.json["number"] as? String).flatMap { CaseNumber($0) })
    }

    private func walk(
        _ number: CaseNumber,
        _ node: MemoryNode,
        _ api: Caller,
        _ steps: () throws -> [Step]
    ) async throws {
        let uri = "/v1/cases/\(number)"
        for step in try steps() {
            let before = try await api.get(uri).json["state"] as? String
            func post(_ body: String) async throws -> Answer {
                try await api.post(uri + "/actions", body, key: UUID().uuidString)
            }
            switch step {
            case .does(let body, let state):
                let answer = try await post(body)
                #expect(answer.status == 200, "\(body): \(answer.text)")
                #expect(try answer.json["state"] as? String == state.rawValue)
            case .asks(let body):
                let answer = try await post(body)
                #expect(answer.status == 202, "\(body): \(answer.text)")
                #expect(try answer.json["effect"] as? String == "requested")
                #expect(try await api.get(uri).json["state"] as? String == before)
            case .fails(let body, let status, let problem):
                let answer = try await post(body)
                #expect(try answer.problem(status) == problem, "\(body): \(answer.text)")
                #expect(try await api.get(uri).json["state"] as? String == before)
            case .hears(let event, let state):
                try node.hear(event, on: number)
                let shown = try await api.get(uri).json
                #expect(
                    shown["state"] as? String == state.rawValue && shown["stateName"] as? String == state.chineseTerm
                )
            }
        }
    }
}
