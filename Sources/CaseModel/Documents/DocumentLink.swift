/// The link of a case's chain that a document belongs to (环节), as case systems number it.
public enum DocumentLink: Int, Hashable, Sendable, CaseIterable, Codable {
    /// Taking the papers in (收件).
    case receiving = 1
    /// Taking the case on, or not (受理).
    case accepting = 2
    /// Looking into it (审核).
    case reviewing = 3
    /// Ending it (办结).
    case closing = 4
    /// Having something brought that was missing (补齐补正).
    case correcting = 11
    /// Waiting while no time is counted (挂起).
    case suspending = 12
    /// Anything else (其他).
    case other = 99
}
