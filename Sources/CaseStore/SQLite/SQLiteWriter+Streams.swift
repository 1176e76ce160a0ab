import ExchangeCore

extension SQLiteWriter {
    func ensure(_ peer: NodeCode) throws(StoreError) {
        let insertPeer = try prepare("INSERT INTO peer (code) VALUES (?) ON CONFLICT DO NOTHING")
        insertPeer.bind(1, peer)
        try insertPeer.run()
        let insert = try prepare("INSERT INTO stream (peer, lane, direction) VALUES (?, ?, ?)")
        for lane in Lane.allCases {
            for direction in StreamDirection.allCases {
                let key = StreamKey(peer: peer, lane: lane)
                if streams.has(key, direction) { continue }
                insert.bind(1, peer)
                insert.bind(2, Int64(lane.rawValue))
                insert.bind(3, direction.rawValue)
                try insert.run()
                addStream(key, direction, id: connection.lastRow)
            }
        }
    }

    func setPeerEpoch(_ peer: NodeCode, _ epoch: UInt64) throws(StoreError) {
        let upsert = try prepare(
            "INSERT INTO peer (code, epoch) VALUES (?, ?) ON CONFLICT (code) DO UPDATE SET epoch = excluded.epoch"
        )
        upsert.bind(1, peer)
        upsert.bind(2, Int64(bitPattern: epoch))
        try upsert.run()
    }

    func setSent(_ stream: StreamKey, _ position: Position) throws(StoreError) {
        try setEnd(stream, .outgoing, position)
    }

    func setReceived(_ stream: StreamKey, _ position: Position) throws(StoreError) {
        try setEnd(stream, .incoming, position)
    }

    func setAcknowledged(_ stream: StreamKey, _ receipt: Receipt) throws(StoreError) {
        let place = try streams.place(stream, .outgoing)
        let before = streams[place].receipt?.through.sequence ?? 0
        let now = receipt.through.sequence
        guard now <= streams[place].end.sequence else {
            throw .constraint(detail: "\(stream) ends at \(streams[place].end.sequence), a receipt says \(now)")
        }
        // Each entry is measured once in its life, when it leaves the backlog: its lengths are in its row's head.
        let bytes = try byteCount(of: streams[place].id, after: min(before, now), through: max(before, now))
        streams[place].backlogBytes += now >= before ? -bytes : bytes
        streams[place].receipt = receipt
        streams[place].isChanged = true
    }

    func addSignature(_ stream: StreamKey, sequence: UInt64, _ signature: [UInt8]) throws(StoreError) {
        let insert = try prepare(
            "INSERT INTO signature (stream, seq, signature) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
        )
        insert.bind(1, streams[try streams.place(stream, .incoming)].id)
        insert.bind(2, Self.clamped(sequence))
        insert.bind(3, signature)
        try insert.run()
    }

    private func setEnd(_ stream: StreamKey, _ direction: StreamDirection, _ position: Position) throws(StoreError) {
        let place = try streams.place(stream, direction)
        streams[place].end = position
        streams[place].isChanged = true
    }

    private func byteCount(of stream: Int64, after: UInt64, through: UInt64) throws(StoreError) -> Int64 {
        if after == through { return 0 }
        let row = try prepare(
            """
            SELECT ifnull(sum(length(header) + ifnull(length(body), 0)), 0)
            FROM entry WHERE stream = ? AND seq > ? AND seq <= ?
            """
        )
        defer { row.reset() }
        row.bind(1, stream)
        row.bind(2, Self.clamped(after))
        row.bind(3, Self.clamped(through))
        return try row.next() ? row.int(0) : 0
    }
}
