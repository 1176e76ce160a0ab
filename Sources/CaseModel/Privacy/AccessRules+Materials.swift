extension AccessRules {
    /// The way in which a caller may see the papers of a case that stands so; `nil` where there is none.
    ///
    /// A file is asked for without a purpose, so any that the caller's roles allow will do, and the first is taken. What
    /// comes back goes into the audit trail.
    ///
    /// - Parameters:
    ///   - caller: who asks, an account.
    ///   - number: the case.
    ///   - city: the caller's city.
    ///   - standing: how the case stands.
    ///   - milliseconds: now, in milliseconds since 1970-01-01T00:00:00Z.
    public func wayToPapers(
        of caller: Caller,
        to number: CaseNumber,
        in city: CityCode,
        _ standing: CaseStanding,
        at milliseconds: Int64
    ) -> RevealRequest? {
        let own = (caller.offices ?? []).sorted()
        let offices = standing.offices.map { lies in own.filter(lies.contains) } ?? own
        guard let office = offices.first ?? own.first else { return nil }
        for role in Role.allCases where caller.roles.contains(role) {
            for purpose in AccessPurpose.allCases {
                let request = RevealRequest(
                    account: caller.name,
                    role: role,
                    office: office,
                    city: city,
                    number: number,
                    field: .materials,
                    purpose: purpose,
                    reason: "a file was opened",
                    at: milliseconds
                )
                if decide(request, standing) == .allowed { return request }
            }
        }
        return nil
    }
}
