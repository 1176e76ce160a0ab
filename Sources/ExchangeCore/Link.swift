/// How far a node and a peer have come with each other.
///
///     away -> greeting -> comparing -> running
///       ^        |            |           |
///       +--------+------------+-----------+   silence, a lost link
///                ^            |           |
///                +------------+-----------+   the peer started anew
public enum Link: Hashable, Sendable {
    /// Nothing is heard. To `greeting`, `comparing` (a known talk goes on) or `refused`.
    case away
    /// The peer is heard but has not yet heard us. To `comparing`, `refused`, `away`.
    case greeting
    /// Both have heard each other; own streams are compared and, where the peer holds more, recovered. Nothing of the
    /// peer is accepted. To `running`, `greeting`, `refused`, `away`.
    case comparing
    /// Everything goes. To `comparing` (an operator resumed a stream), `greeting`, `refused`, `away`.
    case running
    /// The peer speaks none of our protocol versions, only these. To `greeting`, `comparing` (after an upgrade), `away`.
    case refused(offered: ClosedRange<UInt32>)

    /// Both have heard each other.
    var isMutual: Bool { self == .comparing || self == .running }
}
