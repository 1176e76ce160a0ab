import CaseModel

/// Whose turn it is among the materials that one peer gives: a few at once, the others in order.
struct MaterialQueue {
    private var active: Set<MaterialDigest> = []
    private var waiting: ArraySlice<MaterialDigest> = []

    /// Adds one at the end.
    mutating func append(_ digest: MaterialDigest) { waiting.append(digest) }

    /// The next one whose turn begins; `nil` while as many have theirs as may, or none waits.
    mutating func next() -> MaterialDigest? {
        guard active.count < MaterialLimits.fetchesPerPeerMax, let digest = waiting.popFirst() else { return nil }
        active.insert(digest)
        return digest
    }

    /// Ends a turn; false where it was over.
    mutating func end(_ digest: MaterialDigest) -> Bool { active.remove(digest) != nil }
}
