import CaseModel
import HTTPTypes
import Hummingbird

/// Accounts and tokens: add, list, show, change, lock, revoke; and who calls.
struct AccountRoutes {
    let service: any AccountService

    func add(to router: Router<APIContext>) {
        router.on(.showMe) { _, context in Response.json(MeJSON(context.caller)) }
        router.on(.listAccounts, use: list)
        router.on(.showAccount, use: show)
        router.on(.addAccount, use: add)
        router.on(.changeAccount, use: change)
        router.on(.lockAccount) { try await lock($0, $1, true) }
        router.on(.unlockAccount) { try await lock($0, $1, false) }
        router.on(.listTokens, use: tokens)
        router.on(.addToken, use: addToken)
        router.on(.revokeToken, use: revoke)
    }

    @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let query = context.query
        let limit = try query.number("limit", in: 1...APILimits.pageItemsMax) ?? APILimits.pageItemsDefault
        // One more than is shown tells whether there is another page.
        let found = try await service.accounts(
            after: try query.number("cursor", in: 0...Int64.max) ?? 0,
            limit: limit + 1
        )
        let shown = found.prefix(limit)
        return .json(
            AccountPageJSON(
                accounts: shown.map(AccountJSON.init),
                next: found.count > limit ? shown.last.map { "\($0.id)" } : nil
            )
        )
    }

    @Sendable private func show(_ request: Request, _ context: APIContext) async throws -> Response {
        let id = try context.accountID()
        guard let record = try await service.account(id) else { throw ServiceError.notFound(.account, "\(id)") }
        return .json(AccountJSON(record), headers: [.eTag: "\"\(record.version)\""])
    }

    @Sendable private func add(_ request: Request, _ context: APIContext) async throws -> Response {
        try await write(request, context, "POST /v1/accounts", begins: true) { body in
            let draft = try body.decode(AccountDraft.self, shape: .newAccount)
            return .add(draft.account, token: draft.token)
        }
    }

    @Sendable private func change(_ request: Request, _ context: APIContext) async throws -> Response {
        let id = try context.accountID()
        return try await write(request, context, "PUT /v1/accounts/\(id)") { body in
            .change(id, try body.decode(AccountDraft.self, shape: .changedAccount).account)
        }
    }

    private func lock(_ request: Request, _ context: APIContext, _ isLocked: Bool) async throws -> Response {
        let id = try context.accountID()
        return try await write(
            request,
            context,
            "POST /v1/accounts/\(id)/\(isLocked ? "lock" : "unlock")"
        ) { body in
            try JSONShape.nothing.check(body.node)
            return .lock(id, isLocked)
        }
    }

    @Sendable private func tokens(_ request: Request, _ context: APIContext) async throws -> Response {
        let query = context.query
        let limit = try query.number("limit", in: 1...APILimits.pageItemsMax) ?? APILimits.pageItemsDefault
        let found = try await service.tokens(
            of: try query.number("account", in: 1...Int64.max),
            after: query.text("cursor") ?? "",
            limit: limit + 1
        )
        let shown = found.prefix(limit)
        return .json(
            TokenPageJSON(tokens: shown.map(TokenJSON.init), next: found.count > limit ? shown.last?.id : nil)
        )
    }

    @Sendable private func addToken(_ request: Request, _ context: APIContext) async throws -> Response {
        try await write(request, context, "POST /v1/tokens", begins: true) { body in
            let order = try body.decode(TokenOrder.self, shape: .newToken)
            return .addToken(order.draft, account: order.account)
        }
    }

    @Sendable private func revoke(_ request: Request, _ context: APIContext) async throws -> Response {
        let id = try context.tokenID()
        return try await write(request, context, "POST /v1/tokens/\(id)/revoke") { body in
            try JSONShape.nothing.check(body.node)
            return .revokeToken(id)
        }
    }

    private func write(
        _ request: Request,
        _ context: APIContext,
        _ route: String,
        begins: Bool = false,
        change: (JSONBody) throws -> AccountChange
    ) async throws -> Response {
        let headers = try WriteHeaders(request, context)
        let body = try await JSONBody(request)
        let wanted = try change(body)
        do throws(NotPermitted) { try wanted.check(by: context.caller) } catch { throw Problem(error) }
        let changed = try await service.change(
            wanted,
            expectedVersion: headers.expectedVersion,
            by: context.caller,
            write: headers.write(route, body: body)
        )
        var fields: HTTPFields = [.eTag: "\"\(changed.answer.account.version)\""]
        fields[.location] = "/v1/accounts/\(changed.answer.account.id)"
        if changed.replayed { fields[.idempotencyReplayed] = "true" }
        return .json(ChangedAccountJSON(changed), status: begins ? .created : .ok, headers: fields)
    }
}
