import Testing

@testable import CaseModel

@Suite struct TokenTests {
    private static let record = AccountRecord(
        id: 3,
        account: Account(kind: .system, name: "社保系统", roles: [.reviewer, .decider], offices: ["一科", "二科"]),
        createdAt: 1,
        createdBy: "赵安"
    )

    private func text(_ byte: UInt8) throws -> TokenText {
        try #require(
            TokenText(name: [UInt8](repeating: byte, count: 10), secret: [UInt8](repeating: byte ^ 0xA5, count: 32))
        )
    }

    @Test func aTokenIsReadAsItWasWritten() throws {
        for byte in UInt8.min ... .max {
            let token = try text(byte)
            #expect(token.text.utf8.count == 80 && token.text.hasPrefix("tb_\(token.id)_"))
            #expect(TokenText(token.text) == token)
            #expect(TokenText.isName(token.id))
        }
        #expect(TokenText(name: [1], secret: [UInt8](repeating: 0, count: 32)) == nil)
        #expect(TokenText(id: "short", secret: [UInt8](repeating: 0, count: 32)) == nil)
    }

    @Test func theFormIsTheOneThatScannersKnow() throws {
        let token = try #require(TokenText(name: Array(0...9), secret: Array(0...31)))
        #expect(token.text == "tb_aaaqeayeaudaocaj_aaaqeayeaudaocajbifqydiob4ibceqtcqkrmfyydenbwha5dypq6cbea84a")
    }

    @Test func everySingleTypingErrorIsNoticed() throws {
        let token = try text(7)
        for index in token.text.indices {
            for wrong in ["a", "7", "0", "_", "Z"] where String(token.text[index]) != wrong {
                var text = token.text
                text.replaceSubrange(index...index, with: wrong)
                #expect(TokenText(text) == nil, "\(text)")
            }
        }
        for text in ["", "tb_", token.text + " ", String(token.text.dropLast()), token.text.uppercased()] {
            #expect(TokenText(text) == nil)
        }
    }

    @Test func aTokenAllowsNoMoreThanItsAccount() throws {
        let all = try TokenDraft(label: "a").issued("n", for: Self.record, at: 100, by: "赵安")
        #expect(all.scopes == Scope.allowed(for: [.reviewer, .decider]) && all.offices == nil)
        #expect(all.expiresAt == 100 + 90 * 86_400_000)
        let some = TokenDraft(label: "a", scopes: [.casesRead], offices: ["一科"], days: 365)
        #expect(try some.issued("n", for: Self.record, at: 0, by: "赵安").offices == ["一科"])
        func fault(_ draft: TokenDraft, _ record: AccountRecord = Self.record) -> String? {
            do throws(CaseRefusal) { _ = try draft.issued("n", for: record, at: 0, by: "x") } catch {
                return error.field
            }
            return nil
        }
        #expect(fault(TokenDraft(label: "")) == "label")
        #expect(fault(TokenDraft(label: "a", days: 0)) == "days")
        #expect(fault(TokenDraft(label: "a", days: 366)) == "days")
        #expect(fault(TokenDraft(label: "a", scopes: [])) == "scopes")
        #expect(fault(TokenDraft(label: "a", scopes: [.accountsManage])) == "scopes")
        #expect(fault(TokenDraft(label: "a", offices: [])) == "offices")
        #expect(fault(TokenDraft(label: "a", offices: ["三科"])) == "offices")
        #expect(fault(TokenDraft(label: "a"), Self.record.locked(true, at: 1)) == "account")
    }

    @Test func aTokenHoldsUntilItExpiresOrIsRevoked() throws {
        var token = try TokenDraft(label: "a", days: 1).issued("n", for: Self.record, at: 100, by: "x")
        #expect(token.holds(at: 100) && token.holds(at: token.expiresAt - 1) && !token.holds(at: token.expiresAt))
        token.revokedAt = 100
        #expect(!token.holds(at: 100))
    }

    @Test func aCallerLosesWhatTheAccountLoses() throws {
        let token = try TokenDraft(label: "a", offices: ["一科"]).issued("n", for: Self.record, at: 0, by: "x")
        let before = Caller(Self.record, token)
        #expect(before.offices == ["一科"] && before.scopes.contains(.casesWrite) && before.token == "n")
        var account = Self.record.account
        account.roles = [.statistician]
        account.offices = ["二科"]
        let after = Caller(try Self.record.changed(to: account), token)
        #expect(after.offices == [] && after.scopes.isEmpty && after.roles == [.statistician])
        #expect(before.keyPrefix == "3 " && Caller.anyone.keyPrefix.isEmpty)
        #expect(Caller.machine(mayFound: false).keyPrefix == "machine ")
    }

    @Test func officeRoleAndNameAreTheCallersOwn() {
        let system = Caller(Self.record)
        #expect(throws: Never.self) { try system.check(office: "一科") }
        #expect(throws: Never.self) { try system.check(role: .decider) }
        #expect(throws: Never.self) { try system.check(officer: "随便谁") }
        #expect(throws: NotPermitted("this is no office of account 3", field: "office", allowed: ["一科", "二科"])) {
            try system.check(office: "三科")
        }
        #expect(throws: NotPermitted.self) { try system.check(role: .windowClerk) }
        var account = Self.record.account
        account.kind = .person
        let person = Caller(AccountRecord(id: 4, account: account, createdAt: 0, createdBy: "x"))
        #expect(throws: Never.self) { try person.check(officer: "社保系统") }
        #expect(throws: NotPermitted.self) { try person.check(officer: "随便谁") }
        #expect(throws: Never.self) { try Caller.anyone.check(office: "随便哪") }
        #expect(throws: NotPermitted.self) { try Caller.nobody.check(role: .windowClerk) }
    }
}
