import CaseModel

/// Reads who hears when of what is slow: the key `reminders` of a node's configuration.
enum ReminderTable {
    /// The stages that a node can watch.
    ///
    /// Nothing in a case says when originals were posted.
    private static let stages = Stage.allCases.filter { $0 != .originals }

    private static let amountExpectation = "expected an amount such as 10 office minutes or 1 working day"

    private static let units: [(word: String, unit: WorkAmount.Unit)] = [
        ("office minutes", .officeMinutes), ("office minute", .officeMinutes), ("办公分钟", .officeMinutes),
        ("working days", .workingDays), ("working day", .workingDays), ("个工作日", .workingDays),
    ]

    /// The table that stands in a configuration; what is left out is as in ``CaseModel/ReminderRules/standard``.
    static func read(_ top: YAMLMapping) throws(ConfigurationError) -> ReminderRules {
        guard let table = try top.mapping("reminders", allowed: ["stages", "days-before"]) else { return .standard }
        var lines: [Stage: StageTimerRules.Line] = [:]
        if let stages = try table.mapping("stages", allowed: Set(stages.map(\.rawValue))) {
            for stage in Self.stages { lines[stage] = try line(stages, stage.rawValue) }
        }
        var daysBefore: [ClockKind: Int] = [:]
        if let days = try table.mapping("days-before", allowed: Set(ClockKind.allCases.map(\.rawValue))) {
            for kind in ClockKind.allCases {
                daysBefore[kind] = try days.optionalValue(
                    kind.rawValue,
                    expected: "expected a number of working days, such as 2",
                    read: CatalogueWords.whole
                )
            }
        }
        do {
            return try ReminderRules(stages: try StageTimerRules(lines), daysBefore: daysBefore)
        } catch {
            throw top.error(
                "reminders",
                "can't be so at \(error.field ?? "one of its lines")",
                expected: error.message
            )
        }
    }

    private static func line(_ stages: YAMLMapping, _ name: String) throws(ConfigurationError) -> StageTimerRules.Line?
    {
        guard let line = try stages.mapping(name, allowed: ["limit", "steps"]) else { return nil }
        let limit = try line.value("limit", expected: amountExpectation, read: amount)
        var steps: [StageTimerRules.Step] = []
        for step in try line.mappings("steps", allowed: ["after", "to"]) {
            let after = try step.value("after", expected: amountExpectation, read: amount)
            let recipients = StageTimerRules.Recipient.allCases.map(\.rawValue).joined(separator: ", ")
            let to: StageTimerRules.Recipient = try step.value(
                "to",
                expected: "expected one of \(recipients)",
                read: { StageTimerRules.Recipient(rawValue: $0) }
            )
            steps.append(StageTimerRules.Step(after: after, to: to))
        }
        return StageTimerRules.Line(limit: limit, steps: steps)
    }

    /// Reads an amount: a whole number and its unit.
    private static func amount(_ text: String) -> WorkAmount? {
        guard let found = units.first(where: { text.hasSuffix($0.word) }) else { return nil }
        var number = text.dropLast(found.word.count)
        if number.last == " " { number.removeLast() }
        return CatalogueWords.whole(number).map { WorkAmount($0, found.unit) }
    }
}
