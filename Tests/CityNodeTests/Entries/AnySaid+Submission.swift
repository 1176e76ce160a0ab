import CaseModel

extension AnySaid {
    /// A submission in any mode, with or without an agent, with any evidence that the rules allow.
    mutating func submission(_ number: CaseNumber) -> Submission {
        let mode = pick(HandlingMode.allCases)
        let applicant = applicant()
        var submission = Sample.submission(number: number, materials: papers())
        submission.itemCode = line(1...50)
        submission.itemName = line(1...200)
        submission.mode = mode
        submission.terms = mode == .joint || isHeads() ? terms(mode) : .law
        submission.applicant = applicant
        submission.agent = isHeads() ? agent(of: applicant.kind, on: number.collected) : nil
        submission.identity = evidence(applicant)
        submission.fields = fields()
        submission.office = line(1...100)
        submission.officer = line(1...100)
        submission.role = pick([.windowClerk, .windowHead, .applicant])
        return submission
    }

    private mutating func limit(_ days: ClosedRange<Int>) -> TimeLimit {
        TimeLimit(days: number(days), unit: pick(TimeLimit.Unit.allCases))
    }

    private mutating func terms(_ mode: HandlingMode) -> GuideTerms {
        GuideTerms(
            version: number(0...CaseLimits.guideVersionMax),
            promised: limit(0...100),
            statutory: limit(100...TimeLimit.daysMax),
            correction: limit(1...90),
            legs: mode == .joint ? legs(number(2...5)) : []
        )
    }

    private mutating func legs(_ count: Int) -> [GuideTerms.Leg] {
        (0..<count).map { index in
            GuideTerms.Leg(
                key: "leg\(index)",
                name: line(),
                office: line(),
                side: pick([Side.collecting, .handling]),
                after: (0..<index).filter { _ in isHeads() }.map { "leg\($0)" },
                limit: limit(0...60)
            )
        }
    }

    private mutating func phone() -> String? { isHeads() ? pick(["13800000000", "+86 (0570) 302-0000"]) : nil }

    private mutating func applicant() -> Applicant {
        let kind = pick(Applicant.Kind.allCases)
        let papers: [(Applicant.IDType, String)] =
            kind == .natural
            ? [(.citizenID, "11010519491231002X"), (.residencePermit, "11010519491231002X"), (.passport, "E12345678")]
            : [(.creditCode, "91330100799655058B"), (.other, line(1...50))]
        let (type, number) = pick(papers)
        return Applicant(kind: kind, name: line(1...100), idType: type, idNumber: number, phone: phone())
    }

    private mutating func agent(of kind: Applicant.Kind, on day: LocalDay) -> Agent {
        let authority = pick(
            kind == .natural ? [.entrusted, .guardian] : [Authority.Kind.legalRepresentative, .staff, .entrusted]
        )
        let (type, number) = pick([
            (Applicant.IDType.citizenID, "440524188001010014"), (.passport, line(1...50)), (.other, line(1...50)),
        ])
        let hasEnd = authority == .entrusted || isHeads()
        return Agent(
            name: line(),
            idType: type,
            idNumber: number,
            phone: phone(),
            authority: Authority(
                kind: authority,
                acts: Set(Authority.Act.allCases.filter { _ in isHeads() } + [.submit]),
                validFrom: LocalDay(number: day.number - Int64(self.number(0...1_000))),
                validUntil: hasEnd ? LocalDay(number: day.number + Int64(self.number(0...1_000))) : nil,
                proof: .init(digest: Sample.digest(Sample.bytes(8, seed: random.next())), name: line())
            )
        )
    }

    private mutating func evidence(_ applicant: Applicant) -> IdentityEvidence {
        var evidence = IdentityEvidence()
        for _ in 0..<number(0...4) {
            let method = pick(IdentityCheck.Method.allCases)
            // Whose face is compared is told by a paper with a date of birth.
            if method == .face, applicant.idType != .citizenID { continue }
            let check = check(method)
            evidence.checks.append(check)
            if method == .face { evidence.consents.append(consent(.faceCheck, at: check.at - 1, stands: true)) }
        }
        for _ in 0..<number(0...3) {
            evidence.consents.append(consent(pick(Consent.Purpose.allCases), at: instant(), stands: isHeads()))
        }
        return evidence
    }

    private mutating func check(_ method: IdentityCheck.Method) -> IdentityCheck {
        let outcome = pick(IdentityCheck.Outcome.allCases)
        return IdentityCheck(
            subject: method == .face ? .applicant : pick(Party.allCases),
            method: method,
            outcome: outcome,
            reason: line((outcome == .passed ? 0 : 1)...IdentityLimits.reasonCharactersMax),
            realNameLevel: method == .onlineRealName && outcome == .passed ? number(1...4) : nil,
            alternatives: IdentityCheck.Method.allCases.filter { isHeads() || method == .face && $0 == .chipRead },
            at: instant(),
            officer: line((method == .onlineRealName ? 0 : 1)...20),
            reference: line(0...IdentityLimits.referenceCharactersMax)
        )
    }

    private mutating func consent(_ purpose: Consent.Purpose, at given: Int64, stands: Bool) -> Consent {
        Consent(
            giver: purpose == .faceCheck ? .applicant : pick(Party.allCases),
            name: line(),
            purpose: purpose,
            fields: (0..<number(0...3)).map { "\($0)" + line() },
            materials: (0..<number(0...3)).map { "\($0)" + line() },
            textVersion: line(1...50),
            form: pick(Consent.Form.allCases),
            givenAt: given,
            collectedBy: line(),
            withdrawnAt: stands ? nil : given + Int64(number(0...1_000_000))
        )
    }
}
