/// What kind of power or service an item is (事项类型), with the codes of GB/T 39046-2020.
///
/// Provinces have codes of their own; a connector maps them.
public enum ItemType: String, Hashable, Sendable, CaseIterable, Codable, ChineseTerm {
    /// A licence (行政许可).
    case licence = "01"
    /// A penalty (行政处罚).
    case penalty = "02"
    /// Coercion (行政强制).
    case coercion = "03"
    /// A levy (行政征收).
    case levy = "04"
    /// A benefit (行政给付).
    case benefit = "05"
    /// An inspection (行政检查).
    case inspection = "06"
    /// A confirmation (行政确认).
    case confirmation = "07"
    /// A reward (行政奖励).
    case reward = "08"
    /// A ruling (行政裁决).
    case ruling = "09"
    /// Another administrative power (其他行政权力).
    case otherPower = "10"
    /// A public service (公共服务).
    case publicService = "20"

    /// The type's Chinese name.
    public var chineseTerm: String {
        switch self {
        case .licence: "行政许可"
        case .penalty: "行政处罚"
        case .coercion: "行政强制"
        case .levy: "行政征收"
        case .benefit: "行政给付"
        case .inspection: "行政检查"
        case .confirmation: "行政确认"
        case .reward: "行政奖励"
        case .ruling: "行政裁决"
        case .otherPower: "其他行政权力"
        case .publicService: "公共服务"
        }
    }
}
