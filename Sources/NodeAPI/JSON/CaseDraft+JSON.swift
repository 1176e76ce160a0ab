import CaseModel

extension CaseDraft: Decodable {
    private enum CodingKeys: String, CodingKey {
        case handling, itemCode, itemName, mode, consult, applicant, agent, identity, fields, materials, office, officer
        case role
    }

    /// Reads a draft; mode, agent, identity, form and materials may be left out.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        handling = try container.decode(CityCode.self, forKey: .handling)
        itemCode = try container.decode(String.self, forKey: .itemCode)
        itemName = try container.decode(String.self, forKey: .itemName)
        mode = try container.decodeIfPresent(HandlingMode.self, forKey: .mode)
        isConsultation = try container.decodeIfPresent(Bool.self, forKey: .consult) ?? false
        applicant = try container.decode(Applicant.self, forKey: .applicant)
        agent = try container.decodeIfPresent(Agent.self, forKey: .agent)
        identity = try container.decodeIfPresent(IdentityEvidence.self, forKey: .identity) ?? IdentityEvidence()
        fields = try container.decodeIfPresent([FormField].self, forKey: .fields) ?? []
        materials = try container.decodeIfPresent([MaterialReference].self, forKey: .materials) ?? []
        office = try container.decode(String.self, forKey: .office)
        officer = try container.decode(String.self, forKey: .officer)
        role = try container.decode(Role.self, forKey: .role)
    }
}

extension CaseAction {
    /// Reads an action from a body whose `action` says what it is; each has its shape.
    init(_ body: JSONBody, shapes: [Kind: JSONShape] = JSONShape.actions) throws(Problem) {
        let names = Kind.allCases.map(\.rawValue)
        guard case .object = body.node else {
            throw Problem(.wrongType, "the body is an object, not \(body.node.typeName).")
        }
        guard let value = body.node["action"] else {
            throw Problem(.missingKey, "The key action is missing. It is a text.", field: "action", allowed: names)
        }
        try JSONShape.oneOf(names).check(value, at: "action")
        guard case .text(let name) = value, let kind = Kind(rawValue: name), let shape = shapes[kind] else {
            preconditionFailure("the shape admits only actions that exist")
        }
        try shape.check(body.node)
        self = try CaseAction(kind, body)
    }

    private init(_ kind: Kind, _ body: JSONBody) throws(Problem) {
        func said<Said: Deed>(_: Said.Type = Said.self) throws(Problem) -> Said { try body.decode(Said.self) }
        switch kind {
        case .endorse: self = .endorse(try said())
        case .object: self = .object(try said())
        case .handOver: self = .handOver(try said())
        case .forward: self = .forward(try said())
        case .requestCorrection: self = .requestCorrection(try said())
        case .supplement: self = .supplement(try said())
        case .lapse: self = .lapse(try said())
        case .accept: self = .accept(try said())
        case .decline: self = .decline(try said())
        case .suspend: self = .suspend(try said())
        case .resume: self = .resume(try said())
        case .extend: self = .extend(try said())
        case .review: self = .review(try said())
        case .concludeLeg: self = .concludeLeg(try said())
        case .approve: self = .approve(try said())
        case .issue: self = .issue(try said())
        case .decide: self = .decide(try said())
        case .withdraw: self = .withdraw(try said())
        case .passOn: self = .passOn(try said())
        case .void: self = .void(try said())
        case .confirmDelivery: self = .confirmDelivery(try said())
        case .archive: self = .archive(try said())
        }
    }
}
