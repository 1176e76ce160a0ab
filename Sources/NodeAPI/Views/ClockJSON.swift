import CaseModel

/// One clock of a case as the API writes it.
struct ClockJSON: Encodable {
    var kind: ClockKind
    var startedAt: Timestamp
    var limitDays: Int
    /// `workingDays` or `calendarDays`.
    var unit: String
    var isPaused: Bool
    /// Why it stands still, while it does.
    var pausedFor: ClockPause.Reason?
    var extensionDays: Int?
    var stoppedAt: Timestamp?
    /// The last day, yyyy-mm-dd, where a calendar is there and the clock runs.
    var deadline: String?
    /// Whether the last day lies beyond the published calendar.
    var isProvisional: Bool?
    var isOverdue: Bool?
    var remainingDays: Int?

    init(_ kind: ClockKind, _ clock: CaseClock, _ reading: ClockReading?) {
        self.kind = kind
        startedAt = Timestamp(clock.start)
        limitDays = clock.limit.days
        unit = "\(clock.limit.unit)"
        isPaused = clock.isPaused
        pausedFor = clock.isPaused ? clock.pauses.last?.reason : nil
        extensionDays = clock.extended?.limit.days
        stoppedAt = clock.stoppedAt.map { Timestamp($0) }
        deadline = reading?.deadline?.day.dashed
        isProvisional = reading?.deadline?.isProvisional
        isOverdue = reading?.isOverdue
        remainingDays = reading?.remainingDays
    }
}

/// One leg of a joint case as the API writes it.
struct LegJSON: Encodable {
    var key: String
    var name: String
    var office: String
    var side: Side
    var after: [String]
    /// `waiting`, `running` or `concluded`.
    var state: String

    init(_ leg: GuideTerms.Leg, _ clock: CaseClock?) {
        key = leg.key
        name = leg.name
        office = leg.office
        side = leg.side
        after = leg.after
        state = clock.map { $0.isRunning ? "running" : "concluded" } ?? "waiting"
    }
}
