/// Which step may follow in which state of a ticket, and who takes it.
public enum RectificationLifecycle {
    /// Who takes a step.
    public enum Taker: String, Hashable, Sendable, CaseIterable {
        /// The office that was evaluated.
        case office
        /// Any other office: a review is not the reviewed office's own.
        case reviewer
    }

    /// One arrow.
    public struct Transition: Hashable, Sendable {
        /// The state before.
        public var from: RectificationState
        /// What is done.
        public var step: RectificationStep.Kind
        /// The state after.
        public var to: RectificationState
        /// Who does it.
        public var taker: Taker
    }

    /// Every arrow.
    ///
    /// A discontent applicant sends the ticket back to the office, so what is called back is content.
    public static let transitions: [Transition] = [
        Transition(from: .open, step: .answer, to: .answered, taker: .office),
        Transition(from: .open, step: .excludeMistaken, to: .excluded, taker: .reviewer),
        Transition(from: .open, step: .excludeMalicious, to: .excluded, taker: .reviewer),
        Transition(from: .answered, step: .callBackContent, to: .calledBack, taker: .reviewer),
        Transition(from: .answered, step: .callBackDiscontent, to: .open, taker: .reviewer),
        Transition(from: .answered, step: .excludeMistaken, to: .excluded, taker: .reviewer),
        Transition(from: .answered, step: .excludeMalicious, to: .excluded, taker: .reviewer),
        Transition(from: .calledBack, step: .close, to: .closed, taker: .reviewer),
    ]

    /// The arrow for a step in a state, or `nil` when there is none.
    public static func transition(from state: RectificationState, step: RectificationStep.Kind) -> Transition? {
        transitions.first { $0.from == state && $0.step == step }
    }

    /// The table as Markdown, as it stands in the documentation.
    public static var markdown: String {
        var lines = ["| state | step | next state | who |", "| --- | --- | --- | --- |"]
        for row in transitions {
            lines.append("| \(row.from.rawValue) | \(row.step.rawValue) | \(row.to.rawValue) | \(row.taker.rawValue) |")
        }
        return lines.joined(separator: "\n")
    }
}
