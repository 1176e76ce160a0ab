import CaseModel
import Foundation
import Hummingbird
import MemoryNode
import Testing

@testable import NodeAPI

/// The documentation page against the code.
@Suite struct DocumentationTests {
    /// What the routes of shared records take.
    private static let shapes: [(route: Substring, shape: JSONShape)] = [
        ("/parcels", .parcel), ("/custody", .custody), ("/label", .label), ("/evaluations", .evaluation),
        ("/steps", .rectification), ("/videos", .video),
    ]

    /// What the routes of accounts take.
    private static let accountShapes: [(route: Substring, shape: JSONShape)] = [
        ("/v1/accounts", .newAccount), ("/v1/tokens", .newToken), ("/v1/accounts/2", .changedAccount),
        ("/lock", .nothing), ("/revoke", .nothing),
    ]

    private let page: String
    private let accountsPage: String
    private let router: Router<APIContext>

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = root.appending(path: "Sources/NodeAPI/NodeAPI.docc")
        page = try String(contentsOf: folder.appending(path: "NodeAPI.md"), encoding: .utf8)
        accountsPage = try String(contentsOf: folder.appending(path: "Accounts.md"), encoding: .utf8)
        router = APIRouter.make(MemoryNode(), settings: .init(), seats: FollowerSeats(count: 1), guardsHost: true)
    }

    @Test func everyRouteIsListedAndNoOther() {
        let listed = page.matches(of: /\n\| `([A-Z]+ \/[^`]*)` \|/).map { String($0.1) }
        let real = router.routes.map { "\($0.method.rawValue) \($0.path)" }
        #expect(Set(listed) == Set(real))
        #expect(listed.count == real.count)
    }

    @Test func everyOperationHasOneRouteAndNoRouteIsWithout() {
        let real = router.routes.map { RouteTable.Route(path: "\($0.path)", method: $0.method) }
        let known = Operation.allCases.map(\.route)
        #expect(Set(real) == Set(known))
        #expect(real.count == known.count && Set(known).count == known.count)
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
        let paths = (page + accountsPage).matches(of: /https?:\/\/[^\/\s']+(\/[^?'\s]*)/).map { String($0.1) }
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
            } else if let shape = Self.shapes.first(where: { call.1.hasSuffix($0.route) })?.shape {
                try shape.check(body.node)
            } else if call.1.hasSuffix("/webhooks") {
                _ = try body.decode(WebhookBody.self, shape: .webhook).draft().filter.checked()
            } else if call.1.hasSuffix("/webhooks/1") {
                _ = try body.decode(WebhookChangeBody.self, shape: .webhookChange)
            } else if call.1.hasSuffix("/webhooks/1/replay") {
                _ = try body.decode(ReplayBody.self, shape: .deliveryReplay).only()
            } else if call.1.hasSuffix("/reveal") {
                let order = try body.decode(RevealOrder.self, shape: .reveal)
                _ = try order.requests(of: Samples.submission().number, in: MemoryNode.quzhou, at: 0)
            }
        }
        #expect(calls.contains { $0.1.hasSuffix("/reveal") })
    }

    @Test func everyBodyOfTheAccountsPageIsUnderstood() async throws {
        let calls = accountsPage.matches(of: /curl [^\n]*?(\/v1\/[^\s']*)(?:[^\n]*\\\n)*?[^\n]*-d '([^']*)'/)
        #expect(calls.count >= 6)
        for call in calls {
            let shape = Self.accountShapes.last { call.1.hasSuffix($0.route) }?.shape
            try #require(shape).check(try await JSONBody.of(text: String(call.2)).node)
        }
    }

    @Test func theAccountsPageNamesEveryScope() {
        for scope in Scope.allCases { #expect(accountsPage.contains("`\(scope.rawValue)`"), "\(scope.rawValue)") }
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

    @Test func everyWriteToASharedRecordHasAnExampleThatIsTaken() async throws {
        let calls = page.matches(of: /(\/v1\/\S+) \\\n[^\n]*\\\n  -d '([^']*)'/)
            .map { (route: String($0.1), body: String($0.2)) }
            .filter { call in Self.shapes.contains { call.route.hasSuffix($0.route) } }
        #expect(Set(calls.map { $0.route.split(separator: "/").last }).count == Self.shapes.count)
        let harness = APIHarness()
        try Self.begin(at: harness.node)
        try await harness.run { api in
            for (index, call) in calls.enumerated() {
                let answer = try await api.post(call.route, call.body, key: "k\(index)")
                #expect((200...202).contains(answer.status), "\(call.route): \(answer.text)")
                // The other city's node answers what this one asks for.
                if answer.status == 202 { try harness.node.hear(try #require(harness.node.requests.last)) }
            }
        }
    }

    /// The page's case, and the parcel that Nanping has sent.
    private static func begin(at node: MemoryNode) throws {
        var submission = Samples.submission()
        submission.number = try #require(CaseNumber("330800-20261123-7K2M9QX4RT"))
        (submission.collecting, submission.handling) = (MemoryNode.quzhou, MemoryNode.nanping)
        try node.receive(submission)
        var parcel = Samples.parcel(id: "NP-2026-0007")
        parcel.cases = [submission.number]
        parcel.items.append(ParcelItem(name: "办结通知书", form: .copy))
        parcel.direction = .results
        try node.hear(.parcelListed(parcel))
        let name = SharedChange.ParcelName(sender: MemoryNode.nanping, id: parcel.id)
        for kind in [CustodyEvent.Kind.packed, .handedOver] {
            try node.hear(.custody(name, Samples.event(kind, by: MemoryNode.nanping)))
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
