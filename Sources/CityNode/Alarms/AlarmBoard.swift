import ExchangeCore
import Synchronization

/// What an operator should know and do something about, for as long as it is so.
package final class AlarmBoard: Sendable {
    /// One alarm.
    package struct Alarm: Hashable, Sendable {
        /// What it is about.
        package var code: AlarmCode
        /// How urgent it is.
        package var level: AlarmLevel
        /// The peer that it is about, if it is about one.
        package var peer: NodeCode?
        /// What tells alarms of one code and peer apart; empty where there is only one.
        package var detail: String
        /// Since when, in milliseconds since 1970-01-01T00:00:00Z.
        package var since: Int64
        /// What is wrong and what to do.
        package var text: String

        /// What makes it the same alarm after a renewal.
        var key: AlarmKey { AlarmKey(code: code, peer: peer, detail: detail) }
    }

    private let alarms = Mutex<[AlarmKey: Alarm]>([:])

    /// Alarms of one code about one peer that stand at a time.
    ///
    /// More of one kind would not help anybody, and however many there are, there is room for another kind.
    static let alarmsOfAKindMax = 200

    /// Raises an alarm, or renews its text and its level.
    ///
    /// `detail` tells alarms of one code and peer apart; `level` stands in the place of the code's own. A text holds no
    /// personal data: it leaves the node.
    package func raise(
        _ code: AlarmCode,
        peer: NodeCode? = nil,
        detail: String = "",
        level: AlarmLevel? = nil,
        _ text: String
    ) {
        alarms.withLock { alarms in
            let key = AlarmKey(code: code, peer: peer, detail: detail)
            if alarms[key] == nil {
                let alike = alarms.keys.count { $0.code == code && $0.peer == peer }
                guard alike < Self.alarmsOfAKindMax else { return }
            }
            alarms[key] = Alarm(
                code: code,
                level: level ?? code.level,
                peer: peer,
                detail: detail,
                since: alarms[key]?.since ?? Clock.wall.milliseconds,
                text: text
            )
        }
    }

    /// Ends an alarm.
    package func clear(_ code: AlarmCode, peer: NodeCode? = nil, detail: String = "") {
        alarms.withLock { _ = $0.removeValue(forKey: AlarmKey(code: code, peer: peer, detail: detail)) }
    }

    /// Ends all alarms of one code about a peer, whatever their detail.
    func clearAll(_ code: AlarmCode, peer: NodeCode) { end { $0.code == code && $0.peer == peer } }

    /// Ends all alarms of one code with this detail, whatever peer they are about.
    func clearAll(_ code: AlarmCode, detail: String) { end { $0.code == code && $0.detail == detail } }

    /// Ends the alarms of one code whose detail is none of these.
    func keep(_ code: AlarmCode, details: Set<String>) { end { $0.code == code && !details.contains($0.detail) } }

    /// Ends the alarms about peers that are no members any more.
    func keep(peers: Set<NodeCode>) { end { $0.peer.map { !peers.contains($0) } ?? false } }

    private func end(where isOver: (AlarmKey) -> Bool) {
        alarms.withLock { alarms in
            for key in alarms.keys where isOver(key) { alarms[key] = nil }
        }
    }

    /// What stands now, the oldest first.
    package var list: [Alarm] {
        alarms.withLock { alarms in
            alarms.values.sorted { left, right in
                (left.since, left.code.rawValue, left.detail) < (right.since, right.code.rawValue, right.detail)
            }
        }
    }

    /// Learns from what the exchange says.
    func take(_ notice: Notice) {
        switch notice {
        case .connected(let peer):
            clear(.peerSilent, peer: peer)
            clear(.versionRefused, peer: peer)
        case .silent(let peer):
            raise(.peerSilent, peer: peer, "nothing is heard of \(peer); 'tongban peers' says what its link does")
        case .versionRefused(let peer, let offered):
            raise(
                .versionRefused,
                peer: peer,
                "\(peer) speaks protocol \(offered.lowerBound) to \(offered.upperBound) only; upgrade the older of the two"
            )
        case .recovering(let stream, let have, let holds):
            raise(
                .recovering,
                peer: stream.peer,
                detail: "\(stream.lane)",
                "this store is older than what \(stream.peer) has of it (\(have) of \(holds) on \(stream.lane)); it is being filled"
            )
        case .recovered(let stream, _): clear(.recovering, peer: stream.peer, detail: "\(stream.lane)")
        case .peerWentBack(let stream, let acknowledged, let holds):
            raise(
                .peerWentBack,
                peer: stream.peer,
                detail: "\(stream.lane)",
                "\(stream.peer) has lost entries after \(holds) that it had receipted through \(acknowledged); "
                    + "they are sent again; a reconciliation with nothing outstanding ends this"
            )
        case .halted(let stream, let direction, let sequence, let ours, let theirs):
            let side = direction == .outgoing ? "to" : "from"
            raise(
                .halted,
                peer: stream.peer,
                detail: "\(stream.lane) \(direction)",
                "two different entries at \(sequence) of the \(stream.lane) stream \(side) \(stream.peer): here "
                    + "\(ours.short), there \(theirs.short); find out which side changed, then 'tongban resume'"
            )
        case .resumed(let stream):
            for direction in [Notice.Direction.outgoing, .incoming] {
                clear(.halted, peer: stream.peer, detail: "\(stream.lane) \(direction)")
            }
        case .epochChanged(let peer, _, _):
            raise(
                .epochChanged,
                peer: peer,
                "\(peer) has made its database anew: if nobody there knows why, ask; "
                    + "a reconciliation with nothing outstanding ends this"
            )
        case .maintenance, .retransmitted, .duplicate, .gap, .ignored: break
        }
    }
}

/// What makes two alarms the same.
struct AlarmKey: Hashable, Sendable {
    var code: AlarmCode
    var peer: NodeCode?
    var detail: String
}
