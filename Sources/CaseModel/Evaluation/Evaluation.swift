/// What an applicant thinks of one visit (好差评).
///
/// It names nobody: the evaluator's identity is protected, so this record has no place for it. The level has no default; an
/// evaluation without a chosen level cannot be made (see ``EvaluationForm``).
public struct Evaluation: Hashable, Sendable, Codable {
    /// The level of one metric.
    public struct Score: Hashable, Sendable, Codable {
        /// What was asked.
        public var metric: EvaluationMetric
        /// The level.
        public var level: SatisfactionLevel

        /// Fills a score.
        public init(metric: EvaluationMetric, level: SatisfactionLevel) {
            self.metric = metric
            self.level = level
        }
    }

    /// The visit that it is about, by its own name.
    public var visit: String
    /// The overall level (整体满意度).
    public var level: SatisfactionLevel
    /// Levels of single metrics, each at most once, only those of the visit's place.
    public var scores: [Score]
    /// Tags that were chosen, at most 10 of 20 characters.
    public var tags: [String]
    /// The applicant's own words, at most 500 characters.
    public var text: String
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    public var at: Int64

    /// Fills an evaluation.
    public init(
        visit: String,
        level: SatisfactionLevel,
        scores: [Score] = [],
        tags: [String] = [],
        text: String = "",
        at: Int64
    ) {
        self.visit = visit
        self.level = level
        self.scores = scores
        self.tags = tags
        self.text = text
        self.at = at
    }

    /// Reads an evaluation; all but visit, level and instant may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        visit = try container.decode(String.self, forKey: .visit)
        level = try container.decode(SatisfactionLevel.self, forKey: .level)
        scores = try container.decodeIfPresent([Score].self, forKey: .scores) ?? []
        tags = try container.decodeIfPresent([String].self, forKey: .tags) ?? []
        text = try container.decodeIfPresent(String.self, forKey: .text) ?? ""
        at = try container.decode(Int64.self, forKey: .at)
    }
}
