import CaseModel
import CaseStore
import ExchangeWire
import Testing

@testable import CityNode

@Suite("Accounts: changed with a record in the audit trail, repeated with the same answer, known at once")
struct AccountDeskTests {
    private let city: TestCity
    private let secrets = TokenSecrets(SigningKey())
    private static let security = Account(kind: .person, name: "赵安", roles: [.securityAdministrator])
    private static let system = Account(kind: .system, name: "社保系统", roles: [.reviewer], offices: ["一科"])

    init() throws { city = try TestCity(Sample.quzhou, peers: [Sample.nanping]) }

    private func change(
        _ change: AccountChange,
        by caller: Caller = .machine(mayFound: false),
        key: String,
        request: String = "",
        expected: Int? = nil,
        secrets: TokenSecrets? = nil
    ) throws -> AccountDesk.Outcome {
        let secrets = secrets ?? self.secrets
        return try city.run { scope in
            try AccountDesk(scope: scope, secrets: secrets).change(
                change,
                expected: expected,
                by: caller,
                key: CommandKey(key: key, request: Array((request.isEmpty ? key : request).utf8))
            )
        }
    }

    private var trail: [AuditEvent] {
        get throws { try city.read { try $0.audit(AuditFilter()) }.reversed().map(\.record.event) }
    }

    @Test("A repeated request has one effect and the same token, after a restart too")
    func repeated() throws {
        let order = AccountChange.add(Self.system, token: TokenDraft(label: "测试"))
        let first = try change(order, key: "k")
        try city.restart()
        let again = try change(order, key: "k")
        #expect(again.replayed && !first.replayed)
        #expect(again.answer == first.answer)
        #expect(again.token == first.token && first.token != nil)
        #expect(try city.read { try $0.accounts(after: 0, limit: 10) }.count == 1)
        #expect(try city.read { try $0.tokens(of: nil, after: "", limit: 10) }.count == 1)
        #expect(try trail.count == 2)
        #expect(throws: CommandError.keyReused("k")) { try change(order, key: "k", request: "another") }
    }

    @Test("What is kept is a hash, and another key of the node makes another secret")
    func hashed() throws {
        let token = try #require(try change(.add(Self.system, token: TokenDraft(label: "x")), key: "k").token)
        let row = try #require(try city.read { try $0.token(token.id) })
        #expect(row.hash == TokenSecrets.hash(token) && row.hash.count == 32)
        #expect(secrets.token(token.id) == token)
        let other = TokenSecrets(SigningKey())
        #expect(other.token(token.id)?.text != token.text)
        #expect(throws: CommandError.noToken(token.id)) {
            try change(.add(Self.system, token: TokenDraft(label: "x")), key: "k", secrets: other)
        }
        #expect(secrets.fresh() != secrets.fresh())
    }

    @Test("Every change is a record of who did what with which account, without a secret")
    func audited() throws {
        let security = try change(.add(Self.security, token: nil), key: "1").answer.account
        let caller = Caller(security)
        let added = try change(.add(Self.system, token: nil), by: caller, key: "2").answer.account
        let token = try #require(try change(.addToken(.init(label: "x"), account: 2), by: caller, key: "3").token)
        var changed = Self.system
        changed.offices = ["二科"]
        _ = try change(.change(2, changed), by: caller, key: "4", expected: added.version)
        _ = try change(.lock(2, true), by: caller, key: "5")
        _ = try change(.lock(2, true), by: caller, key: "6")
        _ = try change(.lock(2, false), by: caller, key: "7")
        _ = try change(.revokeToken(token.id), by: caller, key: "8")
        _ = try change(.revokeToken(token.id), by: caller, key: "9")
        let trail = try trail
        #expect(
            trail.map(\.action) == [
                .addAccount, .addAccount, .addToken, .changeAccount, .lockAccount, .unlockAccount, .revokeToken,
            ],
            "what changes nothing is no record"
        )
        #expect(trail.map(\.account) == ["machine"] + [String](repeating: "赵安", count: 6))
        #expect(trail[2].subject == "token \(token.id) of account 2" && trail[2].reason == "by account 1")
        #expect(trail.allSatisfy { !"\($0)".contains(token.text) && $0.number == nil })
    }

    @Test("What may not be done changes nothing and is no record")
    func refused() throws {
        let security = try change(.add(Self.security, token: nil), key: "1").answer.account
        let before = try trail.count
        var bad = Self.system
        bad.roles = [.reviewer, .auditAdministrator]
        let orders: [(AccountChange, Caller)] = [
            (.add(bad, token: nil), Caller(security)), (.change(1, Self.security), Caller(security)),
            (.lock(1, true), Caller(security)), (.lock(9, true), Caller(security)),
            (.revokeToken("aaaaaaaaaaaaaaaa"), Caller(security)),
            (.add(Self.system, token: TokenDraft(label: "x", scopes: [.auditRead])), Caller(security)),
            (.add(Self.system, token: nil), .machine(mayFound: true)),
        ]
        for (index, order) in orders.enumerated() {
            #expect(throws: CommandError.self, "\(order)") { try change(order.0, by: order.1, key: "r\(index)") }
        }
        #expect(throws: CommandError.staleVersion(expected: 4, current: 1)) {
            try change(.change(1, Self.security), key: "s", expected: 4)
        }
        #expect(try trail.count == before)
        #expect(try city.read { try $0.accounts(after: 0, limit: 10) } == [security])
    }

    @Test("Of two who found at once the second is refused, and one whose tokens are over may be replaced")
    func founding() throws {
        let founder = Caller.machine(mayFound: true)
        let day = TokenDraft(label: "first", days: 1)
        _ = try change(.add(Self.security, token: day), by: founder, key: "1")
        #expect(throws: CommandError.self) { try change(.add(Self.security, token: day), by: founder, key: "2") }
        city.now.milliseconds += 2 * AccountLimits.dayMilliseconds
        #expect(throws: Never.self) { try change(.add(Self.security, token: day), by: founder, key: "3") }
    }

    @Test("One person at the provider has one account")
    func identity() throws {
        var person = Self.security
        person.identity = .init(issuer: "https://id.example", subject: "zhao")
        _ = try change(.add(person, token: nil), key: "1")
        let error = #expect(throws: CommandError.self) { try change(.add(person, token: nil), key: "2") }
        guard case .refused(let refusal) = error else {
            Issue.record("\(error as Any)")
            return
        }
        #expect(refusal.code == .repeated && refusal.field == "identity.subject")
    }

    @Test("The shelf knows every change at once and writes uses at most once a minute")
    func shelf() throws {
        let shelf = try TokenShelf(city.store, knowsIdentities: false)
        let now = city.now.milliseconds
        #expect(shelf.hasNoFounder(at: now))
        func take(_ outcome: AccountDesk.Outcome) {
            shelf.take(outcome.answer, hash: outcome.token.map(TokenSecrets.hash))
        }
        let made = try change(.add(Self.system, token: TokenDraft(label: "x")), key: "1")
        let token = try #require(made.token)
        #expect(shelf.caller(token, at: now) == nil, "not before it is told")
        take(made)
        #expect(shelf.caller(token, at: now)?.account == 1)
        #expect(shelf.caller(token, at: now)?.offices == ["一科"])
        #expect(shelf.takeUses() == [token.id: now])
        #expect(shelf.caller(token, at: now + 59_999) != nil && shelf.takeUses().isEmpty)
        #expect(shelf.caller(token, at: now + 60_000) != nil && shelf.takeUses() == [token.id: now + 60_000])
        #expect(shelf.caller(token, at: now + 91 * AccountLimits.dayMilliseconds) == nil, "it expires")
        for number in 0..<2_000 as Range<Int> {
            let secret = withUnsafeBytes(of: number, Array.init) + [UInt8](repeating: 1, count: 24)
            let forged = try #require(TokenText(id: token.id, secret: secret))
            #expect(shelf.caller(forged, at: now) == nil, "the name alone is not enough, with whatever secret")
        }

        take(try change(.lock(1, true), key: "2"))
        #expect(shelf.caller(token, at: now) == nil)
        take(try change(.lock(1, false), key: "3"))
        #expect(shelf.caller(token, at: now) != nil)
        var changed = Self.system
        changed.roles = [.statistician]
        take(try change(.change(1, changed), key: "4"))
        #expect(shelf.caller(token, at: now)?.scopes.isEmpty == true)
        take(try change(.revokeToken(token.id), key: "5"))
        #expect(shelf.caller(token, at: now) == nil)

        take(try change(.add(Self.security, token: TokenDraft(label: "x", days: 1)), key: "6"))
        #expect(!shelf.hasNoFounder(at: now))
        #expect(shelf.hasNoFounder(at: now + 2 * AccountLimits.dayMilliseconds), "a token that is over signs nobody in")
        let again = try TokenShelf(city.store, knowsIdentities: false)
        #expect(again.caller(token, at: now) == nil && !again.hasNoFounder(at: now))
    }
}
