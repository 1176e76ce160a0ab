/// What the applicant is shown, and what comes back: everything is empty until the applicant chooses it.
public struct EvaluationForm: Hashable, Sendable, Codable {
    /// The overall level; `nil` until it is chosen.
    public var level: SatisfactionLevel?
    /// Levels of single metrics.
    public var scores: [Evaluation.Score]
    /// Tags.
    public var tags: [String]
    /// The applicant's own words.
    public var text: String

    /// Begins an empty form.
    public init() {
        level = nil
        scores = []
        tags = []
        text = ""
    }

    /// Reads a form; everything may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        level = try container.decodeIfPresent(SatisfactionLevel.self, forKey: .level)
        scores = try container.decodeIfPresent([Evaluation.Score].self, forKey: .scores) ?? []
        tags = try container.decodeIfPresent([String].self, forKey: .tags) ?? []
        text = try container.decodeIfPresent(String.self, forKey: .text) ?? ""
    }

    /// The evaluation of a visit that the form makes at an instant; a form without a level is refused with `missing`.
    public func evaluation(of visit: Visit, at: Int64) throws(CaseRefusal) -> Evaluation {
        guard let level else {
            throw CaseRefusal(.missing, "the applicant chooses a level, nobody else does: ask again", field: "level")
        }
        return Evaluation(visit: visit.id, level: level, scores: scores, tags: tags, text: text, at: at)
    }
}
