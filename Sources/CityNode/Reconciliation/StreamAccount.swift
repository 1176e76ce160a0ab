import CaseStore
import ExchangeCore
import ExchangeWire

/// One side's account of one stream, as it travels between the nodes.
package typealias StreamAccount = ExchangeWire.StreamAccount

extension StreamAccount {
    /// This node's account of all streams to and from a peer.
    static func all(with peer: NodeCode, reader: any StoreReader) throws -> [StreamAccount] {
        let saved = try reader.saved().streams
        var accounts: [StreamAccount] = []
        for lane in Lane.allCases {
            let stream = StreamKey(peer: peer, lane: lane)
            let standing = saved[stream] ?? SavedStream()
            accounts.append(
                StreamAccount(
                    lane: lane,
                    isOwn: true,
                    end: standing.sent,
                    pending: try reader.backlog(stream).pending,
                    days: try days(stream, .outgoing, reader)
                )
            )
            accounts.append(
                StreamAccount(
                    lane: lane,
                    isOwn: false,
                    end: standing.received,
                    pending: 0,
                    days: try days(stream, .incoming, reader)
                )
            )
        }
        return accounts
    }

    private static func days(
        _ stream: StreamKey,
        _ direction: StreamDirection,
        _ reader: any StoreReader
    ) throws -> [Day] {
        try reader.days(stream, direction).suffix(daysMax).compactMap { day in
            guard let header = try reader.header(stream, direction, day.last) else { return nil }
            return Day(
                day: Int32(clamping: day.day.number),
                count: day.count,
                last: Position(sequence: day.last, hash: EntryHash.entry(header: header))
            )
        }
    }
}
