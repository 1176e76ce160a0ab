import CaseModel

extension JSONShape {
    /// The body of a submission.
    static let draft = JSONShape.object([
        required("handling", .text),
        required("itemCode", .text),
        required("itemName", .text),
        optional("mode", .oneOf(HandlingMode.allCases.map(\.rawValue))),
        optional("consult", .flag),
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
        optional("agent", agent),
        optional("identity", identity),
        optional("fields", fields),
        optional("materials", materials),
        required("office", .text),
        required("officer", .text),
        required("role", role),
    ])

    /// The body of an operator's word on a stream.
    static let resume = JSONShape.object([
        required("lane", .oneOf(LaneName.allCases.map(\.rawValue))),
        required("direction", .oneOf(StreamDirection.allCases.map(\.rawValue))),
    ])

    static let fields = JSONShape.list(.object([required("name", .text), required("value", .text)]))

    static let materials = JSONShape.list(
        .object([
            required("digest", .text),
            required("name", .text),
            required("mediaType", .text),
            required("size", .whole),
            required("form", .oneOf(MaterialReference.Form.allCases.map(\.rawValue))),
        ])
    )
}
