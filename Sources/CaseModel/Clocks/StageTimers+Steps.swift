extension Stage {
    /// The stage that a case is in while it is in a state; `nil` where nobody waits between two windows.
    ///
    /// Of a case that is all online no window checks anything again. When originals were posted is not in a case's state.
    public init?(of state: CaseState, mode: HandlingMode) {
        switch state {
        case .consulting: self = .response
        case .endorsed: self = .push
        case .registered where mode != .online: self = .recheck
        case .decided: self = .result
        default: return nil
        }
    }
}

extension StageTimers {
    /// The timers that follow from a case's history: a stage starts as the case enters its state, and is done as it leaves.
    ///
    /// - Parameters:
    ///   - number: the case.
    ///   - mode: how the two cities share the work.
    ///   - steps: its events in the order in which they count.
    /// - Throws: as ``start(_:at:)``.
    public init(number: CaseNumber, mode: HandlingMode, steps: [CaseStep]) throws(CaseRefusal) {
        self.init(number: number)
        var running: (stage: Stage, round: Int)?
        for move in CaseMove.moves(steps, mode: mode) where move.from != move.to {
            if let (stage, round) = running { try finish(stage, round: round, at: move.at) }
            running = nil
            guard let stage = Stage(of: move.to, mode: mode) else { continue }
            running = (stage, try start(stage, at: move.at))
        }
    }

    /// The timers of a stage that have not been done.
    func running(_ stage: Stage) -> StageTimers {
        StageTimers(number: number, timers: timers.filter { $0.doneAt == nil && $0.stage == stage })
    }
}
