/// Who answers the other cities' windows for a department (联络员): a person and those who stand in.
public struct Liaison: Hashable, Sendable {
    /// The code of the department in the list of offices.
    public var office: String
    /// The codes of the items, at most 1,000; empty for all items of the department.
    public var items: [String]
    /// The first to be asked (A岗).
    public var person: ContactPerson
    /// Who stands in, in this order (B岗), at most five.
    public var deputies: [ContactPerson]
    /// Why there is no deputy, 1 to 200 characters; empty when there is one.
    public var noDeputyReason: String

    /// Appoints a liaison.
    public init(
        office: String,
        items: [String] = [],
        person: ContactPerson,
        deputies: [ContactPerson] = [],
        noDeputyReason: String = ""
    ) {
        self.office = office
        self.items = items
        self.person = person
        self.deputies = deputies
        self.noDeputyReason = noDeputyReason
    }

    /// Whether this liaison answers for an item of a department.
    public func answers(for item: String, of department: String) -> Bool {
        office == department && (items.isEmpty || items.contains(item))
    }

    /// Finds the first fault; `path` is where the liaison stands, like `liaisons[0]`.
    func check(_ checker: inout Checker, _ path: String) throws(CaseRefusal) {
        try checker.names(items, max: PeopleLimits.itemsMax, "\(path).items")
        try person.check(&checker, "\(path).person")
        try checker.count(deputies.count, max: PeopleLimits.deputiesMax, "\(path).deputies")
        for index in deputies.indices { try deputies[index].check(&checker, "\(path).deputies[\(index)]") }
        if deputies.isEmpty {
            try checker.text(
                noDeputyReason,
                min: 1,
                max: PeopleLimits.reasonCharactersMax,
                "\(path).noDeputyReason"
            )
        } else if !noDeputyReason.isEmpty {
            throw CaseRefusal(
                .malformed,
                "there is a deputy: leave the reason out",
                field: "\(path).noDeputyReason"
            )
        }
    }
}

extension Liaison: Codable {
    /// Reads a liaison; items, deputies and the reason may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        office = try container.decode(String.self, forKey: .office)
        items = try container.decodeIfPresent([String].self, forKey: .items) ?? []
        person = try container.decode(ContactPerson.self, forKey: .person)
        deputies = try container.decodeIfPresent([ContactPerson].self, forKey: .deputies) ?? []
        noDeputyReason = try container.decodeIfPresent(String.self, forKey: .noDeputyReason) ?? ""
    }
}
