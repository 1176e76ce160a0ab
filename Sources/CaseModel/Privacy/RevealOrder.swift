/// That somebody wants to see one or more personal fields of a case unmasked, as it is asked for.
public struct RevealOrder: Hashable, Sendable, Codable {
    /// Which fields, each once, at least one.
    public var fields: [PersonalField]
    /// What for.
    public var purpose: AccessPurpose
    /// Why; see ``RevealRequest/reason``.
    public var reason: String
    /// Of which office, as the case names it.
    public var office: String
    /// Who, by account.
    public var officer: String
    /// In which role.
    public var role: Role

    /// Asks for fields.
    public init(
        fields: [PersonalField],
        purpose: AccessPurpose,
        reason: String,
        office: String,
        officer: String,
        role: Role
    ) {
        self.fields = fields
        self.purpose = purpose
        self.reason = reason
        self.office = office
        self.officer = officer
        self.role = role
    }

    /// One request for each field, in order, all of sound form.
    ///
    /// - Throws: the first fault of form, with the order's own names of its parts.
    public func requests(
        of number: CaseNumber,
        in city: CityCode,
        at milliseconds: Int64
    ) throws(CaseRefusal) -> [RevealRequest] {
        guard !fields.isEmpty else {
            throw CaseRefusal(.missing, "name at least one field", field: "fields")
        }
        var requests: [RevealRequest] = []
        for (index, field) in fields.enumerated() {
            guard !fields[..<index].contains(field) else {
                throw CaseRefusal(.repeated, "\(field.rawValue) stands twice: name it once", field: "fields[\(index)]")
            }
            requests.append(
                RevealRequest(
                    account: officer,
                    role: role,
                    office: office,
                    city: city,
                    number: number,
                    field: field,
                    purpose: purpose,
                    reason: reason,
                    at: milliseconds
                )
            )
        }
        do { for request in requests { try request.check() } } catch {
            throw error.field == "account" ? CaseRefusal(error.code, error.message, field: "officer") : error
        }
        return requests
    }
}

/// Why an order was refused: the first field that may not be seen.
public struct RevealRefusal: Hashable, Sendable {
    /// The field.
    public var field: PersonalField
    /// Why not.
    public var ground: RevealDecision.Ground
    /// The roles that may see it, for the purpose that was given.
    public var roles: [Role]

    /// Finds why an order was refused; `nil` where it was not.
    ///
    /// - Parameters:
    ///   - requests: the order's requests.
    ///   - decisions: what was decided about each.
    ///   - rules: by which it was decided.
    ///   - standing: how the case stands.
    public init?(
        _ requests: [RevealRequest],
        _ decisions: [RevealDecision],
        by rules: AccessRules,
        _ standing: CaseStanding
    ) {
        for (request, decision) in zip(requests, decisions) {
            guard case .refused(let ground) = decision, ground != .together else { continue }
            field = request.field
            self.ground = ground
            roles = rules.roles(seeing: request.field, for: request.purpose, standing)
            return
        }
        return nil
    }
}
