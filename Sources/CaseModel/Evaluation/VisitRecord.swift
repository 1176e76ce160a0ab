/// A visit with what became of it: not evaluated (which is nobody's duty), evaluated, or evaluated badly with a ticket.
public struct VisitRecord: Hashable, Sendable, Codable {
    /// The visit.
    public let visit: Visit
    /// Its evaluation, if the applicant gave one.
    public private(set) var evaluation: Evaluation?
    /// The ticket that a bad evaluation opened.
    public private(set) var ticket: RectificationTicket?

    /// Takes up a visit; refuses a faulty one.
    public init(_ visit: Visit) throws(CaseRefusal) {
        var checker = Checker()
        try checker.identifier(visit.id, max: EvaluationLimits.idCharactersMax, "id")
        try checker.name(visit.office, "office")
        try checker.instant(visit.at, "at")
        self.visit = visit
    }

    /// Reads a record; one whose ticket does not belong to its evaluation is an error.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(try container.decode(Visit.self, forKey: .visit))
        evaluation = try container.decodeIfPresent(Evaluation.self, forKey: .evaluation)
        ticket = try container.decodeIfPresent(RectificationTicket.self, forKey: .ticket)
        try evaluation?.check(of: visit)
        guard evaluation?.visit ?? visit.id == visit.id, ticket?.visit ?? visit.id == visit.id,
            evaluation?.level.isBad ?? false ? ticket?.level == evaluation?.level : ticket == nil
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .ticket,
                in: container,
                debugDescription: "a bad evaluation, and no other, has a ticket, and all three name one visit"
            )
        }
    }

    /// True for an evaluation that statistics count: one that was not excluded as mistaken or malicious.
    public var isCounted: Bool { evaluation != nil && ticket?.state != .excluded }

    /// The record after the applicant's evaluation.
    ///
    /// A level of 4 or 5 opens a ticket for the office of the visit, due 15 working days after the local day of the
    /// evaluation. A visit is evaluated once: a second evaluation, and so every change, is refused with `already-evaluated`.
    ///
    /// - Parameters:
    ///   - evaluation: the evaluation of this visit.
    ///   - addWorkingDays: the day that lies so many working days after a day.
    public func evaluated(
        _ evaluation: Evaluation,
        addWorkingDays: (LocalDay, Int) -> LocalDay
    ) throws(CaseRefusal) -> VisitRecord {
        guard evaluation.visit == visit.id else {
            throw CaseRefusal(.numberMismatch, "this is the evaluation of another visit", field: "visit")
        }
        guard self.evaluation == nil else {
            throw CaseRefusal(.alreadyEvaluated, "this visit was evaluated: that is done once and stays as it is")
        }
        try evaluation.check(of: visit)
        var copy = self
        copy.evaluation = evaluation
        if evaluation.level.isBad {
            let due = addWorkingDays(
                LocalDay(milliseconds: evaluation.at),
                EvaluationLimits.rectificationWorkingDays
            )
            copy.ticket = RectificationTicket(
                visit: visit.id,
                office: OfficeName(office: visit.office, city: visit.city),
                level: evaluation.level,
                openedAt: evaluation.at,
                due: due
            )
        }
        return copy
    }

    /// The record after a step of its ticket; refuses one where there is no ticket, and what the ticket refuses.
    public func taking(_ step: RectificationStep) throws(CaseRefusal) -> VisitRecord {
        guard let ticket else {
            throw CaseRefusal(.notAllowedInState, "no bad evaluation opened a ticket for this visit")
        }
        var copy = self
        copy.ticket = try ticket.taking(step)
        return copy
    }
}

extension Evaluation {
    /// Finds the first fault.
    func check(of visit: Visit) throws(CaseRefusal) {
        var checker = Checker()
        try checker.instant(at, "at")
        guard at >= visit.at else {
            throw CaseRefusal(.malformed, "nobody evaluates a visit before it: correct the time", field: "at")
        }
        for index in scores.indices {
            guard scores[index].metric.place == visit.place else {
                throw CaseRefusal(
                    .malformed,
                    "\(scores[index].metric.rawValue) is not asked after a visit of this kind (\(visit.place.rawValue))",
                    field: "scores[\(index)].metric"
                )
            }
            guard !scores[..<index].contains(where: { $0.metric == scores[index].metric }) else {
                throw CaseRefusal(.repeated, "each metric is asked once", field: "scores[\(index)].metric")
            }
        }
        try checker.count(tags.count, max: EvaluationLimits.tagsMax, "tags")
        for index in tags.indices {
            try checker.name(tags[index], max: EvaluationLimits.tagCharactersMax, "tags[\(index)]")
            guard !tags[..<index].contains(tags[index]) else {
                throw CaseRefusal(.repeated, "each tag is chosen once", field: "tags[\(index)]")
            }
        }
        try checker.text(text, max: EvaluationLimits.textCharactersMax, "text")
    }
}
