/// Rules that can be broken on purpose, to prove that the simulation's checkers notice.
///
/// Only debug builds look at these: in release builds `breaks` is the constant `false` and the broken branch is not
/// compiled in. Nothing outside this package can set one.
package struct Mutation: OptionSet, Hashable, Sendable {
    /// One bit per rule.
    package let rawValue: UInt32

    /// Takes the bits.
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// A receipt leaves when entries are accepted, not when they are on disk.
    package static let receiptBeforeCommit = Mutation(rawValue: 1 << 0)
    /// The window counts one frame too few.
    package static let windowOffByOne = Mutation(rawValue: 1 << 1)
    /// Entries that are there already are accepted again.
    package static let duplicateAccepted = Mutation(rawValue: 1 << 2)
    /// Entries with a gap before them are accepted.
    package static let gapAccepted = Mutation(rawValue: 1 << 3)
    /// Nothing is ever sent again.
    package static let retransmissionForgotten = Mutation(rawValue: 1 << 4)
    /// An older receipt moves the acknowledged position back.
    package static let acknowledgementRegresses = Mutation(rawValue: 1 << 5)
    /// Hashes are not looked at.
    package static let hashIgnored = Mutation(rawValue: 1 << 6)
    /// Own streams are confirmed at the first hello, whatever it says.
    package static let confirmedUncompared = Mutation(rawValue: 1 << 7)
    /// A peer that holds more of our stream than we do is believed to hold what we have.
    package static let recoverySkipped = Mutation(rawValue: 1 << 8)
    /// A hello that answers an older session of ours is compared.
    package static let staleHelloTrusted = Mutation(rawValue: 1 << 9)
    /// A receipt names one entry more than is on disk.
    package static let receiptTooFar = Mutation(rawValue: 1 << 10)
    /// Entries are accepted before the own streams are compared and recovered.
    package static let listensBeforeRemembering = Mutation(rawValue: 1 << 11)
    /// Frames of another talk are believed.
    package static let staleFrameTrusted = Mutation(rawValue: 1 << 12)
    /// After a failed write the core goes on as if it had succeeded.
    package static let failedWriteForgotten = Mutation(rawValue: 1 << 13)
    /// A peer that ignores the window is not held back.
    package static let uncommittedUnbounded = Mutation(rawValue: 1 << 14)
    /// A restarted peer is not resent what it lost.
    package static let peerSetbackIgnored = Mutation(rawValue: 1 << 15)

    /// Whether this rule is broken.
    @inline(__always)
    func breaks(_ rule: Mutation) -> Bool {
        #if DEBUG
        contains(rule)
        #else
        false
        #endif
    }
}
