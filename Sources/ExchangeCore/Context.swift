/// What every part of the exchange may need to know beside its own state.
struct Context {
    /// This node.
    let node: NodeCode
    /// This node's session.
    let session: UInt64
    /// This node's store's epoch.
    let epoch: UInt64
    /// The software's version.
    let software: String
    /// The notice of maintenance in force, or none.
    let maintenance: Maintenance?
    /// The bounds.
    let limits: Limits
    /// Which rules are broken on purpose; always empty in release builds.
    let mutation: Mutation
    /// The time of this input.
    let now: Instant
}
