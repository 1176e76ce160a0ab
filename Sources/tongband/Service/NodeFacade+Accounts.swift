import CaseModel
import CityNode
import NodeAPI

extension NodeFacade {
    func caller(_ token: TokenText) -> Caller? { node.tokens.caller(token, at: node.now) }

    func machine() -> Caller { .machine(mayFound: node.tokens.hasNoFounder(at: node.now)) }

    func change(
        _ change: AccountChange,
        expectedVersion: Int?,
        by caller: Caller,
        write: WriteKey
    ) async throws(ServiceError) -> ChangedAccount {
        try await serving {
            let (answer, token, replayed) = try await node.change(
                change,
                expected: expectedVersion,
                by: caller,
                key: CommandKey(key: write.key, request: write.request)
            )
            return ChangedAccount(answer, token: token, replayed: replayed)
        }
    }

    func caller(ofSession secret: String) -> Caller? { node.caller(ofSession: secret) }

    func beginSignIn() async throws(ServiceError) -> SignInStart {
        try await serving {
            let (address, state) = try await node.beginSignIn()
            return SignInStart(address: address, state: state)
        }
    }

    func endSignIn(code: String, state: String) async throws(ServiceError) -> String {
        try await serving { try await node.endSignIn(code: code, state: state) }
    }

    func signOut(_ secret: String) { node.signOut(secret) }

    func accounts(after id: Int64, limit: Int) async throws(ServiceError) -> [AccountRecord] {
        try await serving { try await node.store.read { try $0.accounts(after: id, limit: limit) } }
    }

    func account(_ id: Int64) async throws(ServiceError) -> AccountRecord? {
        try await serving { try await node.store.read { try $0.account(id) } }
    }

    func tokens(of account: Int64?, after id: String, limit: Int) async throws(ServiceError) -> [TokenRecord] {
        try await serving {
            try await node.store.read { try $0.tokens(of: account, after: id, limit: limit).map(\.record) }
        }
    }

    func noteLockOut(_ address: String, milliseconds: Int64) async throws(ServiceError) {
        try await serving { try await node.noteLockOut("address \(address)", milliseconds: milliseconds) }
    }
}
