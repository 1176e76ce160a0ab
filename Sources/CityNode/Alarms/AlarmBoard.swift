import ExchangeCore
import Synchronization

/// What an operator should know and do something about, for as long as it is so.
package final class AlarmBoard: Sendable {
    /// One alarm.
    package struct Alarm: Hashable, Sendable {
        /// A stable word for the cause, such as `peer-silent`.
        package var code: String
        /// The peer that it is about, if it is about one.
        package var peer: NodeCode?
        /// Since when, in milliseconds since 1970-01-01T00:00:00Z.
        package var since: Int64
        /// What is wrong and what to do.
        package var text: String
    }

    private struct Key: Hashable {
        var code: String
        var peer: NodeCode?
        var detail: String
    }

    private let alarms = Mutex<[Key: Alarm]>([:])

    /// Alarms that stand at a time; more causes of one kind would not help anybody.
    static let alarmsMax = 500

    /// Raises an alarm, or renews its text.
    ///
    /// `detail` tells alarms of one code and peer apart.
    func raise(_ code: String, peer: NodeCode? = nil, detail: String = "", _ text: String) {
        alarms.withLock { alarms in
            let key = Key(code: code, peer: peer, detail: detail)
            guard alarms[key] != nil || alarms.count < Self.alarmsMax else { return }
            let since = alarms[key]?.since ?? Clock.wall.milliseconds
            alarms[key] = Alarm(code: code, peer: peer, since: since, text: text)
        }
    }

    /// Ends an alarm.
    func clear(_ code: String, peer: NodeCode? = nil, detail: String = "") {
        alarms.withLock { _ = $0.removeValue(forKey: Key(code: code, peer: peer, detail: detail)) }
    }

    /// Ends all alarms of one code about a peer, whatever their detail.
    func clearAll(_ code: String, peer: NodeCode) {
        alarms.withLock { alarms in
            for key in alarms.keys where key.code == code && key.peer == peer { alarms[key] = nil }
        }
    }

    /// Ends the alarms of one code whose detail is none of these.
    func keep(_ code: String, details: Set<String>) {
        alarms.withLock { alarms in
            for key in alarms.keys where key.code == code && !details.contains(key.detail) { alarms[key] = nil }
        }
    }

    /// What stands now, the oldest first.
    package var list: [Alarm] {
        alarms.withLock { $0.values.sorted { ($0.since, $0.code) < ($1.since, $1.code) } }
    }

    /// Learns from what the exchange says.
    func take(_ notice: Notice) {
        switch notice {
        case .connected(let peer):
            clear("peer-silent", peer: peer)
            clear("version-refused", peer: peer)
        case .silent(let peer):
            raise("peer-silent", peer: peer, "nothing is heard of \(peer); 'tongban peers' says what its link does")
        case .versionRefused(let peer, let offered):
            raise(
                "version-refused",
                peer: peer,
                "\(peer) speaks protocol \(offered.lowerBound) to \(offered.upperBound) only; upgrade the older of the two"
            )
        case .recovering(let stream, let have, let holds):
            raise(
                "recovering",
                peer: stream.peer,
                detail: "\(stream.lane)",
                "this store is older than what \(stream.peer) has of it (\(have) of \(holds) on \(stream.lane)); it is being filled"
            )
        case .recovered(let stream, _): clear("recovering", peer: stream.peer, detail: "\(stream.lane)")
        case .peerWentBack(let stream, let acknowledged, let holds):
            raise(
                "peer-went-back",
                peer: stream.peer,
                detail: "\(stream.lane)",
                "\(stream.peer) has lost entries after \(holds) that it had receipted through \(acknowledged); "
                    + "they are sent again; a reconciliation with nothing outstanding ends this"
            )
        case .halted(let stream, let direction, let sequence, let ours, let theirs):
            let side = direction == .outgoing ? "to" : "from"
            raise(
                "halted",
                peer: stream.peer,
                detail: "\(stream.lane) \(direction)",
                "two different entries at \(sequence) of the \(stream.lane) stream \(side) \(stream.peer): here "
                    + "\(ours.short), there \(theirs.short); find out which side changed, then 'tongban resume'"
            )
        case .resumed(let stream):
            for direction in [Notice.Direction.outgoing, .incoming] {
                clear("halted", peer: stream.peer, detail: "\(stream.lane) \(direction)")
            }
        case .epochChanged(let peer, _, _):
            raise(
                "epoch-changed",
                peer: peer,
                "\(peer) has made its database anew: if nobody there knows why, ask; "
                    + "a reconciliation with nothing outstanding ends this"
            )
        case .maintenance, .retransmitted, .duplicate, .gap, .ignored: break
        }
    }
}
