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
    /// `waiting`, `running` or `concluded`.
    var state: String
    var startedAt: Timestamp?
    /// When its office was done, or the case ended without it.
    var stoppedAt: Timestamp?

    init(_ leg: GuideTerms.Leg, _ clock: CaseClock?) {
        key = leg.key
        name = leg.name
        office = leg.office
        side = leg.side
        after = leg.after
        limit = TermsJSON.Limit(leg.limit)
        state = clock.map { $0.isRunning ? "running" : "concluded" } ?? "waiting"
        startedAt = clock.map { Timestamp($0.start) }
        stoppedAt = clock?.stoppedAt.map { Timestamp($0) }
    }
}
