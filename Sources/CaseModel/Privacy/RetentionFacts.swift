/// What the end of data depends on, of one case at one city.
public struct RetentionFacts: Hashable, Sendable, Codable {
    /// The city's side.
    public var side: Side
    /// The day on which the case was closed, or `nil` while it runs.
    public var closed: LocalDay?
    /// Whether the handling city has confirmed that it holds everything that was handed over.
    public var isHandOverConfirmed: Bool
    /// Whether the case file lies in the archive (已归档); asked at the handling city only.
    public var isArchived: Bool
    /// Whether a dispute keeps the data: a reconsideration, a lawsuit, an inquiry (争议保全).
    public var isHeld: Bool

    /// States the facts.
    public init(
        side: Side,
        closed: LocalDay?,
        isHandOverConfirmed: Bool,
        isArchived: Bool = false,
        isHeld: Bool = false
    ) {
        self.side = side
        self.closed = closed
        self.isHandOverConfirmed = isHandOverConfirmed
        self.isArchived = isArchived
        self.isHeld = isHeld
    }
}
