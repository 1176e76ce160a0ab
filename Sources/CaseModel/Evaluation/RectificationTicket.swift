/// The duty to put a bad evaluation right (差评整改工单).
///
/// It is addressed to the office of the visit and says nothing about who evaluated.
public struct RectificationTicket: Hashable, Sendable, Codable {
    /// The visit, by its own name.
    public let visit: String
    /// The office that was evaluated.
    public let office: OfficeName
    /// The level that opened it, 4 or 5.
    public let level: SatisfactionLevel
    /// When it was opened, in milliseconds since 1970-01-01T00:00:00Z.
    public let openedAt: Int64
    /// The last day on which it is in time.
    public let due: LocalDay
    /// What was done, oldest first.
    public private(set) var steps: [RectificationStep]

    /// Opens a ticket.
    init(visit: String, office: OfficeName, level: SatisfactionLevel, openedAt: Int64, due: LocalDay) {
        self.visit = visit
        self.office = office
        self.level = level
        self.openedAt = openedAt
        self.due = due
        steps = []
    }

    /// Where the ticket stands, as its last step says.
    public var state: RectificationState {
        guard let last = steps.last else { return .open }
        return RectificationLifecycle.transitions.first { $0.step == last.kind }?.to ?? .open
    }

    /// True where the ticket is not at its end and its last day is over.
    public func isOverdue(on day: LocalDay) -> Bool { !state.isFinal && day > due }

    /// The ticket after a step.
    ///
    /// Refuses what cannot follow (`not-allowed-in-state`, with what can), an answer by another office (`wrong-side`), a
    /// review by the office itself (`not-independent`), and a step older than the one before it.
    public func taking(_ step: RectificationStep) throws(CaseRefusal) -> RectificationTicket {
        guard steps.count < EvaluationLimits.stepsMax else {
            throw CaseRefusal(.tooMuch, "this ticket has all \(EvaluationLimits.stepsMax) steps that fit")
        }
        let state = state
        guard let arrow = RectificationLifecycle.transition(from: state, step: step.kind) else {
            throw CaseRefusal(
                .notAllowedInState,
                "a ticket that is \(state.rawValue) has no \(step.kind.rawValue) next",
                field: "kind",
                allowed: RectificationLifecycle.transitions.filter { $0.from == state }.map(\.step.rawValue)
            )
        }
        switch arrow.taker {
        case .office where step.by != office:
            throw CaseRefusal(.wrongSide, "\(office.office) was evaluated and answers itself", field: "by")
        case .reviewer where step.by == office:
            throw CaseRefusal(
                .notIndependent,
                "\(office.office) was evaluated: another office calls back, reviews and closes",
                field: "by"
            )
        case .office, .reviewer: break
        }
        var checker = Checker()
        try checker.name(step.by.office, "by.office")
        try checker.name(step.officer, "officer")
        try checker.text(step.text, min: 1, "text")
        try checker.instant(step.at, "at")
        guard step.at >= steps.last?.at ?? openedAt else {
            throw CaseRefusal(.malformed, "this happened before the step before it: correct the time", field: "at")
        }
        var copy = self
        copy.steps.append(step)
        return copy
    }
}

extension RectificationTicket {
    private enum CodingKeys: String, CodingKey {
        case visit, office, level, openedAt, due, steps
    }

    /// Reads a ticket and takes its steps one by one, so that a ticket whose steps do not follow is an error.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        var ticket = RectificationTicket(
            visit: try container.decode(String.self, forKey: .visit),
            office: try container.decode(OfficeName.self, forKey: .office),
            level: try container.decode(SatisfactionLevel.self, forKey: .level),
            openedAt: try container.decode(Int64.self, forKey: .openedAt),
            due: try container.decode(LocalDay.self, forKey: .due)
        )
        for step in try container.decodeIfPresent([RectificationStep].self, forKey: .steps) ?? [] {
            ticket = try ticket.taking(step)
        }
        self = ticket
    }

    /// Writes the ticket, the last day as `yyyymmdd`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(visit, forKey: .visit)
        try container.encode(office, forKey: .office)
        try container.encode(level, forKey: .level)
        try container.encode(openedAt, forKey: .openedAt)
        try container.encode(due, forKey: .due)
        try container.encode(steps, forKey: .steps)
    }
}
