import CaseModel
import ExchangeCore

extension SQLiteReader {
    final func saved() throws(StoreError) -> Saved {
        try settle()
        let meta = try prepare("SELECT epoch FROM meta")
        defer { meta.reset() }
        guard try meta.next() else { throw .corrupt(detail: "the row of the node itself is missing") }
        var saved = Saved(epoch: UInt64(bitPattern: meta.int(0)))
        let peers = try prepare("SELECT code, epoch FROM peer WHERE epoch IS NOT NULL")
        defer { peers.reset() }
        while try peers.next() { saved.peerEpochs[try Self.node(peers.int(0))] = UInt64(bitPattern: peers.int(1)) }
        let rows = try prepare(
            "SELECT peer, lane, direction, seq, hash, acknowledged_seq, acknowledged_hash FROM stream"
        )
        defer { rows.reset() }
        while try rows.next() {
            let key = try Self.stream(rows, 0, 1)
            let end = Position(sequence: rows.unsigned(3), hash: try Self.digest(rows, 4))
            var stream = saved.streams[key] ?? SavedStream()
            switch try Self.direction(rows, 2) {
            case .outgoing:
                stream.sent = end
                stream.acknowledged = Position(sequence: rows.unsigned(5), hash: try Self.digest(rows, 6))
            case .incoming: stream.received = end
            }
            saved.streams[key] = stream
        }
        return saved
    }

    final func receipt(_ stream: StreamKey) throws(StoreError) -> Receipt? {
        try settle()
        let row = try prepare(
            """
            SELECT acknowledged_seq, acknowledged_hash, receipt_at, receipt_signature
            FROM stream WHERE peer = ? AND lane = ? AND direction = 1
            """
        )
        defer { row.reset() }
        row.bind(1, stream.peer)
        row.bind(2, Int64(stream.lane.rawValue))
        guard try row.next(), let at = row.optionalInt(2) else { return nil }
        return Receipt(
            lane: stream.lane,
            through: Position(sequence: row.unsigned(0), hash: try Self.digest(row, 1)),
            gap: false,
            at: Instant(milliseconds: at),
            signature: row.bytes(3)
        )
    }

    final func backlog(_ stream: StreamKey) throws(StoreError) -> Backlog {
        try settle()
        let row = try prepare(
            """
            SELECT seq - acknowledged_seq + pending, backlog_bytes, pending
            FROM stream WHERE peer = ? AND lane = ? AND direction = 1
            """
        )
        defer { row.reset() }
        row.bind(1, stream.peer)
        row.bind(2, Int64(stream.lane.rawValue))
        guard try row.next() else { return Backlog() }
        return Backlog(entries: row.unsigned(0), bytes: row.unsigned(1), pending: row.unsigned(2))
    }

    final func days(_ stream: StreamKey, _ direction: StreamDirection) throws(StoreError) -> [DayCount] {
        try settle()
        guard let id = try streamRow(stream, direction) else { return [] }
        let rows = try prepare("SELECT day, count, first_seq, last_seq FROM stream_day WHERE stream = ? ORDER BY day")
        defer { rows.reset() }
        rows.bind(1, id)
        var days: [DayCount] = []
        while try rows.next() {
            days.append(
                DayCount(
                    day: LocalDay(number: rows.int(0)),
                    count: rows.unsigned(1),
                    first: rows.unsigned(2),
                    last: rows.unsigned(3)
                )
            )
        }
        return days
    }

    /// The stream's row, or `nil` where it was never made.
    final func streamRow(_ stream: StreamKey, _ direction: StreamDirection) throws(StoreError) -> Int64? {
        let row = try prepare("SELECT id FROM stream WHERE peer = ? AND lane = ? AND direction = ?")
        defer { row.reset() }
        row.bind(1, stream.peer)
        row.bind(2, Int64(stream.lane.rawValue))
        row.bind(3, direction.rawValue)
        return try row.next() ? row.int(0) : nil
    }
}
