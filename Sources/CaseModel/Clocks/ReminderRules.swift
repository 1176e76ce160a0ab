/// Who hears when of what a city is slow with: the table of stages, and how long before their last day clocks are told of.
public struct ReminderRules: Hashable, Sendable {
    /// The stages between the windows.
    public let stages: StageTimerRules
    private let daysBefore: [ClockKind: Int]

    /// ``StageTimerRules/standard``, and 1 to 3 working days before a clock's last day.
    public static let standard = ReminderRules(sound: .standard, standardDays)

    private static let standardDays: [ClockKind: Int] = [
        .acceptance: 1, .promised: 2, .statutory: 3, .delivery: 2, .correction: 3,
    ]

    private init(sound stages: StageTimerRules, _ daysBefore: [ClockKind: Int]) {
        self.stages = stages
        self.daysBefore = daysBefore
    }

    /// Sets a table.
    ///
    /// - Parameters:
    ///   - stages: the stages' table.
    ///   - daysBefore: how many working days before its last day a clock is told of, 0 to 60; a clock that is left out is
    ///     told of as in ``standard``.
    /// - Throws: `limit-exceeded` for a number of days.
    public init(stages: StageTimerRules = .standard, daysBefore: [ClockKind: Int] = [:]) throws(CaseRefusal) {
        for kind in ClockKind.allCases {
            guard (0...ClockLimits.daysBeforeMax).contains(daysBefore[kind] ?? 0) else {
                throw CaseRefusal(
                    .limitExceeded,
                    "give 0 to \(ClockLimits.daysBeforeMax) working days",
                    field: kind.rawValue
                )
            }
        }
        self.init(sound: stages, Self.standardDays.merging(daysBefore) { $1 })
    }

    /// How many working days before its last day a clock is told of.
    public func days(before kind: ClockKind) -> Int { daysBefore[kind, default: 0] }

    /// Who hears of a clock, and at which side.
    ///
    /// Of a correction the collecting window hears first, so that it can call the applicant; once its days are over, the
    /// reviewer hears, who may end the case.
    static func recipient(of kind: ClockKind, _ notice: Reminder.ClockNotice) -> (side: Side, role: Role) {
        switch (kind, notice) {
        case (.correction, .near): (.collecting, .windowClerk)
        case (.correction, .over): (.handling, .reviewer)
        case (.statutory, .near): (.handling, .decider)
        case (_, .near): (.handling, .reviewer)
        case (_, .over): (.handling, .supervisor)
        }
    }
}

extension StageTimerRules.Recipient {
    /// The role at a side that is meant; the handling city's window has one role for all its people.
    public func role(at side: Side) -> Role {
        switch self {
        case .clerk: side == .collecting ? .windowClerk : .handlingWindow
        case .windowHead: side == .collecting ? .windowHead : .handlingWindow
        case .liaison: .liaison
        case .deputy: .deputyLiaison
        case .workingGroup: .supervisor
        }
    }
}
