import CaseModel

/// A report as the API writes it.
struct StatisticsJSON: Encodable {
    /// `day`, `month` or `year`.
    var by: ReportPeriod.Length
    /// The first and the last day that were asked for, yyyy-mm-dd; left out where none was.
    var from: String?
    var to: String?
    var total: TallyJSON
    var modes: [String: TallyJSON]
    var enquiries: TallyJSON
    var unregistered: Int
    var lines: [Line]

    /// One office in one period.
    struct Line: Encodable {
        var period: ReportPeriod
        var city: CityCode
        var office: String
        var role: StatisticsReport.Role
        var tally: TallyJSON
    }

    init(_ report: StatisticsReport, _ query: StatisticsQuery) {
        by = report.length
        from = query.from?.dashed
        to = query.to?.dashed
        total = TallyJSON(report.total)
        modes = Dictionary(uniqueKeysWithValues: report.modes.map { ($0.key.rawValue, TallyJSON($0.value)) })
        enquiries = TallyJSON(report.enquiries)
        unregistered = report.unregistered
        lines = report.lines.sorted { $0.key < $1.key }.map { key, tally in
            Line(period: key.period, city: key.city, office: key.office, role: key.role, tally: TallyJSON(tally))
        }
    }
}

/// Counts that belong together, as the API writes them.
struct TallyJSON: Encodable {
    var cases: Int
    /// By mode; those without a case are left out, as are endings.
    var modes: [String: Int]
    /// By the name of the ending.
    var endings: [String: Int]
    var open: Int
    var onTime: Int
    var late: Int
    var onTimePerMille: Int?
    var corrections: Int
    var correctionsPerMille: Int?
    var responses: Int
    var responseMedianMinutes: Int?
    var responseP90Minutes: Int?

    init(_ tally: CaseTally) {
        cases = tally.cases
        modes = HandlingMode.allCases.reduce(into: [:]) { all, mode in
            if tally.modes[mode] > 0 { all[mode.rawValue] = tally.modes[mode] }
        }
        endings = EndingCode.allCases.reduce(into: [:]) { all, ending in
            if tally.endings[ending] > 0 { all["\(ending)"] = tally.endings[ending] }
        }
        open = tally.open
        onTime = tally.onTime
        late = tally.late
        onTimePerMille = tally.onTimePerMille
        corrections = tally.corrections
        correctionsPerMille = tally.correctionsPerMille
        responses = tally.response.count
        responseMedianMinutes = tally.response.median
        responseP90Minutes = tally.response.ninetieth
    }
}
