import CZeroMQ

/// The kinds of socket this project uses.
package enum SocketKind: Sendable {
    /// Publishes, and reads who subscribes to what.
    case xpub
    /// Publishes without looking at subscriptions.
    case pub
    /// Receives what it subscribed to.
    case sub
    /// Subscribes by messages it writes itself, and can send others too; tests play hostile peers with it.
    case xsub
    /// Exactly one peer, both directions.
    case pair
    /// Spreads messages over pullers.
    case push
    /// Collects messages from pushers.
    case pull
    /// Answers requests one at a time.
    case rep
    /// Asks one request at a time.
    case req
    /// Asks without waiting for answers.
    case dealer
    /// Answers several peers by their routing id.
    case router

    var code: Int32 {
        switch self {
        case .xpub: ZMQ_XPUB
        case .pub: ZMQ_PUB
        case .sub: ZMQ_SUB
        case .xsub: ZMQ_XSUB
        case .pair: ZMQ_PAIR
        case .push: ZMQ_PUSH
        case .pull: ZMQ_PULL
        case .rep: ZMQ_REP
        case .req: ZMQ_REQ
        case .dealer: ZMQ_DEALER
        case .router: ZMQ_ROUTER
        }
    }
}
