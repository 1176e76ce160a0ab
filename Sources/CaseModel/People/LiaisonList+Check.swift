extension LiaisonList {
    /// Finds the first fault of the list.
    ///
    /// - Parameter departments: the items that the city handles, each with the code of its department; every one of them
    ///   must have a liaison.
    /// - Throws: a refusal whose field is a path within the list.
    public func check(departments: [String: String] = [:]) throws(CaseRefusal) {
        guard version >= 1 else { throw CaseRefusal(.malformed, "versions count from 1", field: "version") }
        var checker = Checker()
        try checkOffices(&checker)
        try checkLiaisons(&checker)
        try checker.count(workingGroup.count, min: 1, max: PeopleLimits.workingGroupMax, "workingGroup")
        for index in workingGroup.indices { try workingGroup[index].check(&checker, "workingGroup[\(index)]") }
        for (item, department) in departments.sorted(by: { $0.key < $1.key }) {
            guard liaisons.contains(where: { $0.answers(for: item, of: department) }) else {
                throw CaseRefusal(
                    .missing,
                    "nobody answers for the item \(item) of \(department): name a liaison",
                    field: "liaisons"
                )
            }
        }
    }

    private func checkOffices(_ checker: inout Checker) throws(CaseRefusal) {
        try checker.count(offices.count, max: PeopleLimits.officesMax, "offices")
        var codes = Set<String>()
        for (index, office) in offices.enumerated() {
            try office.check(&checker, "offices[\(index)]")
            guard office.city == city else {
                throw CaseRefusal(
                    .malformed,
                    "an office of \(office.city) in the list of \(city): leave it to its own city",
                    field: "offices[\(index)].city"
                )
            }
            guard codes.insert(office.code).inserted else {
                throw CaseRefusal(
                    .repeated,
                    "another office has this code: give each its own",
                    field: "offices[\(index)].code"
                )
            }
        }
    }

    private func checkLiaisons(_ checker: inout Checker) throws(CaseRefusal) {
        try checker.count(liaisons.count, max: PeopleLimits.liaisonsMax, "liaisons")
        let departments = Set(offices.lazy.filter { $0.kind == .department }.map(\.code))
        for (index, liaison) in liaisons.enumerated() {
            try liaison.check(&checker, "liaisons[\(index)]")
            guard departments.contains(liaison.office) else {
                throw CaseRefusal(
                    .malformed,
                    "no department of the list has this code: add the department or correct the code",
                    field: "liaisons[\(index)].office"
                )
            }
        }
        let answered = Set(liaisons.map(\.office))
        if let index = offices.firstIndex(where: { $0.kind == .department && !answered.contains($0.code) }) {
            throw CaseRefusal(
                .missing,
                "nobody answers for this department: name a liaison",
                field: "offices[\(index)].code"
            )
        }
    }
}
