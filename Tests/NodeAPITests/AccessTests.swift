import CaseModel
import Hummingbird
import MemoryNode
import Testing

@testable import NodeAPI

/// Who may call what: the table of the code against one that was written for itself, role by role.
@Suite struct AccessTests {
    /// What everybody reads who works on cases.
    private static let reading: Set<NodeAPI.Operation> = [
        .listCases, .showCase, .listParcels, .showParcel, .listContacts, .showContacts, .listItems, .showItem,
        .showGuide, .listReminders, .followEvents,
    ]
    private static let files: Set<NodeAPI.Operation> = [
        .addMaterial, .putMaterial, .getMaterial, .headMaterial, .beginUpload, .headUpload, .appendUpload, .endUpload,
        .overrideUpload,
    ]
    private static let caseFile: Set<NodeAPI.Operation> = [
        .listVideos, .listDocuments, .listEvaluations, .showEvaluation, .actOnCase, .submitBulk, .revealCase,
        .extractCases, .extractEvents,
    ]
    private static let counter: Set<NodeAPI.Operation> = [
        .recordVideo, .addEvaluation, .stepEvaluation, .addParcel, .addCustody, .labelParcel,
    ]

    private static let table: [Role: Set<NodeAPI.Operation>] = [
        .applicant: files.union([
            .submitCase, .submitBulk, .listCases, .showCase, .actOnCase, .listVideos, .listDocuments, .addEvaluation,
            .listItems,
            .showItem, .showGuide, .followEvents,
        ]),
        .windowClerk: reading.union(files).union(caseFile).union(counter).union([.submitCase]),
        .windowHead: reading.union(files).union(caseFile).union(counter).union([
            .submitCase, .settleParcels, .reportStatistics,
        ]),
        .handlingWindow: reading.union(files).union(caseFile).union(counter),
        .liaison: reading.union(files).union(caseFile).union([.recordVideo]),
        .deputyLiaison: reading.union(files).union(caseFile).union([.recordVideo]),
        .reviewer: reading.union(files).union(caseFile).union([.recordVideo, .stepEvaluation]),
        .decider: reading.union(files).union(caseFile).union([.recordVideo, .stepEvaluation]),
        .parcelClerk: reading.union(files).union([
            .revealCase, .addParcel, .addCustody, .labelParcel, .settleParcels,
        ]),
        .supervisor: reading.union(caseFile).union([
            .addEvaluation, .stepEvaluation, .settleParcels, .reportStatistics,
        ]),
        .itemManager: [.listContacts, .showContacts, .listItems, .showItem, .showGuide],
        .statistician: [.reportStatistics],
        .platformAdministrator: [
            .status, .metrics, .listPeers, .showPeer, .reconcilePeer, .reconcileAll, .probePeer, .resumePeer,
            .listQuarantine,
            .showQuarantined, .replayQuarantined, .discardQuarantined, .listItems, .showItem, .showGuide, .addWebhook,
            .listWebhooks, .showWebhook, .changeWebhook, .removeWebhook, .rotateWebhook, .testWebhook, .listDeliveries,
            .replayDeliveries, .listWithheld, .releaseWithheld, .discardWithheld, .listAlerts, .testAlerts,
        ],
        .securityAdministrator: [
            .addAccount, .listAccounts, .showAccount, .changeAccount, .lockAccount, .unlockAccount, .addToken,
            .listTokens, .revokeToken,
        ],
        .auditAdministrator: [.listAudit, .verifyAudit],
    ]

    /// What is open to all, and what to everybody who has signed in.
    private static let open: Set<NodeAPI.Operation> = [
        .health, .ready, .describe, .showReference, .describeUploads, .signIn, .finishSignIn, .showMe, .signOut,
    ]

    private func account(_ role: Role) -> Account {
        Account(kind: .system, name: "系统 \(role.rawValue)", roles: [role], offices: role.sides.isEmpty ? [] : ["一窗"])
    }

    /// Calls an operation so that whatever lets it pass, nothing is done: with a parameter that no route has.
    private func call(_ operation: NodeAPI.Operation, _ api: Caller, token: String?) async throws -> String? {
        let parts = [
            "{number}": "\(Samples.submission().number)", "{city}": "350700", "{sender}": "350700", "{code}": "350700",
            "{digest}": String(repeating: "a", count: 64),
        ]
        var path = operation.route.path
        for (name, value) in parts { path = path.replacing(name, with: value) }
        let isToken = path.hasPrefix("/v1/tokens")
        path = path.replacing("{id}", with: isToken ? String(repeating: "a", count: 16) : "1")
        let answer = try await api.send(
            operation.route.method,
            path + "?nonsense=1",
            headers: token.map { ["Authorization": "Bearer \($0)"] } ?? [:],
            body: nil
        )
        // An answer to HEAD has no body.
        if operation.route.method == .head { return [401: "sign-in-required", 403: "not-permitted"][answer.status] }
        guard answer.status >= 400 else { return nil }
        return try answer.problem(answer.status)
    }

    @Test func everyRoleAndOperationIsInTheTable() {
        #expect(Set(Self.table.keys) == Set(Role.allCases))
        let all = Self.table.values.reduce(into: Set<NodeAPI.Operation>()) { $0.formUnion($1) }
        #expect(all.union(Self.open) == Set(NodeAPI.Operation.allCases))
    }

    @Test(arguments: Role.allCases) func aRoleCallsWhatIsItsOwnAndNothingElse(role: Role) async throws {
        let allowed = try #require(Self.table[role]).union(Self.open)
        var harness = APIHarness()
        harness.settings.signIn = .required
        let token = try harness.node.signIn(account(role)).token
        try await harness.run { api in
            for operation in NodeAPI.Operation.allCases {
                let problem = try await call(operation, api, token: token)
                if allowed.contains(operation) {
                    #expect(problem != "not-permitted" && problem != "sign-in-required", "\(role) \(operation)")
                } else {
                    #expect(problem == "not-permitted", "\(role) \(operation)")
                }
            }
        }
    }

    @Test(arguments: Role.allCases) func everyScopeIsNeededForWhatItStandsFor(role: Role) async throws {
        let allowed = try #require(Self.table[role])
        let scopes = Scope.allCases.filter { $0.roles.contains(role) }
        var harness = APIHarness()
        harness.settings.signIn = .required
        var tokens: [Scope: String] = [:]
        for scope in scopes { tokens[scope] = try harness.node.signIn(account(role), scopes: [scope]).token }
        let one = tokens
        try await harness.run { api in
            for operation in allowed {
                var opening: [Scope] = []
                for scope in scopes where try await call(operation, api, token: one[scope]) != "not-permitted" {
                    opening.append(scope)
                }
                #expect(opening.count == 1, "\(role) \(operation): one scope opens it, \(opening) do")
            }
        }
    }

    @Test func withoutSignInNothingIsServedButHealth() async throws {
        var harness = APIHarness()
        harness.settings.signIn = .required
        try await harness.run { api in
            for operation in NodeAPI.Operation.allCases {
                let problem = try await call(operation, api, token: nil)
                let isOpen = Self.open.subtracting([.showMe, .signOut]).contains(operation)
                #expect((problem != "sign-in-required") == isOpen, "\(operation)")
            }
        }
    }

    @Test func whereNobodySignsInEverybodyMayDoEverything() async throws {
        try await APIHarness().run { api in
            for operation in NodeAPI.Operation.allCases {
                let problem = try await call(operation, api, token: nil)
                #expect(problem != "sign-in-required" && problem != "not-permitted", "\(operation)")
            }
        }
    }

    @Test func theMachinesOperatorRunsTheNodeAndFoundsIt() async throws {
        var harness = APIHarness()
        harness.settings.signIn = .required
        harness.isMachine = true
        let own = try #require(Self.table[.platformAdministrator]).union(Self.open)
        try await harness.run { api in
            for operation in NodeAPI.Operation.allCases {
                let problem = try await call(operation, api, token: nil)
                let isOpen = own.contains(operation) || operation == .addAccount
                #expect((problem != "not-permitted") == isOpen, "\(operation)")
            }
        }
        _ = try harness.node.signIn(Account(kind: .person, name: "赵安", roles: [.securityAdministrator]))
        try await harness.run { api in
            let problem = try await call(.addAccount, api, token: nil)
            #expect(problem == "not-permitted", "only while there is none")
        }
    }
}
