import CaseModel

extension Sample {
    /// A sound identity number for a birth date; the rest is fixed.
    static func citizenID(born birth: String, order: String = "002") -> String {
        let head = "110105\(birth)\(order)"
        return sure("0123456789X".map { "\(head)\($0)" }.first(where: CitizenID.isValid))
    }

    static func day(_ text: String) -> LocalDay { sure(LocalDay(text)) }

    /// Noon of a local day.
    static func noon(_ text: String) -> Int64 { day(text).startMilliseconds + 12 * 3_600_000 }

    static func authority(_ kind: Authority.Kind = .entrusted) -> Authority {
        Authority(
            kind: kind,
            acts: [.submit, .receive],
            validFrom: day("20261101"),
            validUntil: day("20261130"),
            proof: .init(digest: digest(), name: "授权委托书")
        )
    }

    static func agent(_ kind: Authority.Kind = .entrusted) -> Agent {
        Agent(
            name: "周明",
            idType: .citizenID,
            idNumber: "440524188001010014",
            phone: "13812345678",
            authority: authority(kind)
        )
    }

    static let company = Applicant(
        kind: .legal,
        name: "黄山市徽州山泉有限公司",
        idType: .creditCode,
        idNumber: "91330100799655058B"
    )

    static func check(
        _ method: IdentityCheck.Method,
        _ outcome: IdentityCheck.Outcome = .passed,
        of subject: Party = .applicant
    ) -> IdentityCheck {
        IdentityCheck(
            subject: subject,
            method: method,
            outcome: outcome,
            reason: outcome == .passed ? "" : "证件与本人不符",
            realNameLevel: method == .onlineRealName && outcome == .passed ? 2 : nil,
            alternatives: method == .face ? [.documentSeen] : [],
            at: time,
            officer: "王芳"
        )
    }

    static func consent(_ purpose: Consent.Purpose, by giver: Party = .applicant) -> Consent {
        Consent(
            giver: giver,
            name: "程晓山",
            purpose: purpose,
            fields: ["住址"],
            materials: ["营业执照"],
            textVersion: "2026-1",
            form: .signaturePad,
            givenAt: time - 1_000,
            collectedBy: "王芳"
        )
    }
}
