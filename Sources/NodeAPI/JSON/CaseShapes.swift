import CaseModel

extension JSONShape {
    /// The body of a submission.
    static let draft = JSONShape.object([
        required("handling", .text),
        required("itemCode", .text),
        required("itemName", .text),
        required(
            "applicant",
            .object([
                required("kind", .oneOf(Applicant.Kind.allCases.map(\.rawValue))),
                required("name", .text),
                required("idType", .oneOf(Applicant.IDType.allCases.map(\.rawValue))),
                required("idNumber", .text),
                optional("phone", .text),
            ])
        ),
        optional("fields", fields),
        optional("materials", materials),
        required("office", .text),
        required("officer", .text),
    ])

    /// The body of an action; its kind says which keys belong to it.
    static func action(_ kind: CaseAction.Kind) -> JSONShape {
        let office = required("office", .text)
        let officer = required("officer", .text)
        let note = optional("note", .text)
        let members: [Member]
        switch kind {
        case .accept: members = [office, officer, note]
        case .requestCorrection:
            let defect = JSONShape.object([
                required("subject", .text), required("problem", .text), required("remedy", .text),
            ])
            members = [required("defects", .list(defect)), office, officer]
        case .decline: members = [required("reason", .text), required("remedies", .text), office, officer]
        case .decide:
            members = [
                required("outcome", .oneOf(Decision.Outcome.allCases.map(\.rawValue))),
                optional("documents", materials), optional("reason", .text), optional("remedies", .text),
                office, officer,
            ]
        case .supplement: members = [optional("fields", fields), optional("materials", materials), note, officer]
        case .confirmDelivery:
            members = [
                required("method", .oneOf(Delivery.Method.allCases.map(\.rawValue))), required("recipient", .text),
                note, officer,
            ]
        }
        return .object([required("action", .oneOf([kind.rawValue]))] + members)
    }

    /// The body of an operator's word on a stream.
    static let resume = JSONShape.object([
        required("lane", .oneOf(LaneName.allCases.map(\.rawValue))),
        required("direction", .oneOf(StreamDirection.allCases.map(\.rawValue))),
    ])

    private static let fields = JSONShape.list(.object([required("name", .text), required("value", .text)]))

    private static let materials = JSONShape.list(
        .object([
            required("digest", .text),
            required("name", .text),
            required("mediaType", .text),
            required("size", .whole),
            required("form", .oneOf(MaterialReference.Form.allCases.map(\.rawValue))),
        ])
    )
}
