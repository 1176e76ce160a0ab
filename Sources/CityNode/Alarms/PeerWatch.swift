import CaseModel
import ExchangeCore

/// Raises and ends the alarms about peers that only a look at the exchange shows.
struct PeerWatch {
    private var awaySince: [NodeCode: Int64] = [:]
    private var forgeries: [NodeCode: (count: Int64, at: Int64)] = [:]
    private let board: AlarmBoard
    private let thresholds: AlarmThresholds

    /// Watches for a board.
    init(board: AlarmBoard, thresholds: AlarmThresholds) {
        self.board = board
        self.thresholds = thresholds
    }

    /// Looks at what the exchange reports; `now` in milliseconds of the wall clock.
    mutating func look(at report: ExchangeReport, now: Int64) {
        let members = Set(report.peers.keys)
        awaySince = awaySince.filter { members.contains($0.key) }
        forgeries = forgeries.filter { members.contains($0.key) }
        board.keep(peers: members)
        for (code, peer) in report.peers {
            lookAtLink(code, peer, now)
            lookAtKeys(code, peer)
            lookAtForgeries(code, peer, now)
        }
        lookAtStrangers(report.strangers, now)
    }

    private mutating func lookAtLink(_ code: NodeCode, _ peer: ExchangeReport.Peer, _ now: Int64) {
        if peer.isConnected {
            awaySince[code] = nil
            board.clear(.peerSilent, peer: code)
            board.clear(.peerAway, peer: code)
            return
        }
        let since = awaySince[code] ?? now
        awaySince[code] = since
        // Who said that it is away, and until when, is not missed before.
        if let back = peer.view?.maintenance?.until.milliseconds, back > now { return }
        if now - since >= AlarmThresholds.peerSilentMilliseconds { board.take(.silent(code)) }
        if now - since >= Int64(thresholds.peerAwayMinutes) * 60_000 {
            board.raise(
                .peerAway,
                peer: code,
                "\(code) is not connected since \(LocalTime.text(since)); cases for it wait here and nothing is lost: "
                    + "call that city's operators, 'tongban peers' says what the link does"
            )
        }
    }

    private func lookAtKeys(_ code: NodeCode, _ peer: ExchangeReport.Peer) {
        if case .wrongKey = peer.phase {
            board.raise(
                .wrongKey,
                peer: code,
                "what answers at the address of \(code) does not hold the key of the member list: "
                    + "compare the key with that city by telephone, and do not just replace it"
            )
        } else if peer.phase != .connecting {
            board.clear(.wrongKey, peer: code)
        }
        if peer.phase == .refusesUs {
            board.raise(
                .refusedByPeer,
                peer: code,
                "\(code) does not admit this node's key: send it the lines of 'tongban keys show', and have it reload "
                    + "its member list"
            )
        } else if peer.phase != .connecting {
            board.clear(.refusedByPeer, peer: code)
        }
    }

    private mutating func lookAtForgeries(_ code: NodeCode, _ peer: ExchangeReport.Peer, _ now: Int64) {
        let count = peer.refusals.badSignatures
        if count > forgeries[code]?.count ?? 0 { forgeries[code] = (count, now) }
        if let last = forgeries[code], now - last.at < AlarmThresholds.intruderMilliseconds {
            board.raise(
                .badSignatures,
                peer: code,
                "\(last.count) frames of \(code) had a signature that is wrong and were dropped: has it another "
                    + "signing key than the member list says? Otherwise somebody forges its frames"
            )
        } else {
            board.clear(.badSignatures, peer: code)
        }
    }

    private func lookAtStrangers(_ strangers: [Stranger], _ now: Int64) {
        let recent = strangers.filter { now - $0.lastAt.milliseconds < AlarmThresholds.intruderMilliseconds }
        if let newest = recent.max(by: { $0.lastAt < $1.lastAt }) {
            board.raise(
                .stranger,
                "\(recent.count) addresses knocked with a key of no member, the last one from \(newest.address): "
                    + "'tongban status' lists them; a member with a new key, a scanner, or an attack"
            )
        } else {
            board.clear(.stranger)
        }
    }
}

extension ExchangeReport.Peer {
    /// Whether entries flow.
    var isConnected: Bool { view?.link == .running && phase == .established }
}
