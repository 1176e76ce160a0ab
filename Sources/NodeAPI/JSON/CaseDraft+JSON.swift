import CaseModel

extension CaseDraft: Decodable {
    private enum CodingKeys: String, CodingKey {
        case handling, itemCode, itemName, applicant, fields, materials, office, officer
    }

    /// Reads a draft; form and materials may be left out.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        handling = try container.decode(CityCode.self, forKey: .handling)
        itemCode = try container.decode(String.self, forKey: .itemCode)
        itemName = try container.decode(String.self, forKey: .itemName)
        applicant = try container.decode(Applicant.self, forKey: .applicant)
        fields = try container.decodeIfPresent([FormField].self, forKey: .fields) ?? []
        materials = try container.decodeIfPresent([MaterialReference].self, forKey: .materials) ?? []
        office = try container.decode(String.self, forKey: .office)
        officer = try container.decode(String.self, forKey: .officer)
    }
}

extension CaseAction {
    /// Reads an action from a body whose `action` says what it is.
    init(_ body: JSONBody) throws(Problem) {
        let names = Kind.allCases.map(\.rawValue)
        guard case .object(let members) = body.node else {
            throw Problem(.wrongType, "the body is an object, not \(body.node.typeName).")
        }
        guard let value = members.first(where: { $0.key == "action" })?.value else {
            throw Problem(.missingKey, "The key action is missing. It is a text.", field: "action", allowed: names)
        }
        try JSONShape.oneOf(names).check(value, at: "action")
        guard case .text(let name) = value, let kind = Kind(rawValue: name) else {
            preconditionFailure("the shape admits only actions that exist")
        }
        let shape = JSONShape.action(kind)
        switch kind {
        case .accept: self = .accept(try body.decode(Acceptance.self, shape: shape))
        case .requestCorrection: self = .requestCorrection(try body.decode(Correction.self, shape: shape))
        case .decline: self = .decline(try body.decode(Decline.self, shape: shape))
        case .decide: self = .decide(try body.decode(Decision.self, shape: shape))
        case .supplement: self = .supplement(try body.decode(Supplement.self, shape: shape))
        case .confirmDelivery: self = .confirmDelivery(try body.decode(Delivery.self, shape: shape))
        }
    }
}
