/// Every bound of this module, in one place, with the unit at the end of the name.
package enum ZeroMQLimits {
    /// Bodies from this size on are handed to libzmq without a copy; below it a copy is cheaper than the bookkeeping.
    package static let zeroCopyBytesMin = 8 * 1024

    /// The most parts a received message may have before it is drained and refused.
    package static let messagePartsMax = 16

    /// The longest linger a socket may be given, so that ending a context stays bounded.
    package static let lingerMillisecondsMax = 60_000

    /// The longest user id the authenticator may hand out; RFC 27 calls it a short string.
    package static let userIDBytesMax = 255

    /// Authentication requests answered in one call, so that a flood of strangers cannot hold the thread.
    ///
    /// Also bounds how many connections can appear at a `Publisher` between two readings of its subscriptions.
    package static let authenticationsPerCallMax = 32

    /// Monitor events returned by one call; the rest waits for the next.
    package static let monitorEventsPerCallMax = 1024

    /// Subscription messages worked off in one go, so that a flood from one peer cannot hold the thread.
    package static let subscriptionsPerDrainMax = 4096

    /// Messages that one member may send to a `Publisher` until they are counted anew: one that connects again every second
    /// sends far fewer in a minute, and each is kept by libzmq until the connection ends.
    package static let requestsPerMemberMax = 1_000

    /// Subscription events kept for the owner until taken; further ones are applied and counted, not kept.
    package static let subscriptionEventsKeptMax = 4096
}
