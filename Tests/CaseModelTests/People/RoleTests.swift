import CaseModel
import Testing

/// Roles, their sides, and duties that lie with different people.
@Suite struct RoleTests {
    @Test func everyRoleHasItsSides() {
        let collecting: Set<Role> = [
            .applicant, .windowClerk, .windowHead, .parcelClerk, .supervisor, .reviewer, .decider,
        ]
        let handling: Set<Role> = [
            .liaison, .deputyLiaison, .handlingWindow, .reviewer, .decider, .parcelClerk, .supervisor,
        ]
        for role in Role.allCases {
            #expect(role.sides.contains(.collecting) == collecting.contains(role), "\(role)")
            #expect(role.sides.contains(.handling) == handling.contains(role), "\(role)")
        }
        #expect(Set(Role.allCases.map(\.chineseTerm)).count == Role.allCases.count)
    }

    @Test func administratorsStandAlone() {
        let administrators: Set<Role> = [.platformAdministrator, .securityAdministrator, .auditAdministrator]
        #expect(Set(Role.allCases.filter(\.isAdministrator)) == administrators)
        for first in Role.allCases {
            for second in Role.allCases {
                let fault = refusal { () throws(CaseRefusal) in try DutySeparation.check(roles: [first, second]) }
                let isAllowed = first == second || administrators.isDisjoint(with: [first, second])
                #expect((fault == nil) == isAllowed, "\(first) \(second)")
                #expect(fault == nil || (fault?.code == .dutiesNotSeparate && fault?.field == "roles"))
            }
        }
        #expect(refusal { () throws(CaseRefusal) in try DutySeparation.check(roles: []) } == nil)
    }

    @Test func reviewerAndDeciderAreTwo() {
        let same = refusal { () throws(CaseRefusal) in try DutySeparation.check(reviewer: "li", decider: "li") }
        #expect(same?.code == .dutiesNotSeparate && same?.field == "decider")
        #expect(refusal { () throws(CaseRefusal) in try DutySeparation.check(reviewer: "li", decider: "wu") } == nil)
    }
}
