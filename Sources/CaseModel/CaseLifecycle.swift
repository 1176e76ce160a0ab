/// Which event may follow in which state, who says it, and which action of a person asks for it.
///
/// One table. The rules, the list of allowed actions in a refusal and the drawing in the documentation are read from it.
public enum CaseLifecycle {
    /// Every arrow, in the order of a case's life.
    public static let transitions: [Transition] =
        [
            // The applicant is at the counter; the liaison looks at the scans (即时响应).
            atWindows(nil, .consulted, .consulting, .collecting),
            atWindows(.consulting, .endorsed, .endorsed, .handling, .endorse, by: liaisons),
            atWindows(.consulting, .objected, .incomplete, .handling, .object, by: liaisons),
            atWindows(.incomplete, .supplemented, .consulting, .asking, .supplement, by: window),
        ]
        + [CaseState.consulting, .incomplete, .endorsed].map {
            atWindows($0, .handedOver, .registered, .asking, .handOver, by: window, .startAcceptance)
        } + [
            // Handed over; the handling city's log is the truth of the case from here on.
            Transition(nil, .submitted, .submitted, .collecting),
            Transition(.submitted, .registered, .registered, .handling, clock: .startAcceptance),
            Transition(.submitted, .refused, .refused, .handling),
            Transition(.refused, .registered, .registered, .handling, clock: .startAcceptance),
            atWindows(.registered, .forwarded, .forwarded, .handling, .forward, by: [.handlingWindow]),

            // Complete or not: said once (一次性告知).
            Transition(
                .registered,
                .correctionRequested,
                .correcting,
                .handling,
                .requestCorrection,
                by: [.handlingWindow] + department,
                clock: .startCorrection
            ),
            Transition(
                .forwarded,
                .correctionRequested,
                .correcting,
                .handling,
                .requestCorrection,
                by: department,
                clock: .startCorrection
            ),
            Transition(
                .correcting,
                .supplemented,
                .registered,
                .asking,
                .supplement,
                by: applicantSide,
                clock: .endCorrection
            ),
            Transition(
                .correcting,
                .lapsed,
                .lapsed,
                .handling,
                .lapse,
                by: department + [.supervisor],
                clock: .stopAll
            ),

            // Taken on or not: the department alone (受理).
            online(.registered, .accepted, .accepted, .handling, .accept, by: department, .startDecision),
            online(.registered, .declined, .declined, .handling, .decline, by: department, .stopAll),
            atWindows(.forwarded, .accepted, .accepted, .handling, .accept, by: department, .startDecision),
            atWindows(.forwarded, .declined, .declined, .handling, .decline, by: department, .stopAll),
            Transition(.registered, .acceptedBySilence, .accepted, .handling, clock: .startDecisionFromReceipt),
            Transition(.forwarded, .acceptedBySilence, .accepted, .handling, clock: .startDecisionFromReceipt),

            // Examined and decided, by two people (审核, 批准).
            Transition(.accepted, .suspended, .suspended, .handling, .suspend, by: department, clock: .pauseDecision),
            Transition(.suspended, .resumed, .accepted, .handling, .resume, by: department, clock: .resumeDecision),
            Transition(.accepted, .extended, .accepted, .handling, .extend, by: [.decider], clock: .extendDecision),
            Transition(.accepted, .reviewed, .accepted, .handling, .review, by: [.reviewer]),
            joint(.accepted, .legConcluded, .accepted, .handling, .concludeLeg, by: department, .concludeLeg),
            joint(.accepted, .legConcluded, .accepted, .asking, .concludeLeg, by: department, .concludeLeg),
            Transition(.accepted, .approved, .issuing, .handling, .approve, by: [.decider], clock: .startDelivery),
            Transition(.accepted, .decided, .decided, .handling, .decide, by: [.decider], clock: .startDelivery),
            Transition(.issuing, .issued, .decided, .handling, .issue, by: department + [.handlingWindow]),
        ]
        + [CaseState.consulting, .incomplete, .endorsed, .registered, .forwarded, .correcting, .accepted, .suspended]
        .map {
            Transition($0, .withdrawn, .withdrawn, .asking, .withdraw, by: applicantSide, clock: .stopAll)
        }
        + [CaseState.registered, .forwarded, .accepted].map {
            Transition($0, .passedOn, .passedOn, .handling, .passOn, by: [.decider, .supervisor], clock: .stopAll)
        }
        + [CaseState.registered, .forwarded, .correcting, .accepted, .suspended, .issuing].map {
            Transition($0, .voided, .voided, .handling, .void, by: [.supervisor], clock: .stopAll)
        }
        + [CaseState.decided, .declined, .withdrawn, .lapsed, .passedOn].map {
            Transition($0, .delivered, .delivered, .asking, .confirmDelivery, by: applicantSide, clock: .stopDelivery)
        }
        + [CaseState.delivered, .voided].map {
            Transition($0, .archived, .archived, .handling, .archive, by: department + [.handlingWindow])
        }

    private static let liaisons: [Role] = [.liaison, .deputyLiaison, .supervisor]
    private static let window: [Role] = [.windowClerk, .windowHead]
    private static let applicantSide: [Role] = [.windowClerk, .windowHead, .applicant]
    private static let department: [Role] = [.reviewer, .decider]

    /// The arrow for an event in a state, or `nil` when there is none.
    ///
    /// Where both cities may bring the event about there is one arrow for each; they differ in nothing else.
    public static func transition(from state: CaseState?, event: CaseEvent.Kind, mode: HandlingMode) -> Transition? {
        rows(from: state).first { $0.event == event && $0.serves(mode) }
    }

    /// The arrow for an action of one side in a state, or `nil` when there is none.
    public static func transition(
        from state: CaseState,
        action: CaseAction.Kind,
        side: Side,
        mode: HandlingMode
    ) -> Transition? {
        rows(from: state).first { $0.action == action && $0.side == side && $0.serves(mode) }
    }

    /// Who may ever do an action.
    public static func sides(of action: CaseAction.Kind) -> Set<Side> { sidesByAction[action] ?? [] }

    /// The arrows that leave a state; `nil` for those with which a case begins.
    ///
    /// Every step of every case asks this: to search all rows, each of which is copied to be looked at, takes far longer.
    static func rows(from state: CaseState?) -> [Transition] { rowsByState[state] ?? [] }

    private static let rowsByState = Dictionary(grouping: transitions, by: \.from)
    private static let sidesByAction = Dictionary(
        grouping: transitions.compactMap { row in row.action.map { (action: $0, side: row.side) } },
        by: \.action
    ).mapValues { Set($0.map(\.side)) }

    /// The actions that a side has in a state.
    public static func actions(in state: CaseState, side: Side, mode: HandlingMode) -> [CaseAction.Kind] {
        rows(from: state).compactMap { $0.side == side && $0.serves(mode) ? $0.action : nil }
    }

    /// The arrows of cases whose applicant stands at a counter.
    private static func atWindows(
        _ from: CaseState?,
        _ event: CaseEvent.Kind,
        _ to: CaseState,
        _ actor: Transition.Actor,
        _ action: CaseAction.Kind? = nil,
        by roles: [Role] = [],
        _ clock: ClockEffect = .none
    ) -> Transition {
        Transition(from, event, to, actor, action, by: roles, in: [.collected, .joint], clock: clock)
    }

    private static func online(
        _ from: CaseState?,
        _ event: CaseEvent.Kind,
        _ to: CaseState,
        _ actor: Transition.Actor,
        _ action: CaseAction.Kind,
        by roles: [Role],
        _ clock: ClockEffect
    ) -> Transition {
        Transition(from, event, to, actor, action, by: roles, in: [.online], clock: clock)
    }

    private static func joint(
        _ from: CaseState?,
        _ event: CaseEvent.Kind,
        _ to: CaseState,
        _ actor: Transition.Actor,
        _ action: CaseAction.Kind,
        by roles: [Role],
        _ clock: ClockEffect
    ) -> Transition {
        Transition(from, event, to, actor, action, by: roles, in: [.joint], clock: clock)
    }
}
