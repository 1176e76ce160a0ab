extension Checker {
    /// A person or an organisation as a paper names it: name, number and telephone.
    mutating func person(
        name: String,
        idType: Applicant.IDType,
        idNumber: String,
        phone: String?,
        _ path: String
    ) throws(CaseRefusal) {
        try self.name(name, "\(path).name")
        switch idType {
        case .citizenID, .residencePermit:
            guard CitizenID.isValid(idNumber) else {
                throw CaseRefusal(
                    .badCitizenID,
                    "not an identity number: compare all 18 characters with the card, the last one checks them",
                    field: "\(path).idNumber"
                )
            }
        case .creditCode:
            guard CreditCode.isValid(idNumber) else {
                throw CaseRefusal(
                    .badCreditCode,
                    "not a unified social credit code: compare all 18 characters with the licence, the last one checks them",
                    field: "\(path).idNumber"
                )
            }
        case .passport, .other:
            try self.name(idNumber, max: CaseLimits.idNumberCharactersMax, "\(path).idNumber")
        }
        if let phone { try self.phone(phone, "\(path).phone") }
    }

    /// A telephone number.
    mutating func phone(_ phone: String, _ field: @autoclosure () -> String) throws(CaseRefusal) {
        try text(
            phone,
            min: CaseLimits.phoneCharactersMin,
            max: CaseLimits.phoneCharactersMax,
            lines: false,
            field()
        )
        guard Phone.hasOnlySigns(phone) else {
            throw CaseRefusal(.malformed, "digits, spaces and + - ( ) # * , only", field: field())
        }
    }

    /// A list of names, none twice.
    mutating func names(_ names: [String], max: Int, _ list: String) throws(CaseRefusal) {
        try count(names.count, max: max, list)
        var seen = Set<String>()
        for (index, text) in names.enumerated() {
            try name(text, "\(list)[\(index)]")
            guard seen.insert(text).inserted else {
                throw CaseRefusal(.repeated, "this is in the list already: give it once", field: "\(list)[\(index)]")
            }
        }
    }
}

extension Applicant.IDType {
    /// A number as it is kept: letters of checked numbers in upper case.
    func normalized(_ number: String) -> String {
        switch self {
        case .citizenID, .residencePermit, .creditCode: number.uppercased()
        case .passport, .other: number
        }
    }
}
