/// What the driver does next.
///
/// The core speaks only of what a `Commit` told it, so every send may leave at once; writes go to the writer, whose
/// `Commit` comes back as an input.
public struct Step: Hashable, Sendable {
    /// For the writer, in this order.
    public var writes: [Write] = []
    /// Questions to the journal, answered by `Input.found`.
    public var lookups: [Lookup] = []
    /// For the transport, in this order.
    public var sends: [Send] = []
    /// For people and metrics.
    public var notices: [Notice] = []
    /// Peers' epochs to keep for `Saved.peerEpochs`; losing one costs a notice and nothing else.
    public var epochs: [NodeCode: UInt64] = [:]
    /// When to call again with `Input.tick` at the latest; `nil` when nothing is due.
    public var deadline: Instant?

    /// An empty step.
    public init() {}
}

/// Something that must be on disk before the core speaks of it.
public enum Write: Hashable, Sendable {
    /// Keep these entries of a peer's stream and let them act. They follow on what was accepted before.
    case accept(Batch, from: NodeCode)
    /// Keep these entries of our own stream, which the peer returned to us, and let them act where they have not.
    /// They follow on the end of our stream.
    case restore(Batch, from: NodeCode)
    /// Our stream is compared with the peer: entries that waited for a sequence number may get one from now on,
    /// following on its end. Nothing gets a number before this since the daemon's start.
    case confirm(StreamKey)
    /// The peer has our stream through here; the receipt is evidence.
    case acknowledged(StreamKey, Receipt)
}

/// Something for the transport.
public enum Send: Hashable, Sendable {
    /// A message made of what the step holds. Sign receipts on the way out.
    case message(Message, to: NodeCode)
    /// Read our own stream after this entry and send what fits into these bounds (bytes, and frames of at most the
    /// frame limit), always at least one entry if there is one, then answer with `Input.sent`. Each is answered exactly
    /// once, also when nothing could be sent; there is at most one at a time per peer.
    case entries(StreamKey, after: UInt64, through: UInt64, bytes: Int, frames: Int)
    /// Read the peer's own stream as we received it, from after this entry through that one, and send it back as
    /// `Message.recovered` in batches that end where a signature was kept, within these bytes (at least one batch).
    case returned(StreamKey, after: UInt64, through: UInt64, bytes: Int)
}
