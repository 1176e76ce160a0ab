import ExchangeCore

/// A message under way, with the talk it belongs to.
struct Frame: Sendable {
    var from: NodeCode
    var to: NodeCode
    var message: Message
    var talk: UInt64

    /// The same frame without what proves that it is no leftover of an earlier life.
    var withoutProofs: Frame {
        var frame = self
        frame.talk = 0
        if case .hello(var hello) = message {
            hello.challenge = 0
            hello.echo = 0
            frame.message = .hello(hello)
        }
        return frame
    }
}
