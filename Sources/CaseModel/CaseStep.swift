/// One event of a case without what it said: enough to follow its states and to measure how long they lasted.
public struct CaseStep: Hashable, Sendable {
    /// What happened.
    public var kind: CaseEvent.Kind
    /// When the entry was made, in milliseconds since 1970-01-01T00:00:00Z.
    public var at: Int64

    /// Names a step.
    public init(_ kind: CaseEvent.Kind, at: Int64) {
        self.kind = kind
        self.at = at
    }
}

/// A step that changed a case, with the states before and after it.
struct CaseMove {
    /// What happened.
    var kind: CaseEvent.Kind
    /// The state before; `nil` for the first step.
    var from: CaseState?
    /// The state after, which may be the same.
    var to: CaseState
    /// When, in milliseconds since 1970-01-01T00:00:00Z; never before the move before it.
    var at: Int64

    /// The moves that a case's steps make, in their order.
    ///
    /// What does not fit the lifecycle is left out, as it is where the events themselves are applied.
    static func moves(_ steps: [CaseStep], mode: HandlingMode) -> [CaseMove] {
        var moves: [CaseMove] = []
        for step in steps {
            let last = moves.last
            guard let row = CaseLifecycle.transition(from: last?.to, event: step.kind, mode: mode) else { continue }
            moves.append(CaseMove(kind: step.kind, from: last?.to, to: row.to, at: max(last?.at ?? .min, step.at)))
        }
        return moves
    }
}
