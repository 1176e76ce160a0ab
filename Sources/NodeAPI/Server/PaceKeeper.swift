import Hummingbird
import NIOCore
import NIOHTTPTypes

/// Closes a connection whose caller is too slow, as ``Pace`` has it.
///
/// Lives on its connection's event loop, as all handlers do.
final class PaceKeeper: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart

    private let limits: Pace.Limits
    private let meter: APIMeter
    private var pace: Pace
    private var watch: RepeatedTask?

    init(_ limits: Pace.Limits, meter: APIMeter) {
        self.limits = limits
        self.meter = meter
        pace = Pace(limits, at: Self.now)
    }

    private static var now: Int64 { Int64(NIODeadline.now().uptimeNanoseconds / 1_000_000) }

    func handlerAdded(context: ChannelHandlerContext) {
        let own = NIOLoopBound((keeper: self, context: context), eventLoop: context.eventLoop)
        let interval = TimeAmount.milliseconds(APILimits.paceLookMilliseconds)
        watch = context.eventLoop.scheduleRepeatedTask(initialDelay: interval, delay: interval) { _ in
            guard own.value.keeper.pace.isTooSlow(at: Self.now) else { return }
            own.value.keeper.meter.slowCallers.add()
            own.value.context.close(promise: nil)
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) { watch?.cancel() }

    func read(context: ChannelHandlerContext) {
        pace.wantsToRead(at: Self.now)
        context.read()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: pace.head()
        case .body(let bytes): pace.body(bytes.readableBytes, at: Self.now)
        case .end: pace.end()
        }
        context.fireChannelRead(data)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        pace.buffer(isFull: !context.channel.isWritable, at: Self.now)
        context.fireChannelWritabilityChanged()
    }
}
