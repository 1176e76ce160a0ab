/// How our subscription to a peer's publisher does, as the transport sees it.
package enum LinkPhase: Hashable, Sendable {
    /// Trying; nothing is known yet.
    case connecting
    /// The handshake is complete: what the peer publishes for us arrives.
    case established
    /// Nothing answers at the peer's address.
    case unreachable
    /// Something takes the connection and completes no handshake: a node that is frozen, or a proxy before one that is off.
    case mute
    /// The peer's door keeper does not know our key.
    case refusesUs
    /// Whoever answers there does not hold the key that the member list names, or speaks another protocol.
    case wrongKey(String)
}
