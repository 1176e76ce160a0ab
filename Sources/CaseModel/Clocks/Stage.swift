/// A step between the two windows that must not lie about, with a time limit of its own.
///
/// These limits are agreed between cities; they are not the law's.
public enum Stage: String, Hashable, Sendable, CaseIterable, Codable, CodingKeyRepresentable {
    /// The handling department's liaison says at once whether the papers will do, while the applicant waits (即时响应).
    case response
    /// The collecting window hands the case over (推送).
    case push
    /// The collecting window posts originals that must be kept (邮寄原件).
    case originals
    /// The handling city's window checks again and passes on to the department (属地复核).
    case recheck
    /// The handling city posts the result (寄送结果).
    case result

    /// Whose office has to do it, and so whose hours count.
    public var side: Side {
        switch self {
        case .push, .originals: .collecting
        case .response, .recheck, .result: .handling
        }
    }
}
