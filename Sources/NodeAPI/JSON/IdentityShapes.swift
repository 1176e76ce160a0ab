import CaseModel

extension JSONShape {
    /// Who acts for the applicant.
    static let agent = JSONShape.object([
        required("name", .line(example: "王五", about: "the agent's name (代理人)")),
        required("idType", idType.saying(nil, example: "passport")),
        required("idNumber", idNumber.saying(nil, example: "E12345678")),
        optional("phone", phone),
        required(
            "authority",
            .object([
                required("kind", names(of: Authority.Kind.self, "on what ground the agent acts (代理依据)")),
                optional(
                    "acts",
                    .list(names(of: Authority.Act.self, "what the agent may do")),
                    "what the agent may do (代理权限)"
                ),
                required("validFrom", digits, "the first day, as eight digits", example: "20261101"),
                optional("validUntil", digits, "the last day, as eight digits", example: "20270430"),
                required(
                    "proof",
                    .object([
                        required("digest", digest),
                        required("name", .line(example: "授权委托书", about: "what paper it is")),
                    ]),
                    "the paper that proves it, uploaded before"
                ),
            ]),
            "what the agent may do, and since when"
        ),
    ]).saying("who acts for the applicant (代理人)")

    /// How identities were checked, and what was agreed to.
    static let identity = JSONShape.object([
        optional("checks", .list(identityCheck, 0...IdentityLimits.checksMax), "how identities were checked"),
        optional("consents", .list(consent, 0...IdentityLimits.consentsMax), "what was agreed to"),
    ]).saying("how identities were checked, and what was agreed to (身份核验, 同意)")

    private static let party = names(of: Party.self, "whom it is about")
    private static let method = names(of: IdentityCheck.Method.self, "how it was checked (核验方式)")
    private static let device = text(
        0...IdentityLimits.referenceCharactersMax,
        example: "ZW-1",
        about: "the device or the system's reference"
    )

    private static let identityCheck = JSONShape.object([
        required("subject", party),
        required("method", method),
        required("outcome", names(of: IdentityCheck.Outcome.self, "what came of it (核验结果)")),
        optional(
            "reason",
            text(0...IdentityLimits.reasonCharactersMax, example: "", about: "why it failed or was not made")
        ),
        optional(
            "realNameLevel",
            whole(
                Int64(IdentityLimits.realNameLevels.lowerBound)...Int64(IdentityLimits.realNameLevels.upperBound),
                example: 3,
                about: "the level of an online real name"
            )
        ),
        optional("alternatives", .list(method), "what was offered instead"),
        required("at", instant),
        optional("officer", .text(0...CaseLimits.nameCharactersMax, example: "李四", about: "who checked")),
        optional("reference", device),
    ]).saying("an identity check (身份核验)")

    private static let scope = JSONShape.list(
        .line(example: "转出地", about: "a name"),
        0...IdentityLimits.consentScopeMax
    )

    private static let consent = JSONShape.object([
        required("giver", party, "who agreed"),
        required("name", .line(example: "王五", about: "who agreed, by name")),
        required("purpose", names(of: Consent.Purpose.self, "what for (同意事项)")),
        optional("fields", scope, "the fields that it is about"),
        optional("materials", scope, "the materials that it is about"),
        required(
            "textVersion",
            .line(IdentityLimits.textVersionCharactersMax, example: "2026-1", about: "the version of the text")
        ),
        required("form", names(of: Consent.Form.self, "how it was given")),
        required("givenAt", instant),
        required("collectedBy", .line(example: "李四", about: "who took it")),
        optional("withdrawnAt", instant, "when it was taken back", example: 1_795_446_120_000),
    ]).saying("a consent (知情同意)")
}
