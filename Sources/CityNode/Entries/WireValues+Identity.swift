import CaseModel
import ExchangeWire
import Foundation

// Who acts and how that was made sure, between the contract's types and the case's.

extension WireAgent {
    init(_ agent: Agent) {
        self.init()
        name = agent.name
        idType = WireIdType(agent.idType)
        idNumber = agent.idNumber
        phone = agent.phone ?? ""
        authority = WireAuthorityKind(agent.authority.kind)
        acts = Authority.Act.allCases.filter(agent.authority.acts.contains).map { WireAgentAct($0) }
        validFrom = agent.authority.validFrom.wire
        validUntil = agent.authority.validUntil?.wire ?? 0
        proofDigest = agent.authority.proof.digest.withBytes { Data($0) }
        proofName = agent.authority.proof.name
    }

    func value() throws(EntryFault) -> Agent {
        guard let digest = MaterialDigest(proofDigest) else {
            throw EntryFault("bad-body", "the digest of an agent's paper has \(proofDigest.count) bytes, not 32")
        }
        var acts: Set<Authority.Act> = []
        for act in self.acts { acts.insert(try act.value("agent.acts")) }
        let authority = Authority(
            kind: try authority.value("agent.authority"),
            acts: acts,
            validFrom: try LocalDay(wire: validFrom, "agent.valid_from"),
            validUntil: validUntil == 0 ? nil : try LocalDay(wire: validUntil, "agent.valid_until"),
            proof: Authority.Proof(digest: digest, name: proofName)
        )
        return Agent(
            name: name,
            idType: try idType.value("agent.id_type"),
            idNumber: idNumber,
            phone: phone.isEmpty ? nil : phone,
            authority: authority
        )
    }
}

extension WireIdentityCheck {
    init(_ check: IdentityCheck) {
        self.init()
        subject = WireParty(check.subject)
        method = WireCheckMethod(check.method)
        outcome = WireCheckOutcome(check.outcome)
        reason = check.reason
        realNameLevel = UInt32(clamping: check.realNameLevel ?? 0)
        alternatives = check.alternatives.map { WireCheckMethod($0) }
        atMs = check.at
        officer = check.officer
        reference = check.reference
    }

    func value() throws(EntryFault) -> IdentityCheck {
        var alternatives: [IdentityCheck.Method] = []
        for other in self.alternatives { alternatives.append(try other.value("checks.alternatives")) }
        return IdentityCheck(
            subject: try subject.value("checks.subject"),
            method: try method.value("checks.method"),
            outcome: try outcome.value("checks.outcome"),
            reason: reason,
            realNameLevel: realNameLevel == 0 ? nil : Int(realNameLevel),
            alternatives: alternatives,
            at: atMs,
            officer: officer,
            reference: reference
        )
    }
}

extension WireConsent {
    init(_ consent: Consent) {
        self.init()
        giver = WireParty(consent.giver)
        name = consent.name
        purpose = WireConsentPurpose(consent.purpose)
        fields = consent.fields
        materials = consent.materials
        textVersion = consent.textVersion
        form = WireConsentForm(consent.form)
        givenMs = consent.givenAt
        collectedBy = consent.collectedBy
        withdrawnMs = consent.withdrawnAt ?? 0
    }

    func value() throws(EntryFault) -> Consent {
        Consent(
            giver: try giver.value("consents.giver"),
            name: name,
            purpose: try purpose.value("consents.purpose"),
            fields: fields,
            materials: materials,
            textVersion: textVersion,
            form: try form.value("consents.form"),
            givenAt: givenMs,
            collectedBy: collectedBy,
            withdrawnAt: withdrawnMs == 0 ? nil : withdrawnMs
        )
    }
}
