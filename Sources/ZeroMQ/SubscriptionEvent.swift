/// What a peer asked of a `Publisher`.
package struct SubscriptionRequest: Equatable, Sendable {
    /// The topic's beginning the peer wants.
    package let topic: [UInt8]
    /// The member the peer's key belongs to, as the authenticator named it.
    package let userID: String
    /// Where the peer's connection comes from; empty where unknown.
    package let peerAddress: String
}

/// What came of the things peers sent to a `Publisher`.
package enum SubscriptionEvent: Equatable, Sendable {
    /// The rule agreed: the peer receives the topic from now on.
    case admitted(SubscriptionRequest)
    /// The rule refused: the peer receives nothing of the topic.
    case refused(SubscriptionRequest)
    /// A peer without user id asked for a topic; refused without asking the rule.
    case refusedStranger(topic: [UInt8])
    /// The rule was not asked, as libzmq could have applied the answer to another peer; see `Publisher`.
    ///
    /// The peer gets nothing until it subscribes anew. Making the publisher's socket anew brings that about.
    case suspended(SubscriptionRequest)
    /// A subscription ended. The user id is nil where the connection ended, and given where the peer took it back.
    case ended(topic: [UInt8], userID: String?)
    /// A member has sent more than ``ZeroMQLimits/requestsPerMemberMax`` of all these since they are counted.
    ///
    /// From now on the publisher reads and sends nothing; the owner has to make a new one and keep that member out.
    case flooding(userID: String)
    /// A peer sent a message into a socket that only takes subscriptions: it is no peer of ours.
    case foreignMessage(userID: String?, byteCount: Int)
}
