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
        try applicant.check(&checker)
        try checker.fields(fields)
        try checker.materials(materials, "materials")
        try checker.name(office, "office")
        try checker.name(officer, "officer")
        try checker.total()
    }

    /// The submission as it is kept: checked, with the letters of identity numbers in upper case.
    public func checked() throws(CaseRefusal) -> Submission {
        try check()
        var copy = self
        copy.applicant.normalize()
        return copy
    }
}
