import CaseModel

/// An evaluated visit as the API writes it: nothing in it says who evaluated.
struct EvaluationJSON: Encodable {
    var city: CityCode
    var id: String
    var caseNumber: CaseNumber
    var office: String
    var place: Visit.Place
    var channel: Visit.Channel
    var visitedAt: Timestamp
    /// 1 is the best, 5 the worst.
    var level: SatisfactionLevel?
    var levelName: String?
    var scores: [Evaluation.Score]
    var tags: [String]
    var text: String
    var evaluatedAt: Timestamp?
    /// Whether statistics count it.
    var isCounted: Bool
    var state: String
    /// The state's Chinese name.
    var stateName: String?
    var version: Int
    var changedAt: Timestamp
    var ticket: Ticket?

    /// The duty to put a bad evaluation right.
    struct Ticket: Encodable {
        var state: RectificationState
        var openedAt: Timestamp
        /// The last day, yyyy-mm-dd.
        var due: String
        var isOverdue: Bool
        /// What was done, oldest first.
        var steps: [Step]
        /// What can be done next, and who does it.
        var next: [Next]
    }

    /// Something that was done.
    struct Step: Encodable {
        var kind: RectificationStep.Kind
        var kindName: String
        var by: OfficeName
        var officer: String
        var text: String
        var at: Timestamp
    }

    /// Something that can be done: by the evaluated `office`, or by a `reviewer`, which is any other office.
    struct Next: Encodable {
        var kind: RectificationStep.Kind
        var kindName: String
        var by: String
    }

    /// The visit of a record; `nil` for a record of another kind.
    init?(_ item: SharedItem, now: Int64) {
        guard case .visit(let record) = item.record else { return nil }
        city = record.visit.city
        id = record.visit.id
        caseNumber = record.visit.caseNumber
        office = record.visit.office
        place = record.visit.place
        channel = record.visit.channel
        visitedAt = Timestamp(record.visit.at)
        level = record.evaluation?.level
        levelName = record.evaluation?.level.chineseTerm
        scores = record.evaluation?.scores ?? []
        tags = record.evaluation?.tags ?? []
        text = record.evaluation?.text ?? ""
        evaluatedAt = record.evaluation.map { Timestamp($0.at) }
        isCounted = record.isCounted
        state = item.record.state
        stateName = SharedRecord.stateTerm(item.record.state, of: item.name.kind)
        version = item.version
        changedAt = Timestamp(item.changedAt)
        ticket = record.ticket.map { Ticket($0, now: now) }
    }
}

extension EvaluationJSON.Ticket {
    init(_ ticket: RectificationTicket, now: Int64) {
        state = ticket.state
        openedAt = Timestamp(ticket.openedAt)
        due = ticket.due.dashed
        isOverdue = ticket.isOverdue(on: LocalDay(milliseconds: now))
        steps = ticket.steps.map { step in
            EvaluationJSON.Step(
                kind: step.kind,
                kindName: step.kind.chineseTerm,
                by: step.by,
                officer: step.officer,
                text: step.text,
                at: Timestamp(step.at)
            )
        }
        next = RectificationLifecycle.transitions.filter { $0.from == ticket.state }.map { arrow in
            EvaluationJSON.Next(
                kind: arrow.step,
                kindName: arrow.step.chineseTerm,
                by: arrow.taker.rawValue
            )
        }
    }
}

/// A page of evaluations.
struct EvaluationPageJSON: Encodable {
    var evaluations: [EvaluationJSON]
    var next: String?

    init(_ page: SharedPage, now: Int64) {
        evaluations = page.items.compactMap { EvaluationJSON($0, now: now) }
        next = page.next.map(String.init)
    }
}
