import CaseModel
import MemoryNode
import NodeAPI
import Testing

/// Values with everything that may be left out.
struct FullSamples {
    let reference: MaterialReference
    let field = FormField(name: "a", value: "b")

    init() throws {
        let digest = try #require(MaterialDigest([UInt8](repeating: 1, count: 32)))
        reference = MaterialReference(digest: digest, name: "n", mediaType: "a/b", size: 1, form: .copy)
    }

    /// What is said in an action.
    func deed(_ kind: CaseAction.Kind) -> any Deed {
        var correction = Correction(
            defects: [.init(subject: "s", problem: "p", remedy: "r")],
            office: "o",
            officer: "p"
        )
        correction.exception = .init(supervisor: "s", reason: "r")
        switch kind {
        case .endorse, .forward, .lapse, .resume, .approve, .archive:
            return Remark(office: "o", officer: "p", role: .reviewer, note: "n")
        case .object, .requestCorrection: return correction
        case .handOver: return HandOver(reason: "r", office: "o", officer: "p")
        case .supplement: return Supplement(fields: [field], materials: [reference], note: "n", officer: "p")
        case .accept: return Acceptance(office: "o", officer: "p", note: "n")
        case .decline: return Decline(reason: "r", remedies: "m", office: "o", officer: "p")
        case .suspend:
            return Suspension(procedure: .hearing, reason: "r", expectedDays: 1, office: "o", officer: "p")
        case .extend:
            return Extension(days: 1, approvedBy: "a", reason: "r", notice: "n", office: "o", officer: "p")
        case .review: return Review(recommends: .denied, opinion: "x", office: "o", officer: "p")
        case .concludeLeg:
            return LegReport(leg: "l", result: "r", documents: [reference], office: "o", officer: "p")
        case .issue: return Issue(documents: [reference], note: "n", office: "o", officer: "p")
        case .decide:
            return Decision(
                outcome: .denied,
                documents: [reference],
                reason: "r",
                remedies: "m",
                office: "o",
                officer: "p"
            )
        case .withdraw: return Withdrawal(reason: "r", office: "o", officer: "p")
        case .passOn: return PassOn(authority: "a", reason: "r", office: "o", officer: "p")
        case .void: return Voiding(kind: .voided, reason: "r", office: "o", officer: "p")
        case .confirmDelivery: return Delivery(method: .post, recipient: "r", note: "n", officer: "p")
        }
    }

    /// What the collecting city says first.
    func submission() throws -> Submission {
        let authority = Authority(
            kind: .staff,
            acts: [.submit],
            validFrom: try #require(LocalDay("20261101")),
            validUntil: LocalDay("20271101"),
            proof: .init(digest: reference.digest, name: "n")
        )
        let check = IdentityCheck(
            subject: .agent,
            method: .face,
            outcome: .failed,
            reason: "r",
            realNameLevel: 3,
            alternatives: [.video],
            at: 1,
            officer: "p",
            reference: "x"
        )
        let consent = Consent(
            giver: .agent,
            name: "n",
            purpose: .faceCheck,
            fields: ["f"],
            materials: ["m"],
            textVersion: "1",
            form: .paper,
            givenAt: 1,
            collectedBy: "p",
            withdrawnAt: 2
        )
        return Submission(
            number: CaseNumber(collecting: MemoryNode.quzhou, at: 0, random: 0),
            collecting: MemoryNode.quzhou,
            handling: MemoryNode.nanping,
            itemCode: "c",
            itemName: "n",
            applicant: Applicant(kind: .legal, name: "n", idType: .creditCode, idNumber: "x", phone: "1"),
            agent: Agent(name: "n", idType: .passport, idNumber: "x", phone: "1", authority: authority),
            identity: IdentityEvidence(checks: [check], consents: [consent]),
            fields: [field],
            materials: [reference],
            office: "o",
            officer: "p"
        )
    }
}
