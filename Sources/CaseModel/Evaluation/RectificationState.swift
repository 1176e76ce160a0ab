/// Where the putting right of a bad evaluation stands.
///
/// How states follow on each other is in ``RectificationLifecycle``, and nowhere else.
public enum RectificationState: String, Hashable, Sendable, CaseIterable, Codable {
    /// The office has not answered (待整改).
    case open
    /// The office has answered; the applicant was not called yet (已反馈).
    case answered
    /// The applicant was called back (已回访).
    case calledBack = "called-back"
    /// Done and published (已办结). The end.
    case closed
    /// The evaluation does not count (不计入). The end.
    case excluded

    /// True where nothing more can happen.
    public var isFinal: Bool { self == .closed || self == .excluded }
}
