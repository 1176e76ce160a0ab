import CaseModel
import Foundation
import Hummingbird
import MemoryNode
import Testing

@testable import NodeAPI

/// The documentation page against the code.
@Suite struct DocumentationTests {
    private let page: String
    private let router: Router<BasicRequestContext>

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        page = try String(contentsOf: root.appending(path: "Sources/NodeAPI/NodeAPI.docc/NodeAPI.md"), encoding: .utf8)
        router = APIRouter.make(MemoryNode(), settings: .init(), seats: FollowerSeats(count: 1), guardsHost: true)
    }

    @Test func everyRouteIsListedAndNoOther() {
        let listed = page.matches(of: /\n\| `([A-Z]+ \/[^`]*)` \|/).map { String($0.1) }
        let real = router.routes.map { "\($0.method.rawValue) \($0.path)" }
        #expect(Set(listed) == Set(real))
        #expect(listed.count == real.count)
    }

    @Test func everyProblemIsListedWithItsStatusAndNoOther() {
        let listed = page.matches(of: /\n\| `([a-z-]+)` \| (\d+) \|/).map { "\($0.1) \($0.2)" }
        let real = ProblemKind.all.map { "\($0.name) \($0.status)" }
        #expect(Set(listed) == Set(real))
        #expect(listed.count == real.count)
        #expect(Set(ProblemKind.all.map(\.name)).count == real.count, "every name stands for one kind")
    }

    @Test func everyExampleCallsARouteThatExists() {
        let table = RouteTable()
        table.fill(router.routes.map { .init(path: "\($0.path)", method: $0.method) })
        let paths = page.matches(of: /https?:\/\/[^\/\s']+(\/[^?'\s]*)/).map { String($0.1) }
        #expect(paths.count > 10)
        for path in paths { #expect(!table.methods(at: path).isEmpty, "\(path)") }
    }

    @Test func everyBodyInAnExampleIsUnderstood() async throws {
        let calls = page.matches(of: /curl [^\n]*?(\/v1\/[^\s']*)(?:[^\n]*\\\n)*?[^\n]*-d '([^']*)'/)
        #expect(calls.count >= 8)
        for call in calls {
            let body = try await JSONBody.of(text: String(call.2))
            if call.1 == "/v1/cases" {
                _ = try body.decode(CaseDraft.self, shape: .draft)
            } else if call.1.hasSuffix("/actions") {
                _ = try CaseAction(body)
            } else if call.1.hasSuffix("/reveal") {
                let order = try body.decode(RevealOrder.self, shape: .reveal)
                _ = try order.requests(of: Samples.submission().number, in: MemoryNode.quzhou, at: 0)
            }
        }
        #expect(calls.contains { $0.1.hasSuffix("/reveal") })
    }

    @Test func everyCaseInAnExampleIsTaken() async throws {
        let drafts = page.matches(of: /\/v1\/cases \\\n[^\n]*\\\n  -d '([^']*)'/).map { String($0.1) }
        #expect(drafts.count == 2)
        try await APIHarness().run { api in
            // The page's papers are the four bytes that its digest stands for.
            let stored = try await api.send(.post, "/v1/materials", body: ByteBuffer(string: "test"))
            #expect(stored.status == 201, "\(stored.text)")
            for (index, draft) in drafts.enumerated() {
                let answer = try await api.post("/v1/cases", draft, key: "k\(index)")
                #expect(answer.status == 201, "\(answer.text)")
            }
        }
    }

    @Test func everyActionHasAnExampleThatARoleMayDo() async throws {
        var shown: [CaseAction.Kind] = []
        for line in page.split(separator: "\n") where line.hasPrefix(#"{"action""#) {
            let action = try CaseAction(try await JSONBody.of(text: String(line))).checked()
            let rows = CaseLifecycle.transitions.filter { $0.action == action.kind }
            #expect(rows.contains { $0.roles.contains(action.deed.role) }, "\(line)")
            shown.append(action.kind)
        }
        #expect(shown.count == CaseAction.Kind.allCases.count && Set(shown) == Set(CaseAction.Kind.allCases))
    }
}
