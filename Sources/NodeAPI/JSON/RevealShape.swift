import CaseModel

extension JSONShape {
    /// A personal field.
    static let personalField = names(of: PersonalField.self, "a personal field (个人信息字段)") { $0.chineseTerm }
    /// What somebody needs personal data for.
    static let purpose = names(of: AccessPurpose.self, "what it is needed for (查看目的)") { $0.chineseTerm }

    /// The body of an order to see personal data.
    static let reveal = JSONShape.object([
        required("fields", .list(personalField, 1...PersonalField.allCases.count), "which fields, each once"),
        required("purpose", purpose),
        required(
            "reason",
            .text(
                PrivacyLimits.reasonCharactersMin...PrivacyLimits.reasonCharactersMax,
                pattern: ink,
                example: "通知申请人补正",
                about: "why (理由); it goes into the audit trail, so it holds no number that could be somebody's"
            )
        ),
        required("office", office),
        required("officer", officer),
        required("role", role),
    ]).named("RevealOrder").saying("which personal data are to be shown, to whom and why")
}
