import CaseModel

extension JSONShape {
    /// Who acts for the applicant.
    static let agent = JSONShape.object([
        required("name", .text),
        required("idType", .oneOf(Applicant.IDType.allCases.map(\.rawValue))),
        required("idNumber", .text),
        optional("phone", .text),
        required(
            "authority",
            .object([
                required("kind", .oneOf(Authority.Kind.allCases.map(\.rawValue))),
                optional("acts", .list(.oneOf(Authority.Act.allCases.map(\.rawValue)))),
                required("validFrom", .text),
                optional("validUntil", .text),
                required("proof", .object([required("digest", .text), required("name", .text)])),
            ])
        ),
    ])

    /// How identities were checked, and what was agreed to.
    static let identity = JSONShape.object([optional("checks", .list(check)), optional("consents", .list(consent))])

    private static let party = JSONShape.oneOf(Party.allCases.map(\.rawValue))
    private static let method = JSONShape.oneOf(IdentityCheck.Method.allCases.map(\.rawValue))

    private static let check = JSONShape.object([
        required("subject", party),
        required("method", method),
        required("outcome", .oneOf(IdentityCheck.Outcome.allCases.map(\.rawValue))),
        optional("reason", .text),
        optional("realNameLevel", .whole),
        optional("alternatives", .list(method)),
        required("at", .whole),
        optional("officer", .text),
        optional("reference", .text),
    ])

    private static let consent = JSONShape.object([
        required("giver", party),
        required("name", .text),
        required("purpose", .oneOf(Consent.Purpose.allCases.map(\.rawValue))),
        optional("fields", .list(.text)),
        optional("materials", .list(.text)),
        required("textVersion", .text),
        required("form", .oneOf(Consent.Form.allCases.map(\.rawValue))),
        required("givenAt", .whole),
        required("collectedBy", .text),
        optional("withdrawnAt", .whole),
    ])
}
