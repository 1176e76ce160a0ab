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
        let owner = Frame(frame, countedBy: self)
        // The array stays where it is while its owner lives, and nobody writes to it.
        let bytes = owner.bytes.withUnsafeBytes { UnsafeRawBufferPointer(start: $0.baseAddress, count: $0.count) }
        return MessagePart(sharing: bytes, ownedBy: owner)
    }

    private final class Frame: Sendable {
        let bytes: [UInt8]
        private let counter: HeldFrames

        init(_ bytes: [UInt8], countedBy counter: HeldFrames) {
            self.bytes = bytes
            self.counter = counter
            counter.held.add(bytes.count, ordering: .relaxed)
        }

        deinit { counter.held.subtract(bytes.count, ordering: .relaxed) }
    }
}
