/// A place in a stream: "through this entry, whose hash is this".
public struct Position: Hashable, Sendable, CustomStringConvertible {
    /// The sequence number of the last entry that is meant; 0 means none.
    public var sequence: UInt64
    /// The hash of that entry; all zero before the first.
    public var hash: Digest

    /// Names a place in a stream.
    public init(sequence: UInt64, hash: Digest) {
        self.sequence = sequence
        self.hash = hash
    }

    /// Before the first entry.
    public static let start = Position(sequence: 0, hash: .zero)

    /// The sequence number and the first digits of the hash.
    public var description: String { sequence == 0 ? "0" : "\(sequence)#\(hash.short)" }
}
