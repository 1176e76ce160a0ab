/// Which duties must lie with different people (职责分离).
public enum DutySeparation {
    /// Refuses roles that one account must not hold together.
    ///
    /// An administrator holds no other role: the three are three people (GB/T 22239-2019, level 3), and none of them works
    /// on cases. Reviewer and decider may be one account, because they are kept apart case by case.
    ///
    /// - Throws: ``CaseRefusal/Code/dutiesNotSeparate`` with the field `roles`.
    public static func check(roles: Set<Role>) throws(CaseRefusal) {
        guard roles.count > 1 else { return }
        guard let administrator = Role.allCases.first(where: { $0.isAdministrator && roles.contains($0) }) else {
            return
        }
        throw CaseRefusal(
            .dutiesNotSeparate,
            "\(administrator.rawValue) stands alone: give the other roles to another person",
            field: "roles"
        )
    }

    /// Refuses a decision by the person who examined the case (审核与批准分离).
    ///
    /// - Throws: ``CaseRefusal/Code/dutiesNotSeparate`` with the field `decider`.
    public static func check(reviewer: String, decider: String) throws(CaseRefusal) {
        guard reviewer != decider else {
            throw CaseRefusal(
                .dutiesNotSeparate,
                "whoever examined the case does not decide it: let another decider of the department do it",
                field: "decider"
            )
        }
    }
}
