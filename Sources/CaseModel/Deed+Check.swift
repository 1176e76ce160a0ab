// What must be said, for the deeds whose content is texts.

extension Remark {
    /// Finds the first fault.
    public func check() throws(CaseRefusal) {
        var checker = Checker()
        try checker.text(note, "note")
        try checker.person(office, officer)
    }
}

extension HandOver {
    /// Finds the first fault.
    public func check() throws(CaseRefusal) {
        var checker = Checker()
        try checker.text(reason, "reason")
        try checker.person(office, officer)
    }
}

extension Suspension {
    /// Finds the first fault.
    public func check() throws(CaseRefusal) {
        var checker = Checker()
        guard procedure != .correction else {
            throw CaseRefusal(
                .malformed,
                "a correction is no special procedure: ask for it with requestCorrection before the case is accepted",
                field: "procedure"
            )
        }
        try checker.text(reason, min: 1, "reason")
        guard (1...TimeLimit.daysMax).contains(expectedDays) else {
            throw CaseRefusal(.malformed, "give 1 to \(TimeLimit.daysMax) working days", field: "expectedDays")
        }
        try checker.person(office, officer)
    }
}

extension Extension {
    /// Finds the first fault.
    public func check() throws(CaseRefusal) {
        var checker = Checker()
        guard (1...ClockLimits.lengthening.days).contains(days) else {
            throw CaseRefusal(
                .limitExceeded,
                "the law allows 1 to \(ClockLimits.lengthening.days) days, once",
                field: "days"
            )
        }
        try checker.name(approvedBy, "approvedBy")
        try checker.text(reason, min: 1, "reason")
        try checker.name(notice, "notice")
        try checker.person(office, officer)
    }
}

extension Review {
    /// Finds the first fault.
    public func check() throws(CaseRefusal) {
        var checker = Checker()
        try checker.text(opinion, min: 1, "opinion")
        try checker.person(office, officer)
    }
}

extension LegReport {
    /// Finds the first fault.
    public func check() throws(CaseRefusal) {
        var checker = Checker()
        try checker.name(leg, max: CaseLimits.legKeyCharactersMax, "leg")
        try checker.text(result, min: 1, "result")
        try checker.materials(documents, "documents")
        try checker.person(office, officer)
        try checker.total()
    }
}

extension Issue {
    /// Finds the first fault.
    public func check() throws(CaseRefusal) {
        var checker = Checker()
        guard !documents.isEmpty else {
            throw CaseRefusal(.missing, "give the certificate that was made", field: "documents")
        }
        try checker.materials(documents, "documents")
        try checker.text(note, "note")
        try checker.person(office, officer)
        try checker.total()
    }
}

extension Withdrawal {
    /// Finds the first fault.
    public func check() throws(CaseRefusal) {
        var checker = Checker()
        try checker.text(reason, min: 1, "reason")
        try checker.person(office, officer)
    }
}

extension PassOn {
    /// Finds the first fault.
    public func check() throws(CaseRefusal) {
        var checker = Checker()
        try checker.name(authority, "authority")
        try checker.text(reason, min: 1, "reason")
        try checker.person(office, officer)
    }
}

extension Voiding {
    /// Finds the first fault.
    public func check() throws(CaseRefusal) {
        var checker = Checker()
        try checker.text(reason, min: 1, "reason")
        try checker.person(office, officer)
    }
}

extension Checker {
    /// Who acts, and for which office.
    fileprivate mutating func person(_ office: String, _ officer: String) throws(CaseRefusal) {
        try name(office, "office")
        try name(officer, "officer")
    }
}
