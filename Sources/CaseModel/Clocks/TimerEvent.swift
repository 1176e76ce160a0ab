/// A step of an escalation that became due: somebody must be told.
public struct TimerEvent: Hashable, Sendable, Codable {
    /// What makes an event the same one, however often it is worked out.
    ///
    /// A node that keeps the keys of what it has told tells nobody twice, even when a changed calendar moves a step.
    public struct Key: Hashable, Sendable, Codable, CustomStringConvertible {
        /// The case.
        public var number: CaseNumber
        /// The stage.
        public var stage: Stage
        /// Which time of this stage, from 1.
        public var round: Int
        /// Which step, from 1.
        public var level: Int

        /// Names an event.
        public init(number: CaseNumber, stage: Stage, round: Int, level: Int) {
            self.number = number
            self.stage = stage
            self.round = round
            self.level = level
        }

        /// The key as text, `330800-20261123-10AB00CD11/response/1/2`.
        public var description: String { "\(number)/\(stage.rawValue)/\(round)/\(level)" }
    }

    /// What makes it this event.
    public var key: Key
    /// Who is told.
    public var to: StageTimerRules.Recipient
    /// When it became due, in milliseconds since 1970-01-01T00:00:00Z.
    public var dueAt: Int64

    /// Fills an event.
    public init(key: Key, to: StageTimerRules.Recipient, dueAt: Int64) {
        self.key = key
        self.to = to
        self.dueAt = dueAt
    }
}
