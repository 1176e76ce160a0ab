import CaseModel

extension JSONShape {
    /// The body of an order to see personal data.
    static let reveal = JSONShape.object([
        required("fields", .list(.oneOf(PersonalField.allCases.map(\.rawValue)))),
        required("purpose", .oneOf(AccessPurpose.allCases.map(\.rawValue))),
        required("reason", .text),
        required("office", .text),
        required("officer", .text),
        required("role", role),
    ])
}
