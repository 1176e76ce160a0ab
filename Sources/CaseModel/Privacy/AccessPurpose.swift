/// What somebody needs a personal field for.
public enum AccessPurpose: String, Hashable, Sendable, CaseIterable, Codable {
    /// Work on the case (办理).
    case handle
    /// Reach the applicant (联系申请人).
    case contact
    /// Send or hand over a parcel or a result (寄递送达).
    case deliver
    /// See why a case does not move (督办).
    case supervise
    /// Answer a complaint, a reconsideration or a lawsuit (投诉, 复议, 诉讼).
    case dispute

    /// The purpose's Chinese name.
    public var chineseTerm: String {
        switch self {
        case .handle: "办理"
        case .contact: "联系申请人"
        case .deliver: "寄递送达"
        case .supervise: "督办"
        case .dispute: "投诉复议诉讼"
        }
    }
}
