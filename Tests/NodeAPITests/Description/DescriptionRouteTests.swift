import Foundation
import Hummingbird
import Testing

@testable import NodeAPI

/// The description and the reference page as callers get them.
@Suite struct DescriptionRouteTests {
    @Test func theDescriptionIsServedAndKept() async throws {
        try await APIHarness().run { api in
            let answer = try await api.get("/v1/openapi.json")
            #expect(answer.status == 200)
            #expect(answer.header("Content-Type") == "application/vnd.oai.openapi+json")
            #expect(try answer.json["openapi"] as? String == "3.1.0")
            try await Self.checkKept(answer, at: "/v1/openapi.json", api)
        }
    }

    @Test func thePageIsServedAndKept() async throws {
        try await APIHarness().run { api in
            let answer = try await api.get("/v1/reference")
            #expect(answer.status == 200)
            #expect(answer.header("Content-Type") == "text/html; charset=utf-8")
            let policy = try #require(answer.header("Content-Security-Policy"))
            #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-") && !policy.contains("unsafe"))
            try await Self.checkKept(answer, at: "/v1/reference", api)
        }
    }

    @Test func thePageHasEveryOperationParameterProblemAndShape() throws {
        let page = ReferencePage().html
        for operation in NodeAPI.Operation.allCases {
            #expect(page.contains("<h3 id=\"\(operation.rawValue)\">"), "\(operation)")
            #expect(page.contains("<a href=\"#\(operation.rawValue)\">"), "\(operation)")
            for parameter in operation.description.parameters {
                #expect(page.contains("<th scope=\"row\"><code>\(parameter.name)</code></th>"), "\(parameter.name)")
            }
        }
        for kind in ProblemKind.all { #expect(page.contains("<code>\(kind.name)</code>"), "\(kind.name)") }
        let targets = Set(page.matches(of: /\sid="([^"]+)"/).map { String($0.1) })
        let links = page.matches(of: /href="#([^"]+)"/).map { String($0.1) }
        #expect(links.count > 100)
        for link in links { #expect(targets.contains(link), "\(link) leads nowhere") }
        #expect(page.matches(of: /\sid="([^"]+)"/).count == targets.count, "an id stands twice")
    }

    @Test func thePageLoadsNothingAndRunsNothing() {
        let page = ReferencePage().html
        for mark in ["<script", "<link", "<img", "@import", "url(", "src=", " style=\"", "onclick"] {
            #expect(!page.contains(mark), "\(mark)")
        }
    }

    @Test func headingsAreInOrder() {
        let levels = ReferencePage().html.matches(of: /<h([1-6])[ >]/).compactMap { Int($0.1) }
        #expect(levels.first == 1 && levels.filter { $0 == 1 }.count == 1)
        for (before, after) in zip(levels, levels.dropFirst()) { #expect(after <= before + 1) }
    }

    @Test func textIsNeverMarkup() {
        #expect(HTML("<b a=\"1\">&'").description == "&lt;b a=&quot;1&quot;&gt;&amp;&#39;")
        #expect(HTML("a", [("href", "\"x")], [HTML("<")]).description == "<a href=\"&quot;x\">&lt;</a>")
        #expect(HTML.words("a `b<` c").map(\.description).joined() == "a <code>b&lt;</code> c")
    }

    @Test func examplesAreCallsOfTheShell() {
        let text = ExampleCall(operation: .actOnCase).text
        #expect(text.hasPrefix("curl -s 'http://127.0.0.1:7480/v1/cases/330800-20261123-7K2M9QX4RT/actions' \\\n"))
        #expect(text.contains("  -H 'Idempotency-Key: ") && text.contains("  -d '{"))
        #expect(ExampleCall(operation: .settleParcels).text.contains("/settlement?from=202611"))
        #expect(ExampleCall(operation: .headMaterial).text.contains(" --head"))
    }

    private static func checkKept(_ answer: Answer, at path: String, _ api: Caller) async throws {
        let tag = try #require(answer.header("ETag"))
        #expect(answer.header("Cache-Control") == "no-cache")
        let again = try await api.get(path, ["If-None-Match": tag])
        #expect(again.status == 304 && again.text.isEmpty)
        let other = try await api.get(path, ["If-None-Match": "\"other\""])
        #expect(other.status == 200 && other.text == answer.text)
    }
}
