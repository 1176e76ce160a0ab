/// A case as the collecting city hands it over: who applies for what, and where (收件信息).
///
/// Check it with ``checked()`` before it is sealed; the receiving node's ``CaseRecord/init(submitted:at:)`` checks it again.
public struct Submission: Hashable, Sendable, Codable {
    /// The case's number, made by the collecting city.
    public var number: CaseNumber
    /// The collecting city (收件地).
    public var collecting: CityCode
    /// The handling city (办理地), never the same.
    public var handling: CityCode
    /// The item's code (事项编码), opaque, 1 to 50 characters.
    public var itemCode: String
    /// The item's name, 1 to 200 characters.
    public var itemName: String
    /// How the two cities share the work (办理模式).
    public var mode: HandlingMode
    /// What of the handling city's guide the case is held to.
    public var terms: GuideTerms
    /// Who applies.
    public var applicant: Applicant
    /// Who acts for the applicant, if anybody does (代理人).
    public var agent: Agent?
    /// How it was made sure who they are, and what they agreed to.
    public var identity: IdentityEvidence
    /// The form, at most 200 lines.
    public var fields: [FormField]
    /// The papers, at most 100.
    public var materials: [MaterialReference]
    /// The window that collected it, 1 to 100 characters.
    public var office: String
    /// Who collected it there, 1 to 100 characters.
    public var officer: String
    /// In which role.
    public var role: Role

    /// Fills a submission.
    public init(
        number: CaseNumber,
        collecting: CityCode,
        handling: CityCode,
        itemCode: String,
        itemName: String,
        mode: HandlingMode = .online,
        terms: GuideTerms = .law,
        applicant: Applicant,
        agent: Agent? = nil,
        identity: IdentityEvidence = IdentityEvidence(),
        fields: [FormField],
        materials: [MaterialReference],
        office: String,
        officer: String,
        role: Role = .windowClerk
    ) {
        self.number = number
        self.collecting = collecting
        self.handling = handling
        self.itemCode = itemCode
        self.itemName = itemName
        self.mode = mode
        self.terms = terms
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
