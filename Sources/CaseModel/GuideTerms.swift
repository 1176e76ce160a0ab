/// What of the handling city's guide a case is held to from its submission on (指南版本).
///
/// It travels with the case, so that both cities work out the same limits whatever their catalogues hold by then.
public struct GuideTerms: Hashable, Sendable, Codable {
    /// One part of joint handling, as the guide has it.
    public struct Leg: Hashable, Sendable, Codable {
        /// A short key, used once in a case, 1 to 50 characters.
        public var key: String
        /// What is done, 1 to 100 characters.
        public var name: String
        /// Whose office does it, 1 to 100 characters.
        public var office: String
        /// In which of the case's two cities that office is.
        public var side: Side
        /// The keys of the legs that must be concluded before.
        public var after: [String]
        /// How long it may take.
        public var limit: TimeLimit

        /// Describes a leg.
        public init(key: String, name: String, office: String, side: Side, after: [String] = [], limit: TimeLimit) {
            self.key = key
            self.name = name
            self.office = office
            self.side = side
            self.after = after
            self.limit = limit
        }
    }

    /// The guide's version, or 0 where no guide was at hand and the law's limits hold.
    public var version: Int
    /// What the department promises, from acceptance.
    public var promised: TimeLimit
    /// What the law gives, from acceptance.
    public var statutory: TimeLimit
    /// How long the applicant may take for a correction.
    public var correction: TimeLimit
    /// The legs of a joint case, in the guide's order; otherwise none.
    public var legs: [Leg]

    /// The law's limits, where no guide is at hand.
    ///
    /// 20 working days to decide (行政许可法 art. 42), 30 calendar days for a correction.
    public static let law = GuideTerms(
        version: 0,
        promised: ClockLimits.decision,
        statutory: ClockLimits.decision,
        correction: TimeLimit(days: 30, unit: .calendarDays)
    )

    /// Fixes terms.
    public init(
        version: Int,
        promised: TimeLimit,
        statutory: TimeLimit,
        correction: TimeLimit,
        legs: [Leg] = []
    ) {
        self.version = version
        self.promised = promised
        self.statutory = statutory
        self.correction = correction
        self.legs = legs
    }

    /// A leg by its key.
    public func leg(_ key: String) -> Leg? { legs.first { $0.key == key } }
}

extension GuideTerms {
    /// Finds the first fault.
    func check(_ mode: HandlingMode) throws(CaseRefusal) {
        guard (0...CaseLimits.guideVersionMax).contains(version) else {
            throw CaseRefusal(.malformed, "give 0 to \(CaseLimits.guideVersionMax)", field: "terms.version")
        }
        for (limit, field) in [(promised, "promised"), (statutory, "statutory"), (correction, "correction")] {
            try Self.check(limit, min: field == "correction" ? 1 : 0, "terms.\(field)")
        }
        guard promised.unit != statutory.unit || promised.days <= statutory.days else {
            throw CaseRefusal(
                .limitExceeded,
                "the promise is longer than the law's \(statutory.days) days: promise no more than those",
                field: "terms.promised"
            )
        }
        guard mode == .joint ? legs.count >= 2 : legs.isEmpty else {
            throw CaseRefusal(
                .malformed,
                mode == .joint ? "joint handling has two legs or more" : "only joint handling has legs",
                field: "terms.legs"
            )
        }
        try checkLegs()
    }

    private static func check(_ limit: TimeLimit, min: Int = 0, _ field: String) throws(CaseRefusal) {
        guard (min...TimeLimit.daysMax).contains(limit.days) else {
            throw CaseRefusal(.malformed, "give \(min) to \(TimeLimit.daysMax) days", field: "\(field).days")
        }
    }

    /// A leg waits only for legs before it, so that there is no circle.
    private func checkLegs() throws(CaseRefusal) {
        var checker = Checker()
        try checker.count(legs.count, max: CaseLimits.legsMax, "terms.legs")
        var known: Set<String> = []
        for (index, leg) in legs.enumerated() {
            let path = "terms.legs[\(index)]"
            try checker.name(leg.key, max: CaseLimits.legKeyCharactersMax, "\(path).key")
            try checker.name(leg.name, "\(path).name")
            try checker.name(leg.office, "\(path).office")
            try Self.check(leg.limit, "\(path).limit")
            guard leg.after.allSatisfy(known.contains) else {
                throw CaseRefusal(.malformed, "a leg waits only for legs before it in the list", field: "\(path).after")
            }
            guard known.insert(leg.key).inserted else {
                throw CaseRefusal(.repeated, "two legs have this key: give each its own", field: "\(path).key")
            }
        }
    }
}
