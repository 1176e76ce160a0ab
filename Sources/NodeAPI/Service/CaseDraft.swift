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
    /// The handling mode; `nil` where the guide offers only one.
    package var mode: HandlingMode?
    /// Whether the handling city's liaison is asked first, while the applicant waits (即时响应).
    package var isConsultation: Bool
    /// Who applies.
    package var applicant: Applicant
    /// Who acts for the applicant, if anybody does.
    package var agent: Agent?
    /// How it was made sure who they are.
    package var identity: IdentityEvidence
    /// The form as filled in.
    package var fields: [FormField]
    /// The documents; each must have been put to this node before.
    package var materials: [MaterialReference]
    /// The office that collects.
    package var office: String
    /// The person at the window.
    package var officer: String
    /// In which role.
    package var role: Role

    /// Makes a draft.
    package init(
        handling: CityCode,
        itemCode: String,
        itemName: String,
        mode: HandlingMode? = nil,
        isConsultation: Bool = false,
        applicant: Applicant,
        agent: Agent? = nil,
        identity: IdentityEvidence = IdentityEvidence(),
        fields: [FormField],
        materials: [MaterialReference],
        office: String,
        officer: String,
        role: Role = .windowClerk
    ) {
        self.handling = handling
        self.itemCode = itemCode
        self.itemName = itemName
        self.mode = mode
        self.isConsultation = isConsultation
        self.applicant = applicant
        self.agent = agent
        self.identity = identity
        self.fields = fields
        self.materials = materials
        self.office = office
        self.officer = officer
        self.role = role
    }
}
