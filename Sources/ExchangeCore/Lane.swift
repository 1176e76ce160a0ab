/// One of the three independent streams that a node keeps to each peer.
///
/// The two sides of one case never use the same lane in one direction, so lanes need no order among themselves,
/// and a long backlog on one delays nothing on another.
public enum Lane: UInt8, CaseIterable, Sendable, Comparable, CustomStringConvertible {
    /// What a collecting city says about its cases (收件地).
    case `case` = 1
    /// What a handling city answers about them (办理地).
    case result = 2
    /// What the members tell each other: contacts, guides, keys, notices.
    case alliance = 3

    /// The name used in topics, logs and tables.
    public var description: String {
        switch self {
        case .case: "case"
        case .result: "result"
        case .alliance: "alliance"
        }
    }

    /// Orders as numbered.
    public static func < (left: Lane, right: Lane) -> Bool { left.rawValue < right.rawValue }
}
