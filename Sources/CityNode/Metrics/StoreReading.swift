import CaseModel
import CaseStore
import ExchangeCore

/// What the store says to whoever watches, all of one state and none of it by a scan.
struct StoreReading: Sendable {
    /// How much of a stream waits for the peer's receipt.
    struct Stream: Sendable {
        var backlog: Backlog
        /// When the oldest of it was kept, in milliseconds since 1970-01-01T00:00:00Z.
        var oldestAt: Int64?
    }

    var streams: [StreamKey: Stream] = [:]
    var cases: [CaseState: Int]
    var newestEvent: Int64
    var totals: StoreTotals
    var waiting: WaitingWork
    var oldestLook: Int64?
    var webhooks: [WebhookRow.State: Int]

    /// Where counts of what waits end.
    static let countMax = 10_000

    init(_ reader: any StoreReader, peers: [NodeCode]) throws {
        cases = try reader.caseCounts()
        newestEvent = try reader.lastEntry().rawValue
        totals = try reader.totals()
        waiting = try reader.waitingWork(countingTo: Self.countMax)
        oldestLook = try reader.oldestLook()
        webhooks = Dictionary(grouping: try reader.webhooks(), by: \.state).mapValues(\.count)
        for peer in peers {
            for lane in Lane.allCases {
                let stream = StreamKey(peer: peer, lane: lane)
                let backlog = try reader.backlog(stream)
                let oldestAt = backlog.entries > 0 ? try reader.oldestWaiting(stream) : nil
                streams[stream] = Stream(backlog: backlog, oldestAt: oldestAt)
            }
        }
    }
}
