import CaseModel

/// Sound visits and evaluations to start from.
enum EvaluationSample {
    static let office = OfficeName(office: "黄山市市场监督管理局", city: Sample.huangshan)
    static let reviewer = OfficeName(office: "黄山市营商环境局", city: Sample.huangshan)
    static let visit = visit()

    static func visit(_ place: Visit.Place = .window) -> Visit {
        Visit(
            id: "V-1",
            caseNumber: Sample.number,
            office: office.office,
            city: office.city,
            place: place,
            channel: place == .window ? .hallTablet : .mobile,
            at: Sample.time
        )
    }

    static func evaluation(_ level: SatisfactionLevel) -> Evaluation {
        Evaluation(visit: "V-1", level: level, at: Sample.time + 60_000)
    }

    /// Counts all days as working days but is not a plain addition, so that a test sees whether it was asked.
    static func adding(_ day: LocalDay, _ count: Int) -> LocalDay { LocalDay(number: day.number + Int64(count) + 6) }

    static func record(_ level: SatisfactionLevel?) throws -> VisitRecord {
        let record = try VisitRecord(visit)
        guard let level else { return record }
        return try record.evaluated(evaluation(level), addWorkingDays: adding)
    }

    static func step(_ kind: RectificationStep.Kind, by: OfficeName? = nil, minutes: Int64 = 10) -> RectificationStep {
        RectificationStep(
            kind,
            by: by ?? (kind == .answer ? office : reviewer),
            officer: "李强",
            text: "已核实",
            at: Sample.time + minutes * 60_000
        )
    }
}
