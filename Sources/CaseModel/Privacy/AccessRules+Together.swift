extension AccessRules {
    /// Decides requests about one case that are made together: one that is refused refuses all.
    ///
    /// A pure function, as the decision about one of them is.
    ///
    /// - Returns: a decision for each request, in order. One that would be allowed alone is refused as
    ///   ``RevealDecision/Ground/together``.
    public func decide(together requests: [RevealRequest], _ standing: CaseStanding) -> [RevealDecision] {
        let alone = requests.map { decide($0, standing) }
        guard alone.contains(where: { $0 != .allowed }) else { return alone }
        return alone.map { $0 == .allowed ? .refused(.together) : $0 }
    }

    /// The roles that may see a field for a purpose, in a case that stands so, in the order of declaration.
    ///
    /// Of those that are bound to their own office, it takes somebody of the case's offices.
    public func roles(seeing field: PersonalField, for purpose: AccessPurpose, _ standing: CaseStanding) -> [Role] {
        let roles = rows.filter { row in
            row.side == standing.side && row.isClosed == standing.isClosed && row.fields.contains(field)
                && row.purposes.contains(purpose)
        }.map(\.role)
        return Role.allCases.filter(roles.contains)
    }
}
