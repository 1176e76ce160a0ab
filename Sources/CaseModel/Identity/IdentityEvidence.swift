/// All checks of identity in a case, with the consents that they rest on.
///
/// Personal data: it never reaches a log.
public struct IdentityEvidence: Hashable, Sendable, Codable {
    /// The checks in the order in which they were made, at most 20.
    public var checks: [IdentityCheck]
    /// The consents, at most 20.
    public var consents: [Consent]

    /// Gathers evidence.
    public init(checks: [IdentityCheck] = [], consents: [Consent] = []) {
        self.checks = checks
        self.consents = consents
    }

    /// Reads evidence; both lists may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        checks = try container.decodeIfPresent([IdentityCheck].self, forKey: .checks) ?? []
        consents = try container.decodeIfPresent([Consent].self, forKey: .consents) ?? []
    }

    /// The evidence as it is kept: every check and consent in form, every check of a face allowed.
    public func checked(applicant: Applicant, agent: Agent? = nil) throws(CaseRefusal) -> IdentityEvidence {
        var checker = Checker()
        try checker.count(checks.count, max: IdentityLimits.checksMax, "checks")
        try checker.count(consents.count, max: IdentityLimits.consentsMax, "consents")
        for index in consents.indices { try consents[index].check(&checker, "consents[\(index)]") }
        for index in checks.indices {
            try checks[index].check(&checker, "checks[\(index)]")
            if checks[index].method == .face {
                try checkFace(checks[index], applicant: applicant, agent: agent, "checks[\(index)]")
            }
        }
        try checker.total()
        return self
    }

    /// Passes when the person who acts is identified well enough for a way of handling.
    ///
    /// The person who acts is the agent, if there is one; an organisation always acts through one. Checks that could not
    /// be made count for nothing, nor do passes of a kind that is never enough. Of the others the last one decides, so that
    /// an earlier pass does not outvote a failure.
    ///
    /// - Throws: ``CaseRefusal/Code/identityNotChecked``, or ``CaseRefusal/Code/missing`` for an organisation without agent.
    public func confirm(
        for mode: HandlingMode,
        requirement: IdentityRequirement = IdentityRequirement(),
        applicant: Applicant,
        agent: Agent? = nil
    ) throws(CaseRefusal) {
        let actor: Party
        if let agent {
            actor = agent.authority.kind.party
        } else if applicant.kind == .natural {
            actor = .applicant
        } else {
            throw CaseRefusal(
                .missing,
                "an organisation acts through a person: name its representative (法定代表人) or agent (经办人)",
                field: "agent"
            )
        }
        let advice = Self.advice(requirement, mode)
        guard let last = checks.last(where: { $0.subject == actor && Self.tells($0, requirement, mode) }) else {
            throw CaseRefusal(
                .identityNotChecked,
                "the \(actor.rawValue) is not identified: \(advice)",
                field: "checks"
            )
        }
        guard requirement.isMet(by: last, for: mode) else {
            throw CaseRefusal(
                .identityNotChecked,
                last.outcome == .failed
                    ? "the last check of the \(actor.rawValue) failed: check again another way, or do not go on"
                    : "real-name level \(last.realNameLevel ?? 0) is too low: \(advice)",
                field: "checks"
            )
        }
    }

    /// Whether a check says anything in this mode, for or against.
    private static func tells(
        _ check: IdentityCheck,
        _ requirement: IdentityRequirement,
        _ mode: HandlingMode
    ) -> Bool {
        guard check.outcome != .notMade else { return false }
        return switch check.method {
        case .face: check.outcome == .failed
        case .video: requirement.videoReplacesPresence || check.outcome == .failed
        case .documentSeen, .chipRead: mode != .online
        case .onlineRealName: mode == .online
        }
    }

    private static func advice(_ requirement: IdentityRequirement, _ mode: HandlingMode) -> String {
        let video = requirement.videoReplacesPresence ? ", or check by video" : ""
        return mode == .online
            ? "sign in with a real name of level \(requirement.realNameLevelMin) or more\(video)"
            : "see the paper or read its chip at the counter\(video)"
    }

    /// The rules for faces (人脸识别技术应用安全管理办法, in force from 2025-06-01).
    private func checkFace(
        _ check: IdentityCheck,
        applicant: Applicant,
        agent: Agent?,
        _ path: String
    ) throws(CaseRefusal) {
        guard check.alternatives.contains(where: { $0 != .face }) else {
            throw CaseRefusal(
                .missing,
                "a face is never the only way: offer another check and say which",
                field: "\(path).alternatives"
            )
        }
        let paper: (type: Applicant.IDType, number: String)
        if check.subject == .applicant {
            paper = (applicant.idType, applicant.idNumber)
        } else if let agent, agent.authority.kind.party == check.subject {
            paper = (agent.idType, agent.idNumber)
        } else {
            throw CaseRefusal(.missing, "the case names no such person: name the agent first", field: "\(path).subject")
        }
        let age =
            paper.type == .citizenID || paper.type == .residencePermit
            ? CitizenID.age(of: paper.number, on: LocalDay(milliseconds: check.at)) : nil
        guard let age else {
            throw CaseRefusal(
                .malformed,
                "this paper does not tell the age that decides who consents: use the other way that was offered",
                field: "\(path).method"
            )
        }
        let isChild = age < IdentityLimits.faceGuardianYears
        try ConsentUse(.faceCheck, at: check.at).require(consents, by: [isChild ? .guardian : check.subject])
    }
}
