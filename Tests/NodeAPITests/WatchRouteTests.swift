import CaseModel
import Foundation
import Hummingbird
import MemoryNode
import NodeMetrics
import Testing

@testable import NodeAPI

/// Whether the node takes work, and its measurements.
@Suite struct WatchRouteTests {
    /// The value of a line of the page; `nil` where there is none.
    private func value(_ name: String, _ page: String) -> Double? {
        let line = page.split(separator: "\n").first { $0.hasPrefix(name + " ") }
        return line?.split(separator: " ").last.flatMap { Double($0) }
    }

    private func bearer(_ token: String) -> [String: String] { ["Authorization": "Bearer \(token)"] }

    @Test func aNodeThatTakesWorkSaysSo() async throws {
        try await APIHarness().run { api in
            let answer = try await api.get("/readyz")
            #expect(answer.status == 200 && answer.text == "ready\n")
        }
    }

    @Test func aNodeThatTakesNoWorkSaysWhy() async throws {
        let harness = APIHarness()
        let reasons = [
            ReadinessReason(code: "disk-full", text: "make room"),
            ReadinessReason(code: "exchange-stuck", text: "restart it"),
        ]
        harness.node.set(reasons)
        // Whoever asks is told by a node, even one that does nothing else.
        harness.node.fail(.fault("no disk"))
        try await harness.run { api in
            let answer = try await api.get("/readyz")
            #expect(try answer.problem(503) == "not-ready")
            let said = try #require(try answer.json["reasons"] as? [[String: String]])
            #expect(said.map { $0["code"] } == ["disk-full", "exchange-stuck"])
            #expect(said.map { $0["text"] } == ["make room", "restart it"])
            #expect(try answer.json["detail"] as? String == "make room; restart it.")
            #expect(answer.header("Retry-After") == "5")
        }
    }

    @Test func everyAnswerIsCountedUnderItsOperation() async throws {
        try await APIHarness().run { api in
            _ = try await api.submit()
            for _ in 0..<3 { _ = try await api.get("/v1/status") }
            _ = try await api.get("/v1/cases?colour=red")
            _ = try await api.get("/v1/cases/330800-20261123-7K2M9QX4RT")
            _ = try await api.get("/nowhere")
            let answer = try await api.get("/metrics")
            #expect(answer.header("Content-Type") == MetricsPage.mediaType)
            let page = answer.text
            #expect(value(#"tongban_api_requests_total{operation="status",status="2xx"}"#, page) == 3)
            #expect(value(#"tongban_api_requests_total{operation="submitCase",status="2xx"}"#, page) == 1)
            #expect(value(#"tongban_api_requests_total{operation="listCases",status="4xx"}"#, page) == 1)
            #expect(value(#"tongban_api_requests_total{operation="showCase",status="4xx"}"#, page) == 1)
            #expect(value(#"tongban_api_requests_total{operation="none",status="4xx"}"#, page) == 1)
            #expect(value(#"tongban_api_request_seconds_count{operation="status"}"#, page) == 3)
            #expect(value(#"tongban_api_request_seconds_bucket{operation="status",le="+Inf"}"#, page) == 3)
            #expect(value("tongban_events_total", page) == 1)
            #expect(!page.contains("listPeers"), "nobody has called it")
            #expect(!page.contains("330800-20261123"), "no case is named")
            let later = try await api.get("/metrics").text
            #expect(value(#"tongban_api_requests_total{operation="metrics",status="2xx"}"#, later) == 1)
        }
    }

    @Test func whoIsRefusedAtTheGateIsCountedAndNotNamed() async throws {
        var harness = APIHarness()
        harness.settings.signIn = .required
        harness.settings.rate = .init(perSecond: 1, burst: 2)
        harness.clock = { 0 }
        let account = Account(kind: .system, name: "监控系统", roles: [.platformAdministrator])
        let token = try harness.node.signIn(account, scopes: [.nodeRead]).token
        let other = try harness.node.signIn(account, scopes: [.nodeRead]).token
        let wrong = try #require(TokenText(name: Array(0...9), secret: Array(0...31))).text
        try await harness.run { api in
            for _ in 0..<2 { #expect(try await api.get("/metrics", bearer(wrong)).status == 401) }
            #expect(try await api.get("/metrics").problem(401) == "sign-in-required")
            for _ in 0..<2 { #expect(try await api.get("/v1/status", bearer(token)).status == 200) }
            #expect(try await api.get("/metrics", bearer(token)).problem(429) == "too-many-requests")
            let page = try await api.get("/metrics", bearer(other)).text
            #expect(value("tongban_sign_in_failures_total", page) == 2)
            #expect(value("tongban_sign_in_lock_outs_total", page) == 0)
            #expect(value("tongban_api_throttled_total", page) == 1)
            #expect(!page.contains("监控"))
        }
    }
}
