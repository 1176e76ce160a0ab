/// How a material gets from the collecting city to the handling city (材料传递方式).
public enum Transmission: String, Hashable, Sendable, CaseIterable, Codable, ChineseTerm {
    /// As a scan alone; the paper goes back to the applicant at once (扫描传递).
    case scan
    /// As a scan, and the paper follows by courier; the sender's government pays (寄递).
    case courier
    /// By confidential mail from institution to institution, never by courier and never scanned (机要).
    case confidentialMail
    /// Not at all: it is shown or taken on the spot, a fingerprint for example (现场).
    case onSite

    /// The way's Chinese name.
    public var chineseTerm: String {
        switch self {
        case .scan: "扫描传递"
        case .courier: "寄递"
        case .confidentialMail: "机要"
        case .onSite: "现场"
        }
    }

    /// Whether the collecting window makes or takes a file of it, which a submission then names.
    public var hasFile: Bool {
        switch self {
        case .scan, .courier: true
        case .confidentialMail, .onSite: false
        }
    }
}
