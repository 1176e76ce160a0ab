/// All stages of one case that ran between its windows.
///
/// A node asks ``nextDue(after:rules:in:)`` when to wake up and ``fired(since:until:rules:in:)`` what became due since it last
/// asked. Spans that follow on each other give every event once, however long the node was down in between.
///
/// When rules or a calendar change, a step may move to before the last question: ask from ``Swift/Int64/min`` then, and leave
/// out the events whose keys are known.
public struct StageTimers: Hashable, Sendable, Codable {
    /// The case.
    public let number: CaseNumber
    /// The timers as they were started, at most 1,000.
    public private(set) var timers: [StageTimer]

    /// Takes timers that were kept; a new case has none.
    public init(number: CaseNumber, timers: [StageTimer] = []) {
        self.number = number
        self.timers = timers
    }

    /// Starts a stage, also one that runs already: two parcels may be on their way.
    ///
    /// - Parameters:
    ///   - stage: which.
    ///   - at: when, in milliseconds since 1970-01-01T00:00:00Z.
    /// - Returns: which time of this stage it is, from 1; ``finish(_:round:at:)`` wants it.
    /// - Throws: `malformed` for an instant outside ``ClockLimits/instants``, `too-much` when too many were started.
    @discardableResult
    public mutating func start(_ stage: Stage, at: Int64) throws(CaseRefusal) -> Int {
        guard ClockLimits.instants.contains(at) else {
            throw CaseRefusal(.malformed, "give milliseconds since 1970-01-01T00:00:00Z, 1992 to 2999", field: "at")
        }
        guard timers.count < ClockLimits.timersMax else {
            throw CaseRefusal(.tooMuch, "\(timers.count) stages were started, which is the most: end the case")
        }
        let round = timers.count { $0.stage == stage } + 1
        timers.append(StageTimer(stage: stage, round: round, start: at))
        return round
    }

    /// Ends a stage because it was done.
    ///
    /// - Parameters:
    ///   - stage: which.
    ///   - round: which time of it, from 1.
    ///   - at: when, in milliseconds since 1970-01-01T00:00:00Z.
    /// - Throws: `clock-state` when it was not started or is done already, `time-reversed` when it was started later.
    public mutating func finish(_ stage: Stage, round: Int, at: Int64) throws(CaseRefusal) {
        guard let index = timers.firstIndex(where: { $0.stage == stage && $0.round == round }) else {
            throw CaseRefusal(
                .clockState,
                "round \(round) of the \(stage.rawValue) stage was not started: start it first"
            )
        }
        guard timers[index].doneAt == nil else {
            throw CaseRefusal(.clockState, "round \(round) of the \(stage.rawValue) stage is done already")
        }
        guard at >= timers[index].start else {
            throw CaseRefusal(.timeReversed, "the \(stage.rawValue) stage was started later than that", field: "at")
        }
        timers[index].doneAt = at
    }

    /// The first instant after another at which something becomes due, both in milliseconds since 1970; `nil` when nothing
    /// will.
    ///
    /// - Parameters:
    ///   - instant: the end of the last span that was asked for.
    ///   - rules: the city's table.
    ///   - timetable: the timetable of a side's office; a city knows both.
    public func nextDue(after instant: Int64, rules: StageTimerRules, in timetable: (Side) -> Timetable) -> Int64? {
        events(rules: rules, in: timetable).map(\.dueAt).filter { $0 > instant }.min()
    }

    /// Everything that became due after one instant, through another, in order of time.
    ///
    /// - Parameters:
    ///   - first: the end of the last span that was asked for, in milliseconds since 1970.
    ///   - last: now, in milliseconds since 1970.
    ///   - rules: the city's table.
    ///   - timetable: the timetable of a side's office; a city knows both.
    public func fired(
        since first: Int64,
        until last: Int64,
        rules: StageTimerRules,
        in timetable: (Side) -> Timetable
    ) -> [TimerEvent] {
        events(rules: rules, in: timetable).filter { first < $0.dueAt && $0.dueAt <= last }
    }

    /// Every event, in order of time, then of start, then of level.
    private func events(rules: StageTimerRules, in timetable: (Side) -> Timetable) -> [TimerEvent] {
        let events = timers.flatMap { timer in
            timer.dues(rules: rules, in: timetable(timer.stage.side)).map { due in
                TimerEvent(
                    key: TimerEvent.Key(number: number, stage: timer.stage, round: timer.round, level: due.level),
                    to: due.to,
                    dueAt: due.at
                )
            }
        }
        return events.enumerated().sorted { ($0.element.dueAt, $0.offset) < ($1.element.dueAt, $1.offset) }.map(
            \.element
        )
    }
}
