import ExchangeCore
import Synchronization

/// The parts of files that were read for each peer and have not reached the exchange's thread.
///
/// A disk gives faster than a network takes. Beyond a bound a part is let go of, and the peer asks for it again.
final class UnsentChunks: Sendable {
    private let bytes = Mutex<[NodeCode: Int]>([:])

    /// Counts a part; false where the peer has too much under way already.
    func begin(_ count: Int, for peer: NodeCode) -> Bool {
        bytes.withLock { bytes in
            let sum = bytes[peer, default: 0] + count
            guard sum <= TransportLimits.unsentBytesMax else { return false }
            bytes[peer] = sum
            return true
        }
    }

    /// A part has reached the thread.
    func end(_ count: Int, for peer: NodeCode) {
        bytes.withLock { bytes in
            let rest = bytes[peer, default: 0] - count
            bytes[peer] = rest > 0 ? rest : nil
        }
    }
}
