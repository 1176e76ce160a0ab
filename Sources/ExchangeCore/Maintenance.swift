/// A planned pause of a node, told in advance so that its peers' operators are not alarmed.
public struct Maintenance: Hashable, Sendable {
    /// When the node means to be back.
    public var until: Instant
    /// Why, in a few words.
    public var reason: String

    /// Makes a notice.
    public init(until: Instant, reason: String) {
        self.until = until
        self.reason = reason
    }
}
