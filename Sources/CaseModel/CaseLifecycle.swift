/// Which event may follow in which state, who says it, and which action of a person asks for it.
///
/// One table. The rules, the list of allowed actions in a refusal and the drawing in the documentation are read from it.
public enum CaseLifecycle {
    /// One arrow of the drawing.
    public struct Transition: Hashable, Sendable {
        /// The state before; `nil` before the first event.
        public var from: CaseState?
        /// What happens.
        public var event: CaseEvent.Kind
        /// The state after.
        public var to: CaseState
        /// The city whose person or node starts it.
        public var side: Side
        /// The person's action, or `nil` where a node does it by itself (or, for the first, where the case is made).
        public var action: CaseAction.Kind?
        /// True when the collecting city only asks, and the handling city's node answers with the event.
        public var isRequest: Bool
    }

    /// Every arrow, in the order of a case's life.
    public static let transitions: [Transition] = [
        arrow(nil, .submitted, .submitted, .collecting, nil),
        arrow(.submitted, .registered, .registered, .handling, nil),
        arrow(.submitted, .refused, .refused, .handling, nil),
        arrow(.refused, .registered, .registered, .handling, nil),
        arrow(.registered, .accepted, .accepted, .handling, .accept),
        arrow(.registered, .correctionRequested, .correcting, .handling, .requestCorrection),
        arrow(.registered, .declined, .declined, .handling, .decline),
        arrow(.correcting, .supplemented, .registered, .collecting, .supplement, isRequest: true),
        arrow(.accepted, .decided, .decided, .handling, .decide),
        arrow(.decided, .delivered, .delivered, .collecting, .confirmDelivery, isRequest: true),
        arrow(.declined, .delivered, .delivered, .collecting, .confirmDelivery, isRequest: true),
    ]

    /// How often a correction may be asked for: everything is told at once.
    public static let correctionsMax = 1

    /// The arrow for an event in a state, or `nil` when there is none.
    public static func transition(from state: CaseState?, event: CaseEvent.Kind) -> Transition? {
        // Eleven rows are searched faster than anything that would have to be hashed.
        for row in transitions where row.from == state && row.event == event { return row }
        return nil
    }

    /// The arrow for an action in a state, or `nil` when there is none.
    public static func transition(from state: CaseState, action: CaseAction.Kind) -> Transition? {
        for row in transitions where row.from == state && row.action == action { return row }
        return nil
    }

    /// Who may ever do an action.
    public static func side(of action: CaseAction.Kind) -> Side {
        for row in transitions where row.action == action { return row.side }
        preconditionFailure("the lifecycle has an arrow for every action")
    }

    /// The actions that a side has in a state, after so many corrections.
    public static func actions(in state: CaseState, side: Side, corrections: Int) -> [CaseAction.Kind] {
        transitions.compactMap { row in
            guard row.from == state, row.side == side, let action = row.action else { return nil }
            return action == .requestCorrection && corrections >= correctionsMax ? nil : action
        }
    }

    /// The table as Markdown, as it stands in the documentation.
    public static var markdown: String {
        var lines = ["| state | event | next state | who | action |", "| --- | --- | --- | --- | --- |"]
        for row in transitions {
            let who = row.isRequest ? "\(row.side.rawValue) asks, handling answers" : row.side.rawValue
            let from = row.from?.rawValue ?? "(none)"
            let action = row.action?.rawValue ?? (row.from == nil ? "submit" : "(the node)")
            lines.append("| \(from) | \(row.event.rawValue) | \(row.to.rawValue) | \(who) | \(action) |")
        }
        return lines.joined(separator: "\n")
    }

    /// The drawing as a Mermaid state diagram, as it stands in the documentation.
    public static var mermaid: String {
        var lines = ["stateDiagram-v2"]
        for row in transitions {
            lines.append("    \(row.from?.rawValue ?? "[*]") --> \(row.to.rawValue): \(row.event.rawValue)")
        }
        for state in CaseState.allCases where state.isFinal { lines.append("    \(state.rawValue) --> [*]") }
        return lines.joined(separator: "\n")
    }

    private static func arrow(
        _ from: CaseState?,
        _ event: CaseEvent.Kind,
        _ to: CaseState,
        _ side: Side,
        _ action: CaseAction.Kind?,
        isRequest: Bool = false
    ) -> Transition {
        Transition(from: from, event: event, to: to, side: side, action: action, isRequest: isRequest)
    }
}
