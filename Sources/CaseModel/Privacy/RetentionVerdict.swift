/// What is to be done with data on a day.
public enum RetentionVerdict: Hashable, Sendable {
    /// They stay; until when, if that is known, as the first day on which they may go.
    case keep(until: LocalDay?, reason: String)
    /// They may be erased.
    case mayErase(reason: String)
    /// They have to be erased.
    case mustErase(reason: String)

    /// The words for the record of the erasure, or why it does not take place.
    public var reason: String {
        switch self {
        case .keep(_, let reason), .mayErase(let reason), .mustErase(let reason): reason
        }
    }
}
