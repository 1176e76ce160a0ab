import CaseModel

extension EventFilter {
    /// Reads the parameters; each but `side` takes several values with commas between.
    init(_ query: RequestQuery) throws(Problem) {
        self.init()
        cases = Set(
            try query.values(
                "case",
                "case numbers like 330800-20261123-7K2M9QX4RT",
                atMost: Self.valuesMax,
                CaseNumber.init(typed:)
            )
        )
        items = Set(try query.items("item", atMost: Self.valuesMax))
        let names = "names of 1 to \(Self.officeCharactersMax) characters"
        offices = Set(
            try query.values("office", names, atMost: Self.valuesMax) { name in
                name.unicodeScalars.count <= Self.officeCharactersMax ? name : nil
            }
        )
        kinds = Set(try query.choices("kind", of: FeedKind.self))
        side = try query.choice("side", of: Side.self)
    }
}
