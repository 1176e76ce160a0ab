import CaseModel

/// One leg of a joint case as the API writes it (多地联办).
struct LegJSON: Encodable {
    var key: String
    var name: String
    var office: String
    var side: Side
    /// The keys of the legs that come before it.
    var after: [String]
    var limit: TermsJSON.Limit
    /// `waiting`, `running`, `concluded` or `abandoned`.
    var state: String
    var startedAt: Timestamp?
    /// When its office was done, or the case ended without it.
    var stoppedAt: Timestamp?

    init(_ leg: GuideTerms.Leg, _ progress: CaseProgress) {
        let clock = progress.legs[leg.key]
        key = leg.key
        name = leg.name
        office = leg.office
        side = leg.side
        after = leg.after
        limit = TermsJSON.Limit(leg.limit)
        state = Self.state(of: leg.key, clock, progress)
        startedAt = clock.map { Timestamp($0.start) }
        stoppedAt = clock?.stoppedAt.map { Timestamp($0) }
    }

    private static func state(of key: String, _ clock: CaseClock?, _ progress: CaseProgress) -> String {
        guard let clock else { return "waiting" }
        if clock.isRunning { return "running" }
        return progress.abandonedLegs.contains(key) ? "abandoned" : "concluded"
    }
}
