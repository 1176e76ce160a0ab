import ExchangeCore
import ExchangeWire
import Logging
import ZeroMQ

/// What the exchange thread works with and whom it tells.
struct ExchangeSetup: Sendable {
    /// This node.
    var node: NodeCode
    /// The software's version, for the peers' operators.
    var software: String
    /// A random number, made at this start.
    var session: UInt64
    /// What the disk held at the start.
    var saved: Saved
    /// Bounds of the exchange.
    var limits: Limits
    /// The members.
    var federation: Federation
    /// Everybody's signing keys.
    var keyring: Keyring
    /// Our signing key, per peer: a new key signs for a peer only after it has receipted the announcement.
    var signer: BatchSigner
    /// Our link keys.
    var curve: CurveKeyPair
    /// Where the publisher listens.
    var listen: Endpoint
    /// Reads of the journal.
    var journal: any Journal
    /// Takes what the core wants on disk, peers' epochs to remember, and the number of this issue.
    var write: @Sendable ([Write], [NodeCode: UInt64], UInt64) -> Void
    /// Takes what peers say about materials.
    var material: @Sendable (MaterialFrame, NodeCode) -> Void
    /// Takes what peers ask and answer about accounts.
    var account: @Sendable (AccountFrame, NodeCode) -> Void
    /// Takes by how many milliseconds a peer's clock is ahead of this one.
    var clockAhead: @Sendable (Int64, NodeCode) -> Void = { _, _ in }
    /// Takes notices for people.
    var notice: @Sendable (Notice) -> Void
    /// Told where the thread ends by itself: a node without an exchange is none.
    var ended: @Sendable (any Error) -> Void
    /// Where a test lets the thread hang.
    var faults = FaultPoints(environment: [:])
    /// The log.
    var log: Logger
}

/// What the exchange thread reads of the journal.
protocol Journal: Sendable {
    /// The hash of an entry of our own stream, or `nil`.
    func hash(of lookup: Lookup) throws -> Digest?
    /// Entries of our own stream after a sequence number through another within the bytes, at least one if there is one.
    func entries(_ stream: StreamKey, after: UInt64, through: UInt64, bytes: Int) throws -> [Entry]
    /// A peer's entries as we received them, in batches with the signatures they came with.
    func returned(_ stream: StreamKey, after: UInt64, through: UInt64, bytes: Int) throws -> [Batch]
}
