import CaseModel
import Foundation
import MemoryNode
import Testing

@testable import NodeAPI

/// A case shows masks of personal data, wherever they stand.
@Suite struct MaskTests {
    /// What no answer may hold.
    private static let whole = [
        "张三", "11010519491231002X", "13812341234", "王五", "E12345678", "13900000000", "花园路", "南平市延平区", "欧阳小红", "外地",
        "VR-1",
    ]

    private static let extra = """
        ,"agent":{"name":"王五","idType":"passport","idNumber":"E12345678","phone":"13900000000","authority":
         {"kind":"entrusted","acts":["submit"],"validFrom":"20261101","validUntil":"20270430",
          "proof":{"digest":"\(String(repeating: "ab", count: 32))","name":"授权委托书"}}},
         "identity":{"checks":[{"subject":"applicant","method":"video","outcome":"notMade","reason":"申请人在外地",
          "at":1795446000000,"officer":"李四","reference":"VR-1"}],
          "consents":[{"giver":"agent","name":"王五","purpose":"handOver","textVersion":"1","form":"paper",
          "givenAt":1795446000000,"collectedBy":"李四"}]}
        """

    private static var draft: String {
        Samples.draft(extra: extra).replacing("衢州市\"}", with: "衢州市花园路\"}")
            .replacing("002X\"}", with: "002X\",\"phone\":\"13812341234\"}")
    }

    @Test func noAnswerHoldsAWholeValue() async throws {
        let harness = APIHarness()
        try await harness.run { api in
            let submitted = try await api.post("/v1/cases", Self.draft, key: "k")
            #expect(submitted.status == 201, "\(submitted.text)")
            let text = try #require(try submitted.json["number"] as? String)
            let number = try #require(CaseNumber(text))
            try harness.node.hear(.registered, on: number)
            let correction = Correction(
                defects: [.init(subject: "申请表", problem: "未签名", remedy: "签名")],
                office: "审批科",
                officer: "钱七"
            )
            try harness.node.hear(.correctionRequested(correction), on: number)
            let supplement = try await api.post(
                "/v1/cases/\(number)/actions",
                #"{"action":"supplement","fields":[{"name":"转入地","value":"南平市延平区"}],"officer":"李四","role":"windowClerk"}"#,
                key: "s"
            )
            #expect(supplement.status == 202, "\(supplement.text)")
            try harness.node.hear(.supplemented(request: 1), on: number)
            try harness.node.hear(.declined(Decline(reason: "r", remedies: "m", office: "o", officer: "p")), on: number)
            let delivery = Delivery(method: .window, recipient: "欧阳小红", officer: "李四")
            try harness.node.hear(.delivered(delivery), on: number)

            let shown = try await api.get("/v1/cases/\(number)")
            for value in Self.whole { #expect(!shown.text.contains(value), "\(value)") }
            for mask in ["张*", "1101*************X", "138****1234", "王*", "*******78", "欧阳**", "转入地"] {
                #expect(shown.text.contains(mask), "\(mask)")
            }
            let masked = try #require(try shown.json["masked"] as? [String])
            #expect(
                Set(masked) == [
                    "applicantName", "applicantIDNumber", "applicantPhone", "agentName", "agentIDNumber", "agentPhone",
                    "deliveryAddress", "formFields", "identityEvidence",
                ]
            )
            let submission = try #require(try shown.json["submission"] as? [String: Any])
            #expect((submission["fields"] as? [[String: String]]) == [["name": "转出地", "value": "****"]])
            let list = try await api.get("/v1/cases").text
            for value in Self.whole + ["张*", "masked"] { #expect(!list.contains(value), "\(value)") }
            var filter = EventFilter()
            filter.cases = [number]
            let feed = try await harness.node.events(after: 0, matching: filter, limit: 50).events
            #expect(feed.count == 7 && feed.allSatisfy { $0.event.numbers == [number] })
            for line in feed { for value in Self.whole { #expect(!line.json.contains(value), "\(value)") } }
        }
    }

    @Test func organisationsStayWhole() async throws {
        let harness = APIHarness()
        var submission = Samples.submission()
        submission.applicant = Applicant(
            kind: .legal,
            name: "黄山市徽州山泉有限公司",
            idType: .creditCode,
            idNumber: "91330100799655058B"
        )
        let number = submission.number
        try harness.node.receive(submission)
        try await harness.run { api in
            let json = try await api.get("/v1/cases/\(number)").json
            let applicant = (json["submission"] as? [String: Any])?["applicant"] as? [String: Any]
            #expect(applicant?["name"] as? String == "黄山市徽州山泉有限公司")
            #expect(applicant?["idNumber"] as? String == "91330100799655058B")
            #expect((json["masked"] as? [String])?.isEmpty == true)
        }
    }

    @Test func anErasedCaseIsShownAsSuch() async throws {
        let harness = APIHarness()
        let submission = Samples.submission()
        let number = submission.number
        try harness.node.receive(submission)
        try harness.node.hear(.registered, on: number)
        harness.node.erase(number, Erasure(at: 1_795_446_000_000, reason: "the term is over; 3 entries"))
        try await harness.run { api in
            let shown = try await api.get("/v1/cases/\(number)")
            #expect(shown.status == 200 && !shown.text.contains("王"), "\(shown.text)")
            let json = try shown.json
            #expect(json["submission"] == nil && json["masked"] == nil)
            let erased = try #require(json["erased"] as? [String: String])
            #expect(erased == ["at": "2026-11-23T23:00:00.000+08:00", "reason": "the term is over; 3 entries"])
            let history = try #require(json["history"] as? [[String: Any]])
            #expect(history.map { $0["kind"] as? String } == ["submitted", "registered"])
            #expect(history.map { $0["effect"] as? String } == ["erased", "event"])
            #expect(history[0]["text"] as? String == "the term is over; 3 entries" && history[0]["officer"] == nil)
            let revealed = try await api.post(
                "/v1/cases/\(number)/reveal",
                #"{"fields":["applicantName"],"purpose":"handle","reason":"核对材料原件","office":"o","officer":"p","role":"reviewer"}"#
            )
            #expect(revealed.status == 200, "\(revealed.text)")
            #expect((try revealed.json["values"] as? [String: Any])?.isEmpty == true)
        }
    }
}
