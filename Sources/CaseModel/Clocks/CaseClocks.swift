/// All clocks of one case, or of one leg of a joint case.
///
/// An operation on several clocks does all of it or nothing. None of them looks at a calendar, so both cities can apply the
/// same events and hold the same clocks whatever notices each of them has entered.
public struct CaseClocks: Hashable, Sendable, Codable {
    /// The clocks that were started, stopped ones included.
    public private(set) var clocks: [ClockKind: CaseClock]

    /// Takes clocks that were kept; a new case has none.
    public init(clocks: [ClockKind: CaseClock] = [:]) { self.clocks = clocks }

    /// A clock, or `nil` when it was not started.
    public subscript(kind: ClockKind) -> CaseClock? { clocks[kind] }

    /// When the first last day of the clocks that run ends, in milliseconds since 1970-01-01T00:00:00Z; `nil` where none runs.
    public func due(in timetable: Timetable) -> Int64? {
        clocks.values.compactMap { $0.isRunning ? $0.deadline(in: timetable)?.endMilliseconds : nil }.min()
    }

    /// Starts a clock.
    ///
    /// A clock starts once. Only the applicant's starts again after it was stopped, when a second correction is asked for by
    /// way of exception.
    ///
    /// - Parameters:
    ///   - kind: which.
    ///   - at: when, in milliseconds since 1970-01-01T00:00:00Z.
    ///   - limit: how long.
    ///   - opening: how that instant becomes a day; `nil` for the kind's own way.
    /// - Throws: `clock-state` when it was started before, or what is wrong with the instant or the limit.
    public mutating func start(
        _ kind: ClockKind,
        at: Int64,
        limit: TimeLimit,
        opening: CaseClock.Opening? = nil
    ) throws(CaseRefusal) {
        if let old = clocks[kind] {
            guard kind == .correction, let stoppedAt = old.stoppedAt else {
                throw CaseRefusal(.clockState, "the \(kind.rawValue) clock was started before: it starts once")
            }
            guard at >= stoppedAt else {
                throw CaseRefusal(.timeReversed, "the \(kind.rawValue) clock was stopped later than that", field: "at")
            }
        }
        clocks[kind] = try CaseClock(start: at, opening: opening ?? kind.opening, limit: limit)
    }

    /// Starts the two clocks of the decision.
    ///
    /// After silence, `at` is ``Silence/receivedAt`` and `opening` is by receipt.
    ///
    /// - Parameters:
    ///   - at: when the case was accepted, in milliseconds since 1970-01-01T00:00:00Z.
    ///   - promised: what the department promised.
    ///   - statutory: what the law gives.
    ///   - opening: how that instant becomes a day.
    /// - Throws: `limit-exceeded` when the promise is certainly longer than the law's limit, or as ``start(_:at:limit:opening:)``.
    public mutating func startDecision(
        at: Int64,
        promised: TimeLimit,
        statutory: TimeLimit = ClockLimits.decision,
        opening: CaseClock.Opening = .act
    ) throws(CaseRefusal) {
        // So many working days are never less than as many calendar days; the other way round only a calendar could tell.
        let isComparable = promised.unit == statutory.unit || promised.unit == .workingDays
        guard !isComparable || promised.days <= statutory.days else {
            throw CaseRefusal(
                .limitExceeded,
                "the promise is longer than the law's \(statutory.days) days: promise no more than those",
                field: "promised.days"
            )
        }
        var copy = self
        try copy.start(.promised, at: at, limit: promised, opening: opening)
        try copy.start(.statutory, at: at, limit: statutory, opening: opening)
        self = copy
    }

    /// Lets clocks stand still; see ``CaseClock/pause(_:note:at:)``.
    public mutating func pause(
        _ kinds: [ClockKind],
        reason: ClockPause.Reason,
        note: String = "",
        at: Int64
    ) throws(CaseRefusal) {
        try change(kinds) { (clock) throws(CaseRefusal) in try clock.pause(reason, note: note, at: at) }
    }

    /// Lets clocks go on; see ``CaseClock/resume(at:)``.
    public mutating func resume(_ kinds: [ClockKind], at: Int64) throws(CaseRefusal) {
        try change(kinds) { (clock) throws(CaseRefusal) in try clock.resume(at: at) }
    }

    /// Makes limits longer, once; see ``CaseClock/extend(by:most:)``.
    public mutating func extend(
        _ kinds: [ClockKind] = ClockKind.decision,
        by addition: ClockExtension,
        most: TimeLimit = ClockLimits.lengthening
    ) throws(CaseRefusal) {
        try change(kinds) { (clock) throws(CaseRefusal) in try clock.extend(by: addition, most: most) }
    }

    /// Ends clocks; see ``CaseClock/stop(at:)``.
    public mutating func stop(_ kinds: [ClockKind], at: Int64) throws(CaseRefusal) {
        try change(kinds) { (clock) throws(CaseRefusal) in try clock.stop(at: at) }
    }

    private mutating func change(
        _ kinds: [ClockKind],
        _ body: (inout CaseClock) throws(CaseRefusal) -> Void
    ) throws(CaseRefusal) {
        var copy = clocks
        for kind in kinds {
            guard var clock = copy[kind] else {
                throw CaseRefusal(.clockState, "the \(kind.rawValue) clock was not started: start it first")
            }
            do throws(CaseRefusal) {
                try body(&clock)
            } catch {
                var refusal = error
                refusal.message = "the \(kind.rawValue) clock: \(error.message)"
                throw refusal
            }
            copy[kind] = clock
        }
        clocks = copy
    }

    /// The clocks that run and are over their limit at an instant, in milliseconds since 1970.
    public func overdue(at instant: Int64, in timetable: Timetable) -> [ClockKind] {
        ClockKind.allCases.filter { kind in
            clocks[kind].map { $0.isRunning && $0.isOverdue(at: instant, in: timetable) } ?? false
        }
    }

    /// The first instant after another at which a running clock's last day has passed, in milliseconds since 1970; `nil` when
    /// there is none.
    public func nextOverdue(after instant: Int64, in timetable: Timetable) -> Int64? {
        clocks.values.filter(\.isRunning).compactMap { $0.deadline(in: timetable)?.endMilliseconds }
            .filter { $0 > instant }.min()
    }

    /// What silence means at an instant, in milliseconds since 1970; `nil` while the department can still speak, and once it
    /// has spoken.
    public func silence(at instant: Int64, in timetable: Timetable) -> Silence? {
        guard let clock = clocks[.acceptance], clock.isRunning, clock.isOverdue(at: instant, in: timetable) else {
            return nil
        }
        let course = clock.course(in: timetable)
        return Silence(day: course.day, receivedAt: course.instant)
    }
}
