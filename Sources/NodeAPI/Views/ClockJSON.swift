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
    /// Every time in which it stood still, oldest first.
    var pauses: [Pause]
    var `extension`: Extension?
    var stoppedAt: Timestamp?
    /// The last day, yyyy-mm-dd, where a calendar is there and the clock runs.
    var deadline: String?
    /// Whether the last day lies beyond the published calendar.
    var isProvisional: Bool?
    var isOverdue: Bool?
    var remainingDays: Int?

    /// A time that does not count.
    struct Pause: Encodable {
        var reason: ClockPause.Reason
        var note: String
        var begin: Timestamp
        /// When it ended; left out while it lasts.
        var end: Timestamp?
    }

    /// The days that were added, in the clock's unit.
    struct Extension: Encodable {
        var days: Int
        var approvedBy: String
        var reason: String
        var notice: String
        var at: Timestamp
    }

    init(_ kind: ClockKind, _ clock: CaseClock, _ reading: ClockReading?) {
        self.kind = kind
        startedAt = Timestamp(clock.start)
        limitDays = clock.limit.days
        unit = "\(clock.limit.unit)"
        isPaused = clock.isPaused
        pausedFor = clock.isPaused ? clock.pauses.last?.reason : nil
        pauses = clock.pauses.map { pause in
            Pause(
                reason: pause.reason,
                note: pause.note,
                begin: Timestamp(pause.begin),
                end: pause.end.map { Timestamp($0) }
            )
        }
        `extension` = clock.extended.map { added in
            Extension(
                days: added.limit.days,
                approvedBy: added.approvedBy,
                reason: added.reason,
                notice: added.notice,
                at: Timestamp(added.at)
            )
        }
        stoppedAt = clock.stoppedAt.map { Timestamp($0) }
        deadline = reading?.deadline?.day.dashed
        isProvisional = reading?.deadline?.isProvisional
        isOverdue = reading?.isOverdue
        remainingDays = reading?.remainingDays
    }
}
