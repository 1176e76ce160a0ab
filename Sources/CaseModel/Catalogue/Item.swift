/// Something that people come for, under one name and one code in all cities (事项).
///
/// How a city does it is said by its ``Guide``. ``Catalogue/init(items:guides:)`` checks it.
public struct Item: Hashable, Sendable, Codable {
    /// Where and how an item is done.
    public enum Kind: String, Hashable, Sendable, CaseIterable, Codable, ChineseTerm {
        /// A department decides it (办理).
        case handled
        /// Something is looked up; it is counted apart from what is decided (查询).
        case enquiry
        /// It is done in a national system alone; nothing is accepted here, the link leads there (跳转).
        case jump

        /// The kind's Chinese name.
        public var chineseTerm: String {
            switch self {
            case .handled: "办理"
            case .enquiry: "查询"
            case .jump: "跳转"
            }
        }
    }

    /// The national basic code (基本编码), opaque, 1 to 50 characters.
    ///
    /// GB/T 39554.1-2020 gives it 12 characters; older and local codes have others.
    public var code: String
    /// Local and older codes that mean the same item, at most 20 of 1 to 50 characters.
    public var localCodes: [String]
    /// The Chinese name, 1 to 200 characters.
    public var name: String
    /// The English name, 1 to 200 characters.
    public var englishName: String
    /// What people call it, at most 20 names of 1 to 200 characters.
    public var aliases: [String]
    /// The field that it belongs to (领域), 1 to 100 characters.
    public var field: String
    /// The department that leads it in the State Council's lists (牵头部门), 1 to 100 characters.
    public var department: String
    /// Whom it serves (服务对象), at least one kind.
    public var applicants: [Applicant.Kind]
    /// What kind of power or service it is.
    public var type: ItemType
    /// Where and how it is done.
    public var kind: Kind
    /// Where the national system is, `https://...`; for ``Kind/jump``, and only for it.
    public var link: String?

    /// Describes an item.
    public init(
        code: String,
        localCodes: [String] = [],
        name: String,
        englishName: String,
        aliases: [String] = [],
        field: String,
        department: String,
        applicants: [Applicant.Kind],
        type: ItemType,
        kind: Kind = .handled,
        link: String? = nil
    ) {
        self.code = code
        self.localCodes = localCodes
        self.name = name
        self.englishName = englishName
        self.aliases = aliases
        self.field = field
        self.department = department
        self.applicants = applicants
        self.type = type
        self.kind = kind
        self.link = link
    }

    /// Reads an item; further codes, aliases, the kind and the link may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        code = try container.decode(String.self, forKey: .code)
        localCodes = try container.decodeIfPresent([String].self, forKey: .localCodes) ?? []
        name = try container.decode(String.self, forKey: .name)
        englishName = try container.decode(String.self, forKey: .englishName)
        aliases = try container.decodeIfPresent([String].self, forKey: .aliases) ?? []
        field = try container.decode(String.self, forKey: .field)
        department = try container.decode(String.self, forKey: .department)
        applicants = try container.decode([Applicant.Kind].self, forKey: .applicants)
        type = try container.decode(ItemType.self, forKey: .type)
        kind = try container.decodeIfPresent(Kind.self, forKey: .kind) ?? .handled
        link = try container.decodeIfPresent(String.self, forKey: .link)
    }

    /// Everything that is wrong with it by itself; empty when it is complete.
    var faults: [CaseRefusal] {
        var list = FaultList()
        list.name(code, max: CaseLimits.itemCodeCharactersMax, "code")
        list.names(localCodes, max: CaseLimits.itemCodeCharactersMax, "localCodes")
        list.name(name, max: CaseLimits.itemNameCharactersMax, "name")
        list.name(englishName, max: CaseLimits.itemNameCharactersMax, "englishName")
        list.names(aliases, max: CaseLimits.itemNameCharactersMax, "aliases")
        list.name(field, "field")
        list.name(department, "department")
        list.choices(applicants, "applicants")
        if kind == .jump {
            list.require(link != nil, .missing, "a jump item needs the link to its national system", "link")
        } else {
            list.require(link == nil, .inconsistent, "only a jump item has a link: take it out", "link")
        }
        if let link {
            list.name(link, max: CatalogueLimits.linkCharactersMax, "link")
            list.require(
                link.hasPrefix("https://") && link.utf8.count > 8 && !link.contains(" "),
                .malformed,
                "a link begins with https:// and has no spaces",
                "link"
            )
        }
        return list.faults
    }
}
