import CaseModel

extension EventFilter {
    /// Reads the parameters; each but `side` takes several values with commas between.
    init(_ query: RequestQuery) throws(Problem) {
        self.init()
        cases = Set(try query.values("case", "case numbers like 330800-20261123-7K2M9QX4RT", CaseNumber.init(typed:)))
        items = Set(
            try query.values("item", "item codes of 1 to \(CaseLimits.itemCodeCharactersMax) characters") { text in
                text.unicodeScalars.count <= CaseLimits.itemCodeCharactersMax ? text : nil
            }
        )
        offices = Set(
            try query.values("office", "names of 1 to \(Self.officeCharactersMax) characters") { text in
                text.unicodeScalars.count <= Self.officeCharactersMax ? text : nil
            }
        )
        kinds = Set(try query.choices("kind", of: FeedKind.self))
        side = try query.choice("side", of: Side.self)
    }
}

extension RequestQuery {
    /// Several values with commas between, at most ``CaseModel/EventFilter/valuesMax``; none where it is not given.
    func values<Value>(
        _ name: String,
        _ expected: String,
        _ read: (String) -> Value?
    ) throws(Problem) -> [Value] {
        guard let text = text(name) else { return [] }
        let parts = text.split(separator: ",")
        let values = parts.compactMap { read(String($0)) }
        guard !parts.isEmpty, values.count == parts.count, parts.count <= EventFilter.valuesMax else {
            throw Problem(
                .badQuery,
                "\(name) has 1 to \(EventFilter.valuesMax) \(expected), with commas between.",
                field: name
            )
        }
        return values
    }
}
