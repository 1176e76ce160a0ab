import CaseModel
import Foundation
import MemoryNode
import Testing

@testable import NodeAPI

/// Items and guides.
@Suite struct CatalogueRouteTests {
    private static let item = Item(
        code: "SAMPLE00K123",
        localCodes: ["511A0064"],
        name: "公司设立登记",
        englishName: "Establish company",
        field: "商事登记",
        department: "市场监管总局",
        applicants: [.legal],
        type: .confirmation
    )

    private static func guide(version: Int, from: Int) throws -> Guide {
        Guide(
            item: item.code,
            city: MemoryNode.nanping,
            version: version,
            period: GuidePeriod(
                from: try #require(LocalDay(year: from, month: 1, day: 1)),
                until: from == 2026 ? nil : LocalDay(year: from, month: 12, day: 31)
            ),
            modes: [.online],
            steps: [GuideStep(name: "受理", role: .reviewer), GuideStep(name: "决定", role: .decider)],
            materials: [
                GuideMaterial(
                    key: "sqs",
                    name: "申请书",
                    source: .applicant,
                    necessity: .mandatory,
                    form: .both,
                    originals: 1,
                    copies: 0,
                    criteria: ["签字"],
                    transmission: .courier,
                    mediaTypes: ["application/pdf"]
                )
            ],
            statutoryLimit: TimeLimit(days: 3, unit: .workingDays),
            limitBasis: "条例第十九条",
            promisedLimit: TimeLimit(days: 1, unit: .workingDays),
            results: [GuideResult(name: "营业执照", kind: .certificate, form: .both)],
            appearances: [.online],
            visits: 0,
            office: "政务服务中心",
            body: "市场监督管理局",
            bodyCode: "91330100799655058B",
            implementationCode: "IMPL-\(version)",
            phone: "0599-0000101",
            legalBasis: "公司法",
            retentionYears: nil,
            correction: CorrectionTerm(limit: TimeLimit(days: 30, unit: .calendarDays), remindAfterDays: 20)
        )
    }

    private func harness() throws -> APIHarness {
        let harness = APIHarness()
        harness.node.use(
            try Catalogue(
                items: [Self.item],
                guides: [Self.guide(version: 1, from: 2025), Self.guide(version: 2, from: 2026)]
            )
        )
        return harness
    }

    @Test func itemsAreFoundAndFiltered() async throws {
        try await harness().run { api in
            for (query, count) in [
                ("", 1), ("?q=%E8%AE%BE%E7%AB%8B", 1), ("?q=gsslDJ", 1), ("?q=511A0064", 1), ("?q=nothing", 0),
                ("?mode=joint", 0), ("?mode=online&city=350700", 1), ("?city=341000", 0), ("?applicant=natural", 0),
            ] {
                let found = try #require(try await api.get("/v1/items\(query)").json["items"] as? [[String: Any]])
                #expect(found.count == count, "\(query)")
            }
            #expect(try await api.get("/v1/items?mode=x").problem(400) == "bad-query")
            #expect(try await api.get("/v1/items?limit=101").problem(400) == "bad-query")
            #expect(try await api.get("/v1/items?cursor=x").problem(422) == "malformed")
        }
    }

    @Test func anItemIsMeantByAnyOfItsCodes() async throws {
        try await harness().run { api in
            for code in ["SAMPLE00K123", "511A0064", "IMPL-1"] {
                let entry = try await api.get("/v1/items/\(code)").json
                #expect((entry["item"] as? [String: Any])?["code"] as? String == "SAMPLE00K123")
                #expect(entry["cities"] as? [String] == ["350700"])
            }
            #expect(try await api.get("/v1/items/NONE").problem(404) == "not-found")
        }
    }

    @Test func aGuideIsTheOneInForceUnlessAVersionIsNamed() async throws {
        try await harness().run { api in
            let path = "/v1/items/SAMPLE00K123/guides/350700"
            for (query, version) in [("", 2), ("?version=1", 1)] {
                let guide = try await api.get(path + query).json
                #expect(guide["version"] as? Int == version)
            }
            #expect(try await api.get(path + "?version=3").problem(404) == "not-found")
            #expect(try await api.get(path + "?version=0").problem(400) == "bad-query")
            #expect(try await api.get("/v1/items/SAMPLE00K123/guides/341000").problem(404) == "not-found")
            #expect(try await api.get("/v1/items/SAMPLE00K123/guides/x").problem(400) == "bad-identifier")
        }
    }
}
