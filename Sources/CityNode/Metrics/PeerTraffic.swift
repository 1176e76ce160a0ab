import ExchangeCore

/// What went to a peer and came from it, by lane, since this node's start; kept by the exchange thread.
package struct PeerTraffic: Hashable, Sendable {
    /// Entries that were handed to the transport, repetitions included.
    package var sent: [Lane: Int64] = [:]
    /// Entries that came, repetitions included.
    package var received: [Lane: Int64] = [:]
    /// By how many milliseconds the peer's clock was ahead of ours at its last receipt; `nil` before the first.
    package var clockAheadMilliseconds: Int64?
}

/// How often a connection to a peer could not be made since this node's start, by cause.
package struct HandshakeFailures: Hashable, Sendable {
    /// Whoever answers does not hold the key of the member list, or speaks another protocol.
    package var wrongKey: Int64 = 0
    /// The peer does not know our key.
    package var refusesUs: Int64 = 0
    /// Nothing answers.
    package var network: Int64 = 0
}
