import CaseModel
import ExchangeWire

// Visits, evaluations and the putting right of bad ones, between the contract's types and the model's.

extension WireVisit {
    init(_ visit: Visit) {
        self.init()
        id = visit.id
        caseNumber = visit.caseNumber.description
        office = WireOfficeName(OfficeName(office: visit.office, city: visit.city))
        place = WireVisitPlace(visit.place)
        channel = WireVisitChannel(visit.channel)
        atMs = visit.at
    }

    func value() throws(EntryFault) -> Visit {
        let office = try office.value("evaluated.visit.office")
        return Visit(
            id: id,
            caseNumber: try CaseNumber(wire: caseNumber, "evaluated.visit.case_number"),
            office: office.office,
            city: office.city,
            place: try place.value("evaluated.visit.place"),
            channel: try channel.value("evaluated.visit.channel"),
            at: try atMs.instant("evaluated.visit.at_ms")
        )
    }
}

extension WireEvaluation {
    init(_ evaluation: Evaluation) {
        self.init()
        level = WireSatisfactionLevel(evaluation.level)
        scores = evaluation.scores.map { score in
            .with {
                $0.metric = WireEvaluationMetric(score.metric)
                $0.level = WireSatisfactionLevel(score.level)
            }
        }
        tags = evaluation.tags
        text = evaluation.text
        atMs = evaluation.at
    }

    /// Reads the evaluation of the visit beside it.
    func value(of visit: String) throws(EntryFault) -> Evaluation {
        var scores: [Evaluation.Score] = []
        for score in self.scores {
            scores.append(
                Evaluation.Score(
                    metric: try score.metric.value("evaluated.evaluation.scores.metric"),
                    level: try score.level.value("evaluated.evaluation.scores.level")
                )
            )
        }
        return Evaluation(
            visit: visit,
            level: try level.value("evaluated.evaluation.level"),
            scores: scores,
            tags: tags,
            text: text,
            at: try atMs.instant("evaluated.evaluation.at_ms")
        )
    }
}

extension WireRectificationStep {
    init(_ step: RectificationStep) {
        self.init()
        kind = WireRectificationKind(step.kind)
        by = WireOfficeName(step.by)
        officer = step.officer
        text = step.text
        atMs = step.at
    }

    func value() throws(EntryFault) -> RectificationStep {
        RectificationStep(
            try kind.value("rectified.step.kind"),
            by: try by.value("rectified.step.by"),
            officer: officer,
            text: text,
            at: try atMs.instant("rectified.step.at_ms")
        )
    }
}
