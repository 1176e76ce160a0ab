/// Why a stream stands still: two different entries at one place.
///
/// Nothing but an operator ends a halt: one of the two sides has lost or changed something that it had said, and
/// only people can know which.
public struct Halt: Hashable, Sendable {
    /// The place.
    public var sequence: UInt64
    /// The hash that this node has there; all zero when it has no entry there.
    public var ours: Digest
    /// The hash that the peer names there.
    public var theirs: Digest

    /// Names the place and both hashes.
    public init(sequence: UInt64, ours: Digest, theirs: Digest) {
        self.sequence = sequence
        self.ours = ours
        self.theirs = theirs
    }
}
