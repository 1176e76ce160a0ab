/// What stands in a document, apart from how it looks.
///
/// It is made by the builders, one for each kind, and may be stored; ``checked()`` holds for one that came from elsewhere.
/// The addressee and what is written in lines are personal data.
public struct DocumentContent: Hashable, Sendable, Codable {
    /// The document's number, which says its kind, city and day.
    public var number: DocumentNumber
    /// The case.
    public var caseNumber: CaseNumber
    /// The number that the handling department's own system gave the case, at most 50 characters.
    public var handlingNumber: String?
    /// Whom it is addressed to, 1 to 100 characters.
    public var addressee: String
    /// The item's name, 1 to 200 characters.
    public var itemName: String
    /// The item's code, 1 to 50 characters.
    public var itemCode: String
    /// Lines of label and value.
    public var sections: [DocumentSection]
    /// Tables.
    public var tables: [DocumentTable]
    /// Texts.
    public var paragraphs: [DocumentParagraph]
    /// Why, at most 4,000 characters; must be said where ``DocumentKind/needsReasons``.
    public var reasons: String?
    /// What can be done against it; must be said where ``DocumentKind/isRefusal``, and only there.
    public var remedies: Remedies?
    /// By when something is done, at most 1,000 characters; must be said where ``DocumentKind/needsDeadline``.
    public var deadline: String?
    /// The office that issues it, 1 to 100 characters.
    public var office: String
    /// Who issues it, 1 to 100 characters.
    public var officer: String
    /// The line over which the seal is set, 1 to 100 characters.
    public var seal: String

    /// The kind.
    public var kind: DocumentKind { number.kind }

    /// The local day of its issue.
    public var day: LocalDay { number.day }

    /// Fills a content.
    public init(
        number: DocumentNumber,
        caseNumber: CaseNumber,
        handlingNumber: String? = nil,
        addressee: String,
        itemName: String,
        itemCode: String,
        sections: [DocumentSection] = [],
        tables: [DocumentTable] = [],
        paragraphs: [DocumentParagraph] = [],
        reasons: String? = nil,
        remedies: Remedies? = nil,
        deadline: String? = nil,
        office: String,
        officer: String,
        seal: String
    ) {
        self.number = number
        self.caseNumber = caseNumber
        self.handlingNumber = handlingNumber
        self.addressee = addressee
        self.itemName = itemName
        self.itemCode = itemCode
        self.sections = sections
        self.tables = tables
        self.paragraphs = paragraphs
        self.reasons = reasons
        self.remedies = remedies
        self.deadline = deadline
        self.office = office
        self.officer = officer
        self.seal = seal
    }

    /// Reads a content; sections, tables and paragraphs may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        number = try container.decode(DocumentNumber.self, forKey: .number)
        caseNumber = try container.decode(CaseNumber.self, forKey: .caseNumber)
        handlingNumber = try container.decodeIfPresent(String.self, forKey: .handlingNumber)
        addressee = try container.decode(String.self, forKey: .addressee)
        itemName = try container.decode(String.self, forKey: .itemName)
        itemCode = try container.decode(String.self, forKey: .itemCode)
        sections = try container.decodeIfPresent([DocumentSection].self, forKey: .sections) ?? []
        tables = try container.decodeIfPresent([DocumentTable].self, forKey: .tables) ?? []
        paragraphs = try container.decodeIfPresent([DocumentParagraph].self, forKey: .paragraphs) ?? []
        reasons = try container.decodeIfPresent(String.self, forKey: .reasons)
        remedies = try container.decodeIfPresent(Remedies.self, forKey: .remedies)
        deadline = try container.decodeIfPresent(String.self, forKey: .deadline)
        office = try container.decode(String.self, forKey: .office)
        officer = try container.decode(String.self, forKey: .officer)
        seal = try container.decode(String.self, forKey: .seal)
    }
}
