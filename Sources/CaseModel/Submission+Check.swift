extension Submission {
    /// Finds the first fault.
    func check() throws(CaseRefusal) {
        guard collecting != handling else {
            throw CaseRefusal(
                .sameCity,
                "\(collecting) would hand the case to itself: handle it locally, without the exchange",
                field: "handling"
            )
        }
        guard number.collecting == collecting else {
            throw CaseRefusal(
                .numberMismatch,
                "\(number) is a number of \(number.collecting), not of \(collecting)",
                field: "number"
            )
        }
        var checker = Checker()
        try checker.name(itemCode, max: CaseLimits.itemCodeCharactersMax, "itemCode")
        try checker.name(itemName, max: CaseLimits.itemNameCharactersMax, "itemName")
        try terms.check(mode)
        try applicant.check(&checker)
        if let agent {
            _ = try agent.checked(for: applicant)
            try agent.permit(.submit, on: number.collected)
        }
        try checkIdentity()
        try checker.fields(fields)
        try checker.materials(materials, "materials")
        try checker.name(office, "office")
        try checker.name(officer, "officer")
        guard Self.roles.contains(role) else {
            throw CaseRefusal(
                .wrongRole,
                "a case is handed in by a window's clerk or head, or by the applicant through a portal",
                field: "role"
            )
        }
        try checker.total()
    }

    /// Passes when whoever acts is identified well enough for the case's mode.
    ///
    /// - Throws: ``CaseRefusal/Code/identityNotChecked``, or ``CaseRefusal/Code/missing`` for an organisation without agent.
    public func confirmIdentity() throws(CaseRefusal) {
        try naming { () throws(CaseRefusal) in
            try identity.confirm(for: mode, applicant: applicant, agent: agent)
        }
    }

    private func checkIdentity() throws(CaseRefusal) {
        try naming { () throws(CaseRefusal) in
            _ = try identity.checked(applicant: applicant, agent: agent)
        }
    }

    /// Names the part of the submission in which the evidence is at fault.
    private func naming(_ check: () throws(CaseRefusal) -> Void) throws(CaseRefusal) {
        do throws(CaseRefusal) {
            try check()
        } catch {
            var refusal = error
            if let field = error.field, field != "agent" { refusal.field = "identity.\(field)" }
            throw refusal
        }
    }

    /// Who hands a case in.
    private static let roles: Set<Role> = [.windowClerk, .windowHead, .applicant]

    /// The submission as it is kept: checked, with the letters of identity numbers in upper case.
    public func checked() throws(CaseRefusal) -> Submission {
        try check()
        var copy = self
        copy.applicant.normalize()
        copy.agent = try agent?.checked(for: applicant)
        copy.identity = try identity.checked(applicant: applicant, agent: agent)
        return copy
    }
}
