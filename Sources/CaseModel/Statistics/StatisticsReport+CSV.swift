extension StatisticsReport {
    /// The report as comma-separated values: the lines in order, then one row per mode, the total and the enquiries.
    ///
    /// Rates are of a thousand, times in minutes. The rows at the end have `mode`, `total`, `enquiries` or `unregistered` in
    /// the column `period` and no city.
    public var csv: String {
        var table = CSVTable(columns: Self.columns)
        for line in sortedLines {
            let name: [CSVTable.Cell] = [
                .text(line.key.period.description), .text(line.key.city.description), .text(line.key.office),
                .text(line.key.role.rawValue),
            ]
            table.append(name + Self.cells(line.value))
        }
        for mode in HandlingMode.allCases {
            table.append(
                [.text("mode"), .empty, .text(mode.rawValue), .empty] + Self.cells(modes[mode] ?? CaseTally())
            )
        }
        table.append([.text("total"), .empty, .empty, .empty] + Self.cells(total))
        table.append([.text("enquiries"), .empty, .empty, .empty] + Self.cells(enquiries))
        let rest = Array(repeating: CSVTable.Cell.empty, count: Self.columns.count - 5)
        table.append([.text("unregistered"), .empty, .empty, .empty, .number(Int64(unregistered))] + rest)
        return table.text
    }

    private static var columns: [String] {
        ["period", "city", "office", "role", "cases"]
            + HandlingMode.allCases.map { "mode_\($0.rawValue)" }
            + EndingCode.allCases.map { "ending_\($0.rawValue)" }
            + [
                "open", "on_time", "late", "on_time_per_mille", "corrections", "corrections_per_mille", "responses",
                "response_median_minutes", "response_p90_minutes",
            ]
    }

    private static func cells(_ tally: CaseTally) -> [CSVTable.Cell] {
        func cell(_ number: Int?) -> CSVTable.Cell { number.map { .number(Int64($0)) } ?? .empty }
        let counts = [tally.cases] + HandlingMode.allCases.map { tally.modes[$0] }
        let endings = EndingCode.allCases.map { tally.endings[$0] }
        let rest = [
            tally.open, tally.onTime, tally.late, tally.onTimePerMille, tally.corrections, tally.correctionsPerMille,
            tally.response.count, tally.response.median, tally.response.ninetieth,
        ]
        return (counts + endings).map(cell) + rest.map(cell)
    }
}
