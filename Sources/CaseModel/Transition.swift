extension CaseLifecycle {
    /// One arrow of the drawing.
    public struct Transition: Hashable, Sendable {
        /// Whose person or node starts something.
        public enum Actor: Hashable, Sendable {
            /// The collecting city says it.
            case collecting
            /// The collecting city asks, and the handling city's node answers with the event.
            case asking
            /// The handling city says it.
            case handling
        }

        /// The state before; `nil` before the first event.
        public var from: CaseState?
        /// What happens.
        public var event: CaseEvent.Kind
        /// The state after.
        public var to: CaseState
        /// Whose person or node starts it.
        public var actor: Actor
        /// The person's action, or `nil` where a node does it by itself (or, for the first, where the case is made).
        public var action: CaseAction.Kind?
        /// Who may do it; empty where a node does it by itself.
        public var roles: [Role]
        /// In which modes.
        public var modes: [HandlingMode]
        /// What becomes of the clocks.
        public var clock: ClockEffect
        /// The documents of which one is to be given to the applicant or put into the file (文书).
        public var documents: [DocumentKind]

        /// The city whose person or node starts it.
        public var side: Side { actor == .handling ? .handling : .collecting }
        /// True when the collecting city only asks.
        public var isRequest: Bool { actor == .asking }

        init(
            _ from: CaseState?,
            _ event: CaseEvent.Kind,
            _ to: CaseState,
            _ actor: Actor,
            _ action: CaseAction.Kind? = nil,
            by roles: [Role] = [],
            in modes: [HandlingMode] = HandlingMode.allCases,
            clock: ClockEffect = .none
        ) {
            documents = Self.documents(of: event)
            self.from = from
            self.event = event
            self.to = to
            self.actor = actor
            self.action = action
            self.roles = roles
            self.modes = modes
            self.clock = clock
        }

        /// What an event puts on paper, whatever the state before it.
        private static func documents(of event: CaseEvent.Kind) -> [DocumentKind] {
            switch event {
            case .submitted, .handedOver: [.receipt]
            case .accepted, .acceptedBySilence: [.acceptance]
            case .correctionRequested: [.correctionNotice]
            case .supplemented: [.supplementConfirmation]
            case .declined: [.notAccepted]
            case .suspended: [.specialProcedure]
            case .extended: [.extensionNotice]
            case .reviewed: [.approvalSheet]
            case .decided: [.completion, .refusal]
            case .issued, .lapsed, .passedOn, .voided: [.completion]
            case .withdrawn: [.returnNotice]
            case .delivered: [.handover, .deliveryReceipt]
            case .consulted, .endorsed, .objected, .registered, .forwarded, .resumed, .legConcluded, .approved,
                .archived, .refused:
                []
            }
        }

        /// Whether it is an arrow of cases in this mode.
        public func serves(_ mode: HandlingMode) -> Bool { modes.contains(mode) }
    }
}
