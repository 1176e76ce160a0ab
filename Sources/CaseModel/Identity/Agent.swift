/// Who acts for the applicant (代理人).
///
/// Personal data: it never reaches a log.
public struct Agent: Hashable, Sendable, Codable {
    /// The name on the paper, 1 to 100 characters.
    public var name: String
    /// What the number is the number of; never a credit code, because a person stands at the counter.
    public var idType: Applicant.IDType
    /// The number on the paper, by the same rules as the applicant's.
    public var idNumber: String
    /// A telephone number, 3 to 32 characters, or none.
    public var phone: String?
    /// What the agent may do.
    public var authority: Authority

    /// Names an agent.
    public init(
        name: String,
        idType: Applicant.IDType,
        idNumber: String,
        phone: String? = nil,
        authority: Authority
    ) {
        self.name = name
        self.idType = idType
        self.idNumber = idNumber
        self.phone = phone
        self.authority = authority
    }

    /// The agent as it is kept: checked against the applicant, letters of identity numbers in upper case.
    ///
    /// - Throws: a refusal whose field begins with `agent`.
    public func checked(for applicant: Applicant) throws(CaseRefusal) -> Agent {
        var checker = Checker()
        try checker.person(name: name, idType: idType, idNumber: idNumber, phone: phone, "agent")
        guard idType != .creditCode else {
            throw CaseRefusal(
                .malformed,
                "an organisation cannot stand at the counter: name the person it sends",
                field: "agent.idType"
            )
        }
        var copy = self
        copy.idNumber = idType.normalized(idNumber)
        guard copy.idType != applicant.idType || copy.idNumber != applicant.idType.normalized(applicant.idNumber) else {
            throw CaseRefusal(
                .repeated,
                "agent and applicant are the same person: leave the agent out",
                field: "agent.idNumber"
            )
        }
        try authority.check(for: applicant.kind, &checker)
        return copy
    }

    /// Lets the agent do something on a day, or says what to bring instead.
    ///
    /// - Throws: ``CaseRefusal/Code/notAuthorized`` when the day or the act lies outside the authority.
    public func permit(_ act: Authority.Act, on day: LocalDay) throws(CaseRefusal) {
        let paper = authority.kind.paper
        guard day >= authority.validFrom else {
            throw CaseRefusal(
                .notAuthorized,
                "the authority begins on \(authority.validFrom): come back then or bring \(paper) that holds today",
                field: "agent.authority.validFrom"
            )
        }
        if let last = authority.validUntil, day > last {
            throw CaseRefusal(
                .notAuthorized,
                "the authority ended on \(last): bring \(paper) that holds today",
                field: "agent.authority.validUntil"
            )
        }
        guard authority.kind.isByLaw || authority.acts.contains(act) else {
            throw CaseRefusal(
                .notAuthorized,
                "the agent may not \(act.words): bring \(paper) that says so, or let the applicant come",
                field: "agent.authority.acts"
            )
        }
    }
}

extension Authority {
    /// Finds the first fault of an authority over an applicant of a kind.
    func check(for applicant: Applicant.Kind, _ checker: inout Checker) throws(CaseRefusal) {
        try checker.name(proof.name, "agent.authority.proof.name")
        let fits: Bool
        switch kind {
        case .entrusted: fits = true
        case .guardian: fits = applicant == .natural
        case .legalRepresentative, .staff: fits = applicant != .natural
        }
        guard fits else {
            throw CaseRefusal(
                .malformed,
                applicant == .natural
                    ? "a person has no legal representative and no staff: choose entrusted or guardian"
                    : "an organisation has no guardian: choose legal representative, staff or entrusted",
                field: "agent.authority.kind"
            )
        }
        guard kind.isByLaw || !acts.isEmpty else {
            throw CaseRefusal(
                .missing,
                "say what the paper lets the agent do: an empty authority lets nothing",
                field: "agent.authority.acts"
            )
        }
        guard let last = validUntil else {
            guard kind != .entrusted else {
                throw CaseRefusal(
                    .missing,
                    "a power of attorney states its term (民法典 165): give the last day",
                    field: "agent.authority.validUntil"
                )
            }
            return
        }
        guard last >= validFrom else {
            throw CaseRefusal(
                .malformed,
                "the last day lies before the first: compare both with the paper",
                field: "agent.authority.validUntil"
            )
        }
    }
}
