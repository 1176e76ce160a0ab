/// An office of a city: a window or a department.
public struct Office: Hashable, Sendable {
    /// What it is.
    public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
        /// Takes applications in (窗口).
        case window
        /// Decides (部门).
        case department
    }

    /// The code, unique in its city, 1 to 50 characters.
    public var code: String
    /// The city.
    public var city: CityCode
    /// The name, 1 to 100 characters.
    public var name: String
    /// What it is.
    public var kind: Kind
    /// Where it is, at most 200 characters.
    public var address: String
    /// A telephone number, 3 to 32 characters, or none.
    public var phone: String?
    /// When it is open.
    public var hours: [ServiceHours]

    /// Describes an office.
    public init(
        code: String,
        city: CityCode,
        name: String,
        kind: Kind,
        address: String = "",
        phone: String? = nil,
        hours: [ServiceHours] = []
    ) {
        self.code = code
        self.city = city
        self.name = name
        self.kind = kind
        self.address = address
        self.phone = phone
        self.hours = hours
    }

    /// Finds the first fault; `path` is where the office stands, like `offices[0]`.
    func check(_ checker: inout Checker, _ path: String) throws(CaseRefusal) {
        try checker.name(code, max: PeopleLimits.officeCodeCharactersMax, "\(path).code")
        try checker.name(name, "\(path).name")
        try checker.text(address, max: PeopleLimits.addressCharactersMax, lines: false, "\(path).address")
        if let phone { try checker.phone(phone, "\(path).phone") }
        try ServiceHours.check(hours, &checker, "\(path).hours")
    }
}

extension Office: Codable {
    /// Reads an office; address, telephone and hours may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        code = try container.decode(String.self, forKey: .code)
        city = try container.decode(CityCode.self, forKey: .city)
        name = try container.decode(String.self, forKey: .name)
        kind = try container.decode(Kind.self, forKey: .kind)
        address = try container.decodeIfPresent(String.self, forKey: .address) ?? ""
        phone = try container.decodeIfPresent(String.self, forKey: .phone)
        hours = try container.decodeIfPresent([ServiceHours].self, forKey: .hours) ?? []
    }
}
