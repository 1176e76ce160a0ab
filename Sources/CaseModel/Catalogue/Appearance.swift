/// How an applicant may or must show up for an item (到场与身份核验方式).
public enum Appearance: String, Hashable, Sendable, CaseIterable, Codable, ChineseTerm {
    /// The applicant comes to a window (本人到场).
    case inPerson
    /// An agent with a written authority may come instead (委托代理).
    case agent
    /// The applicant's identity is proved online (网上实名).
    case online
    /// Fingerprints or a portrait are taken at a window, from the applicant alone (现场采集).
    case biometrics

    /// The way's Chinese name.
    public var chineseTerm: String {
        switch self {
        case .inPerson: "本人到场"
        case .agent: "委托代理"
        case .online: "网上实名"
        case .biometrics: "现场采集"
        }
    }
}
