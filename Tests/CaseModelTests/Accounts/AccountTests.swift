import Testing

@testable import CaseModel

@Suite struct AccountTests {
    private static let clerk = Account(kind: .person, name: "李四", roles: [.windowClerk], offices: ["一窗"])

    private func fault(_ change: (inout Account) -> Void) -> CaseRefusal? {
        var account = Self.clerk
        change(&account)
        do throws(CaseRefusal) { try account.check() } catch { return error }
        return nil
    }

    @Test func aSoundAccountIsTaken() {
        #expect(fault { _ in } == nil)
        #expect(fault { ($0.roles, $0.offices) = ([.statistician], []) } == nil, "who counts has no office")
        #expect(fault { $0.identity = .init(issuer: "https://id.example", subject: "42") } == nil)
    }

    @Test func whatIsWrongIsNamed() {
        #expect(fault { $0.name = " " }?.field == "name")
        #expect(fault { $0.roles = [] }?.field == "roles")
        #expect(fault { $0.roles = [.windowClerk, .windowClerk] }?.code == .repeated)
        #expect(fault { $0.offices = [] }?.field == "offices", "who acts on cases acts for an office")
        #expect(fault { $0.offices = ["一窗", "一窗"] }?.code == .repeated)
        #expect(fault { ($0.kind, $0.identity) = (.system, .init(issuer: "i", subject: "s")) }?.code == .inconsistent)
        #expect(fault { $0.identity = .init(issuer: "i", subject: "") }?.field == "identity.subject")
    }

    @Test(arguments: Role.allCases.filter(\.isAdministrator)) func anAdministratorStandsAlone(role: Role) {
        for other in Role.allCases where other != role {
            #expect(fault { $0.roles = [role, other] }?.code == .dutiesNotSeparate, "\(role) with \(other)")
        }
        #expect(fault { ($0.roles, $0.offices) = ([role], []) } == nil)
    }

    @Test func aChangeCountsAndALockIsTakenOnce() throws {
        let record = AccountRecord(id: 3, account: Self.clerk, createdAt: 1, createdBy: "赵安")
        var renamed = Self.clerk
        renamed.name = "李五"
        let changed = try record.changed(to: renamed)
        #expect(changed.version == 2 && changed.account.name == "李五" && changed.id == 3)
        renamed.kind = .system
        #expect(throws: CaseRefusal.self) { try record.changed(to: renamed) }
        let locked = record.locked(true, at: 9)
        #expect(locked.lockedAt == 9 && locked.version == 2)
        #expect(locked.locked(true, at: 10) == locked)
        #expect(locked.locked(false, at: 11).lockedAt == nil)
        #expect(record.locked(false, at: 9) == record)
    }

    @Test func noRoleHasAScopeOfAnotherDuty() {
        #expect(Scope.allowed(for: [.securityAdministrator]) == [.accountsManage])
        #expect(Scope.allowed(for: [.auditAdministrator]) == [.auditRead])
        #expect(
            Scope.allowed(for: [.platformAdministrator]) == [.nodeRead, .nodeOperate, .catalogueRead, .webhooksManage]
        )
        #expect(Scope.allowed(for: [.statistician]) == [.statisticsRead])
        #expect(Scope.allowed(for: [.itemManager]) == [.catalogueRead])
        #expect(Scope.allowed(for: []).isEmpty)
        #expect(Scope.allCases.allSatisfy { !$0.roles.isEmpty })
        #expect(Scope.personalReveal.roles == Set(AccessRules.standard.rows.map(\.role)))
    }

    @Test func whoMayOnlyFoundAddsASecurityAdministratorAndNothingElse() throws {
        let founder = Caller.machine(mayFound: true)
        let security = Account(kind: .person, name: "赵安", roles: [.securityAdministrator])
        #expect(throws: Never.self) { try AccountChange.add(security, token: nil).check(by: founder) }
        let others: [AccountChange] = [
            .add(Self.clerk, token: nil), .change(1, security), .lock(1, true), .revokeToken("x"),
            .addToken(TokenDraft(label: "x"), account: 1),
        ]
        for change in others { #expect(throws: NotPermitted.self) { try change.check(by: founder) } }
    }

    @Test func nobodyChangesTheOwnAccount() {
        let record = AccountRecord(
            id: 7,
            account: Account(kind: .person, name: "赵安", roles: [.securityAdministrator]),
            createdAt: 1,
            createdBy: "x"
        )
        let caller = Caller(record)
        #expect(throws: NotPermitted.self) { try AccountChange.change(7, Self.clerk).check(by: caller) }
        #expect(throws: NotPermitted.self) { try AccountChange.lock(7, false).check(by: caller) }
        #expect(throws: Never.self) { try AccountChange.lock(8, true).check(by: caller) }
        #expect(throws: Never.self) { try AccountChange.addToken(.init(label: "x"), account: 7).check(by: caller) }
    }
}
