/// How long each stage may take, and who hears of it when it takes longer: the table that a city configures.
public struct StageTimerRules: Hashable, Sendable, Codable {
    /// Who is told.
    public enum Recipient: String, Hashable, Sendable, CaseIterable, Codable {
        /// The clerk at the window (专窗人员).
        case clerk
        /// The head of the window (窗口负责人).
        case windowHead = "window-head"
        /// The department's liaison (部门联络员).
        case liaison
        /// The liaison's deputy (B岗).
        case deputy
        /// The working group that supervises (工作专班).
        case workingGroup = "working-group"
    }

    /// One step of an escalation.
    public struct Step: Hashable, Sendable, Codable {
        /// How long after the stage's start.
        public var after: WorkAmount
        /// Who is told then.
        public var to: Recipient

        /// Sets a step.
        public init(after: WorkAmount, to: Recipient) {
            self.after = after
            self.to = to
        }
    }

    /// One stage's line of the table.
    public struct Line: Hashable, Sendable, Codable {
        /// How long the stage may take.
        public var limit: WorkAmount
        /// Who is told when, 1 to 16 steps; a step's place in this list is its level, from 1.
        public var steps: [Step]

        /// Sets a line.
        public init(limit: WorkAmount, steps: [Step]) {
            self.limit = limit
            self.steps = steps
        }
    }

    private var lines: [Stage: Line]

    /// A working day for the push, the re-check and the result, two for originals, ten office minutes for the liaison.
    ///
    /// The days are those of Inner Mongolia's rules for windows that work for each other (内蒙古全区通办, 2023). The liaison
    /// hears at once, the deputy after ten minutes, the working group after thirty (三级响应). Where days count, the head
    /// of the window hears at the end of the last one and the working group a day later.
    public static let standard = StageTimerRules(sound: [
        .response: Line(
            limit: WorkAmount(10, .officeMinutes),
            steps: [
                Step(after: WorkAmount(0, .officeMinutes), to: .liaison),
                Step(after: WorkAmount(10, .officeMinutes), to: .deputy),
                Step(after: WorkAmount(30, .officeMinutes), to: .workingGroup),
            ]
        ),
        .push: days(1),
        .originals: days(2),
        .recheck: days(1),
        .result: days(1),
    ])

    private static func days(_ count: Int) -> Line {
        Line(
            limit: WorkAmount(count, .workingDays),
            steps: [
                Step(after: WorkAmount(count, .workingDays), to: .windowHead),
                Step(after: WorkAmount(count + 1, .workingDays), to: .workingGroup),
            ]
        )
    }

    private init(sound lines: [Stage: Line]) { self.lines = lines }

    /// Sets the lines that differ from ``standard``.
    ///
    /// - Throws: `missing` or `too-much` for the number of steps, `limit-exceeded` for an amount, `repeated` for a step that
    ///   stands twice.
    public init(_ lines: [Stage: Line]) throws(CaseRefusal) {
        for stage in Stage.allCases {
            guard let line = lines[stage] else { continue }
            let checker = Checker()
            try line.limit.check("\(stage.rawValue).limit")
            try checker.count(line.steps.count, min: 1, max: ClockLimits.stepsMax, "\(stage.rawValue).steps")
            for (index, step) in line.steps.enumerated() {
                let field = "\(stage.rawValue).steps[\(index)]"
                try step.after.check("\(field).after")
                guard !line.steps[..<index].contains(step) else {
                    throw CaseRefusal(.repeated, "this step stands here twice: give it once", field: field)
                }
            }
        }
        self.lines = Self.standard.lines.merging(lines) { $1 }
    }

    /// A stage's line.
    public subscript(stage: Stage) -> Line {
        guard let line = lines[stage] else { preconditionFailure("every stage has a line") }
        return line
    }

    /// Reads lines by stage; what is left out is as in ``standard``.
    public init(from decoder: any Decoder) throws {
        let lines = try decoder.singleValueContainer().decode([Stage: Line].self)
        self = try decoder.sound { () throws(CaseRefusal) in try StageTimerRules(lines) }
    }

    /// Writes all lines by stage.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(lines)
    }
}
