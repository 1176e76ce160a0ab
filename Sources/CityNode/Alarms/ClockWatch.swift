import ExchangeCore
import Synchronization

/// Compares peers' clocks with this one: every receipt tells when it was written.
///
/// A receipt that waited on its way looks like a clock that is slow, so several have to say the same in a row.
final class ClockWatch: Sendable {
    private struct Reading {
        var apart = 0
        var isAhead = false
    }

    private let readings = Mutex<[NodeCode: Reading]>([:])
    private let board: AlarmBoard
    private let apartMilliseconds: Int64

    /// Watches for a board.
    init(board: AlarmBoard, thresholds: AlarmThresholds) {
        self.board = board
        apartMilliseconds = Int64(thresholds.clockApartSeconds) * 1_000
    }

    /// Takes by how many milliseconds a peer's clock seems to be ahead of this one.
    func take(ahead difference: Int64, of peer: NodeCode) {
        let isApart = abs(difference) > apartMilliseconds
        let stands = readings.withLock { readings in
            var reading = readings[peer] ?? Reading()
            if !isApart {
                readings[peer] = nil
                return false
            }
            if reading.isAhead != (difference > 0) { reading.apart = 0 }
            reading.isAhead = difference > 0
            reading.apart = min(reading.apart + 1, AlarmThresholds.clockReadings)
            readings[peer] = reading
            return reading.apart == AlarmThresholds.clockReadings
        }
        if stands {
            board.raise(
                .clockApart,
                peer: peer,
                "the clock of \(peer) is \(abs(difference) / 1_000) s \(difference > 0 ? "ahead of" : "behind") this "
                    + "one: see on both sides whether the time service runs ('timedatectl')"
            )
        } else if !isApart {
            board.clear(.clockApart, peer: peer)
        }
    }
}
