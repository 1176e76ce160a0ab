import Synchronization
import ZeroMQ

/// The large frames for one peer that libzmq holds: they are on their way, or wait for a peer that does not listen.
///
/// libzmq bounds what waits by the number of messages, small or large. This bounds it by bytes, so that who asks for files
/// and does not take them costs no more than who does.
final class HeldFrames: Sendable {
    private let held = Atomic<Int>(0)

    /// How many bytes they have.
    var byteCount: Int { held.load(ordering: .relaxed) }

    /// A message of a frame that is counted until libzmq lets go of it; `nil` where too much is held.
    func message(of frame: [UInt8]) -> MessagePart? {
        guard byteCount + frame.count <= TransportLimits.heldBytesMax else { return nil }
        return MessagePart(frame, with: Share(of: frame.count, in: self))
    }

    /// What one frame is counted with while libzmq holds it.
    private final class Share: Sendable {
        private let byteCount: Int
        private let frames: HeldFrames

        init(of byteCount: Int, in frames: HeldFrames) {
            self.byteCount = byteCount
            self.frames = frames
            frames.held.add(byteCount, ordering: .relaxed)
        }

        deinit { frames.held.subtract(byteCount, ordering: .relaxed) }
    }
}
