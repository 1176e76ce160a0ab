import ExchangeCore
import Synchronization

/// Compares peers' clocks with this one: every receipt tells when it was written.
///
/// A receipt that waited on its way looks like a clock that is slow, so several have to say the same in a row. A peer whose
/// clock is apart, and that then receipts nothing because nothing is sent to it, is asked for a receipt now and then: so the
/// alarm ends when the clock is right again.
final class ClockWatch: Sendable {
    private struct Reading {
        var apart = 0
        var isAhead = false
        // When it was read or asked for last.
        var at: Instant
        var stands: Bool { apart == AlarmThresholds.clockReadings }
    }

    private let readings = Mutex<[NodeCode: Reading]>([:])
    private let board: AlarmBoard
    private let apartMilliseconds: Int64

    /// Watches for a board.
    init(board: AlarmBoard, thresholds: AlarmThresholds) {
        self.board = board
        apartMilliseconds = Int64(thresholds.clockApartSeconds) * 1_000
    }

    /// Takes by how many milliseconds a peer's clock seems to be ahead of this one; `now` is steady.
    func take(ahead difference: Int64, of peer: NodeCode, at now: Instant) {
        let isApart = abs(difference) > apartMilliseconds
        let stands = readings.withLock { readings in
            var reading = readings[peer] ?? Reading(at: now)
            if !isApart {
                readings[peer] = nil
                return false
            }
            if reading.isAhead != (difference > 0) { reading.apart = 0 }
            reading.isAhead = difference > 0
            reading.apart = min(reading.apart + 1, AlarmThresholds.clockReadings)
            reading.at = now
            readings[peer] = reading
            return reading.stands
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

    /// Which of these peers to ask for a receipt, and counts them as asked.
    ///
    /// Their clocks are apart, and nothing told their time for a while.
    func overdue(among peers: [NodeCode], at now: Instant) -> [NodeCode] {
        readings.withLock { readings in
            peers.filter { peer in
                guard let reading = readings[peer], reading.stands,
                    now.milliseconds(since: reading.at) >= AlarmThresholds.clockAskMilliseconds
                else { return false }
                readings[peer]?.at = now
                return true
            }
        }
    }
}
