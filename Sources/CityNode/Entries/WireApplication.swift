import CaseModel
import ExchangeCore
import ExchangeWire

extension WireApplication {
    /// Writes what a submission or a consultation says; terms that are the law's need no bytes.
    init(_ submission: Submission) {
        self.init()
        itemCode = submission.itemCode
        itemName = submission.itemName
        mode = WireHandlingMode(submission.mode)
        if submission.terms != .law { terms = WireGuideTerms(submission.terms) }
        applicant = WireApplicant(submission.applicant)
        if let someone = submission.agent { agent = WireAgent(someone) }
        checks = submission.identity.checks.map(WireIdentityCheck.init)
        consents = submission.identity.consents.map(WireConsent.init)
        fields = submission.fields.map(WireFormField.init)
        materials = submission.materials.map(WireMaterialReference.init)
        office = submission.office
        officer = submission.officer
        role = WireRole(submission.role)
    }

    /// Reads it; number and cities are those of the entry.
    func submission(
        number: String?,
        sender: NodeCode,
        receiver: NodeCode
    ) throws(EntryFault) -> Submission {
        guard let number = number.flatMap({ CaseNumber($0) }), let collecting = CityCode(number: sender.number),
            let handling = CityCode(number: receiver.number)
        else { throw EntryFault("bad-number", "the case number does not have the form of one") }
        return Submission(
            number: number,
            collecting: collecting,
            handling: handling,
            itemCode: itemCode,
            itemName: itemName,
            mode: try mode.value("mode"),
            terms: hasTerms ? try terms.value() : .law,
            applicant: try applicant.value(),
            agent: hasAgent ? try agent.value() : nil,
            identity: try identity(),
            fields: fields.map(\.field),
            materials: try WireMaterialReference.values(materials, "materials"),
            office: office,
            officer: officer,
            role: try role.value("role")
        )
    }

    private func identity() throws(EntryFault) -> IdentityEvidence {
        var evidence = IdentityEvidence()
        for check in checks { evidence.checks.append(try check.value()) }
        for consent in consents { evidence.consents.append(try consent.value()) }
        return evidence
    }
}
