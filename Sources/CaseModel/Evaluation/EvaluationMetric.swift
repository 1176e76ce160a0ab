/// What is asked beside the overall level (评价指标).
///
/// The list is the same everywhere (国办发〔2019〕51号); no city adds to it or takes from it.
public enum EvaluationMetric: String, Hashable, Sendable, CaseIterable, Codable {
    /// How fast it went online (办事效率).
    case efficiency
    /// Whether the guide was right (办事指南精确度).
    case guidePrecision = "guide-precision"
    /// How convenient it was (办事便捷度).
    case convenience
    /// How well the platform works (平台操作性).
    case operability
    /// How fast the window was (服务效率).
    case serviceEfficiency = "service-efficiency"
    /// How well the window knew its work (服务水平).
    case serviceSkill = "service-skill"
    /// How the window treated the applicant (服务态度).
    case serviceAttitude = "service-attitude"

    /// Where it is asked.
    public var place: Visit.Place {
        switch self {
        case .efficiency, .guidePrecision, .convenience, .operability: .online
        case .serviceEfficiency, .serviceSkill, .serviceAttitude: .window
        }
    }
}
