import CaseModel

/// A case before it has a number: what a window enters.
///
/// The service adds the number and the collecting city.
package struct CaseDraft: Hashable, Sendable {
    /// The city that is to decide.
    package var handling: CityCode
    /// The item's code.
    package var itemCode: String
    /// The item's name.
    package var itemName: String
    /// Who applies.
    package var applicant: Applicant
    /// The form as filled in.
    package var fields: [FormField]
    /// The documents; each must have been put to this node before.
    package var materials: [MaterialReference]
    /// The office that collects.
    package var office: String
    /// The person at the window.
    package var officer: String

    /// Makes a draft.
    package init(
        handling: CityCode,
        itemCode: String,
        itemName: String,
        applicant: Applicant,
        fields: [FormField],
        materials: [MaterialReference],
        office: String,
        officer: String
    ) {
        self.handling = handling
        self.itemCode = itemCode
        self.itemName = itemName
        self.applicant = applicant
        self.fields = fields
        self.materials = materials
        self.office = office
        self.officer = officer
    }
}
