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

extension Applicant {
    func check(_ checker: inout Checker) throws(CaseRefusal) {
        try checker.name(name, "applicant.name")
        switch idType {
        case .citizenID, .residencePermit:
            guard CitizenID.isValid(idNumber) else {
                throw CaseRefusal(
                    .badCitizenID,
                    "not an identity number: compare all 18 characters with the card, the last one checks them",
                    field: "applicant.idNumber"
                )
            }
        case .creditCode:
            guard CreditCode.isValid(idNumber) else {
                throw CaseRefusal(
                    .badCreditCode,
                    "not a unified social credit code: compare all 18 characters with the licence, the last one checks them",
                    field: "applicant.idNumber"
                )
            }
        case .passport, .other:
            try checker.name(idNumber, max: CaseLimits.idNumberCharactersMax, "applicant.idNumber")
        }
        guard let phone else { return }
        try checker.text(
            phone,
            min: CaseLimits.phoneCharactersMin,
            max: CaseLimits.phoneCharactersMax,
            lines: false,
            "applicant.phone"
        )
        guard phone.utf8.allSatisfy({ (0x30...0x39).contains($0) || " +-()#*,".utf8.contains($0) }) else {
            throw CaseRefusal(.malformed, "digits, spaces and + - ( ) # * , only", field: "applicant.phone")
        }
    }

    mutating func normalize() {
        switch idType {
        case .citizenID, .residencePermit, .creditCode: idNumber = idNumber.uppercased()
        case .passport, .other: break
        }
    }
}
