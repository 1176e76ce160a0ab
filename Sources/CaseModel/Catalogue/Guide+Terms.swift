extension GuideTerms {
    /// What of a guide a case in this mode is held to; `nil` for a jump item, which has no limits here.
    ///
    /// An item without a law's limit is held to the promise.
    public init?(_ guide: Guide, mode: HandlingMode) {
        guard let promised = guide.promisedLimit, let correction = guide.correction else { return nil }
        self.init(
            version: guide.version,
            promised: promised,
            statutory: guide.statutoryLimit ?? promised,
            correction: correction.limit,
            legs: mode == .joint ? Self.ordered(guide.legs) : []
        )
    }

    /// The legs, each after those that it waits for, otherwise in the guide's order.
    ///
    /// A guide that was checked has no circle.
    private static func ordered(_ legs: [GuideLeg]) -> [Leg] {
        var rest = legs
        var done: [Leg] = []
        func canBegin(_ leg: GuideLeg) -> Bool { leg.after.allSatisfy { key in done.contains { $0.key == key } } }
        while let next = rest.firstIndex(where: canBegin) {
            let leg = rest.remove(at: next)
            done.append(
                Leg(
                    key: leg.key,
                    name: leg.name,
                    office: leg.office,
                    side: leg.side,
                    after: leg.after,
                    limit: leg.limit
                )
            )
        }
        return done
    }
}
