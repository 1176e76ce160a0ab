/// One stage of one case that runs or ran.
///
/// Keeps when it began and ended; what became due follows from the rules and the timetable of the office whose turn it is.
public struct StageTimer: Hashable, Sendable, Codable {
    /// Which stage.
    public let stage: Stage
    /// Which time of this stage in its case, from 1.
    public let round: Int
    /// When it began, in milliseconds since 1970-01-01T00:00:00Z.
    public let start: Int64
    /// When it was done, in milliseconds since 1970-01-01T00:00:00Z; `nil` while it is not.
    public var doneAt: Int64?

    /// Puts a timer together that was kept; ``StageTimers`` starts new ones.
    public init(stage: Stage, round: Int, start: Int64, doneAt: Int64? = nil) {
        self.stage = stage
        self.round = round
        self.start = start
        self.doneAt = doneAt
    }

    /// The last instant within the limit, in milliseconds since 1970.
    public func deadline(rules: StageTimerRules, in timetable: Timetable) -> Int64 {
        rules[stage].limit.due(after: start, in: timetable)
    }

    /// True when it was not done by its limit, judged at an instant, in milliseconds since 1970.
    public func isLate(at instant: Int64, rules: StageTimerRules, in timetable: Timetable) -> Bool {
        min(instant, doneAt ?? instant) > deadline(rules: rules, in: timetable)
    }

    /// The open time that it took until it was done or until an instant, in milliseconds: the measured response (响应时长).
    public func taken(at instant: Int64, in timetable: Timetable) -> Int64 {
        max(0, timetable.openMilliseconds(from: start, to: min(instant, doneAt ?? instant)))
    }

    /// When each step is due, in milliseconds since 1970, in the order of the rules.
    ///
    /// A step that is due when the stage is done, or later, is not reached.
    func dues(
        rules: StageTimerRules,
        in timetable: Timetable
    ) -> [(level: Int, to: StageTimerRules.Recipient, at: Int64)] {
        rules[stage].steps.enumerated().map { index, step in
            (level: index + 1, to: step.to, at: step.after.due(after: start, in: timetable))
        }.filter { due in doneAt.map { due.at < $0 } ?? true }
    }
}
