import CaseModel
import Foundation
import Testing

@testable import CaseStore

extension StoreContract {
    @Test(arguments: StoreFixture.Way.allCases) func accountsAreKept(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let (clerk, security) = (AccountSample.clerk, AccountSample.security)
        let first = try fixture.write { try $0.addAccount(security, at: 5, by: "machine") }
        var second = try fixture.write { try $0.addAccount(clerk, at: 6, by: "赵安") }
        #expect(first == AccountRecord(id: 1, account: security, createdAt: 5, createdBy: "machine"))
        #expect(second.id == 2 && second.account == clerk)
        second.account.offices = ["二窗"]
        (second.version, second.lockedAt) = (2, 77)
        let changed = second
        try fixture.write { try $0.updateAccount(changed) }
        try fixture.read { reader throws in
            #expect(try reader.accounts(after: 0, limit: 10) == [first, changed])
            #expect(try reader.accounts(after: 1, limit: 10) == [changed])
            #expect(try reader.accounts(after: 0, limit: 1) == [first])
            #expect(try reader.account(2) == changed && reader.account(3) == nil)
            let identity = try #require(security.identity)
            #expect(try reader.account(of: identity) == first)
            #expect(try reader.account(of: .init(issuer: identity.issuer, subject: "other")) == nil)
        }
        #expect(throws: StoreError.self) { try fixture.write { try $0.addAccount(security, at: 7, by: "x") } }
        var unknown = changed
        unknown.id = 9
        let ghost = unknown
        #expect(throws: StoreError.notFound(detail: "account 9")) { try fixture.write { try $0.updateAccount(ghost) } }
    }

    @Test(arguments: StoreFixture.Way.allCases) func tokensAreKept(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let rows = AccountSample.tokens
        try fixture.write { writer throws in
            _ = try writer.addAccount(AccountSample.security, at: 5, by: "machine")
            _ = try writer.addAccount(AccountSample.clerk, at: 5, by: "machine")
            for row in rows { try writer.addToken(row) }
        }
        try fixture.read { reader throws in
            #expect(try reader.tokens(of: nil, after: "", limit: 10) == rows)
            #expect(try reader.tokens(of: nil, after: rows[0].record.id, limit: 10) == Array(rows[1...]))
            #expect(try reader.tokens(of: 2, after: "", limit: 10) == Array(rows[1...]))
            #expect(try reader.token(rows[1].record.id) == rows[1] && reader.token("zzzzzzzzzzzzzzzz") == nil)
        }
        let id = rows[1].record.id
        try fixture.write { try $0.revokeToken(id, at: 70) }
        try fixture.write { writer throws in
            try writer.revokeToken(id, at: 80)
            try writer.setTokenUse(id, at: 65)
            try writer.setTokenUse(id, at: 64)
        }
        let kept = try fixture.read { try $0.token(id)?.record }
        #expect(kept?.revokedAt == 70, "the first time stands")
        #expect(kept?.lastUsedAt == 65, "an earlier use changes nothing")
        #expect(throws: StoreError.self) { try fixture.write { try $0.revokeToken("zzzzzzzzzzzzzzzz", at: 1) } }
        #expect(throws: StoreError.self) { try fixture.write { try $0.addToken(rows[0]) } }
    }

    @Test(arguments: StoreFixture.Way.allCases) func answersAboutNoCaseAreKept(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let answer = PlainAnswer(request: [1, 2], answer: [3], at: 9)
        try fixture.write { try $0.addPlainAnswer(key: "1 setup", answer) }
        #expect(try fixture.read { try $0.plainAnswer(key: "1 setup") } == answer)
        #expect(try fixture.read { try $0.plainAnswer(key: "setup") } == nil)
        #expect(throws: StoreError.self) { try fixture.write { try $0.addPlainAnswer(key: "1 setup", answer) } }
    }

    @Test func theAuditTrailTellsOfAccountsToo() throws {
        let fixture = try StoreFixture(.staysOpen)
        let event = AuditEvent(
            at: 5,
            account: "赵安",
            role: .securityAdministrator,
            office: "",
            action: .addToken,
            number: nil,
            subject: "token abc of account 2",
            reason: "by account 1"
        )
        let record = AuditRecord(kept: event, previous: AuditRecord.start, digest: Sample.digest(1))
        try fixture.write { _ = try $0.addAudit(record) }
        #expect(try fixture.read { try $0.lastAudit()?.record } == record)
        var nothing = event
        nothing.subject = nil
        let about = AuditRecord(kept: nothing, previous: Sample.digest(1), digest: Sample.digest(2))
        #expect(throws: StoreError.self) { try fixture.write { _ = try $0.addAudit(about) } }
    }

    /// The table of the trail was made anew once: what was in it stays, and stays chained.
    @Test func anOlderTrailIsTakenOver() throws {
        let folder = try TemporaryFolder()
        let records = AuditSample.chain(4)
        let queue = try Sample.older(folder, upTo: "7 reminders")
        try queue.write { database in
            for record in records {
                let event = record.event
                try database.execute(
                    sql: """
                        INSERT INTO audit
                            (at, account, role, office, action, number, field, purpose, reason, refusal, previous, digest)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        event.at, event.account, event.role.rawValue, event.office, event.action.rawValue,
                        event.number?.description, event.field?.rawValue, event.purpose?.rawValue, event.reason,
                        event.refusal?.rawValue, Data(record.previous.bytes), Data(record.digest.bytes),
                    ]
                )
            }
        }
        try queue.close()
        let store = try Sample.open(folder)
        #expect(try store.read { try $0.audit(AuditFilter()) }.map(\.record) == records.reversed())
        let more = AuditSample.chain(5)[4]
        try store.write { _ = try $0.addAudit(more) }
        #expect(try store.read { try $0.lastAudit()?.id.rawValue } == 5)
        try store.close()
    }
}

/// Accounts and tokens that tests keep.
enum AccountSample {
    static let security = Account(
        kind: .person,
        name: "赵安",
        roles: [.securityAdministrator],
        identity: .init(issuer: "https://id.example", subject: "zhao")
    )
    static let clerk = Account(kind: .system, name: "窗口系统", roles: [.windowClerk, .windowHead], offices: ["一窗", "二窗"])

    static let tokens = [
        token("a", of: 1, [.casesRead, .casesWrite]), token("b", of: 2, [.casesRead]),
        token("c", of: 2, [.casesRead, .casesWrite], offices: ["一窗"]),
    ]

    private static func token(
        _ letter: String,
        of account: Int64,
        _ scopes: Set<Scope>,
        offices: [String]? = nil
    ) -> TokenRow {
        let record = TokenRecord(
            id: String(repeating: letter, count: 16),
            account: account,
            label: "测试",
            scopes: scopes,
            offices: offices,
            createdAt: 10,
            createdBy: "赵安",
            expiresAt: 90
        )
        return TokenRow(record: record, hash: [UInt8](repeating: UInt8(account), count: 32))
    }
}
