import ExchangeCore

// What waits, for whoever watches: asked for every few seconds, so none of it reads further the more there is.
extension SQLiteReader {
    /// What has a number is older than what waits for one.
    static let oldestWaiting: StaticString = """
        SELECT ifnull(
            (SELECT e.at FROM entry e WHERE e.stream = s.id AND e.seq = s.acknowledged_seq + 1),
            (SELECT e.at FROM entry e WHERE e.stream = s.id AND e.seq IS NULL ORDER BY e.id LIMIT 1))
        FROM stream s WHERE s.peer = ? AND s.lane = ? AND s.direction = 1
        """

    final func oldestWaiting(_ stream: StreamKey) throws(StoreError) -> Int64? {
        try settle()
        let row = try prepare(Self.oldestWaiting)
        defer { row.reset() }
        row.bind(1, stream.peer)
        row.bind(2, Int64(stream.lane.rawValue))
        return try row.next() ? row.optionalInt(0) : nil
    }

    static let oldestLook: StaticString = """
        SELECT look_at FROM case_file INDEXED BY case_look
        WHERE look_at IS NOT NULL AND look_at > 0 AND look_at < ? ORDER BY look_at LIMIT 1
        """

    final func oldestLook() throws(StoreError) -> Int64? {
        let row = try prepare(Self.oldestLook)
        defer { row.reset() }
        row.bind(1, Int64.max)
        return try row.next() ? row.int(0) : nil
    }

    static let waitingWork: StaticString = """
        SELECT (SELECT count(*) FROM (SELECT 1 FROM material INDEXED BY material_wanted
                WHERE source > 0 AND state < 2 LIMIT ?1)),
            (SELECT count(*) FROM (SELECT 1 FROM reminder INDEXED BY reminder_open WHERE settled_at IS NULL LIMIT ?1)),
            (SELECT count(*) FROM (SELECT 1 FROM webhook_delivery WHERE died_at IS NULL LIMIT ?1)),
            (SELECT count(*) FROM (SELECT 1 FROM webhook_delivery INDEXED BY webhook_dead
                WHERE died_at IS NOT NULL LIMIT ?1))
        """

    static let withheldCount: StaticString = """
        SELECT count(*) FROM (SELECT 1 FROM material_check INDEXED BY material_check_standing
            WHERE standing = ?1 LIMIT ?2)
        """

    final func waitingWork(countingTo limit: Int) throws(StoreError) -> WaitingWork {
        var work = WaitingWork()
        let row = try prepare(Self.waitingWork)
        defer { row.reset() }
        row.bind(1, Int64(limit))
        guard try row.next() else { throw .corrupt(detail: "the numbers of what waits have no row") }
        work.materialsWanted = row.int(0)
        work.remindersOpen = row.int(1)
        work.deliveriesWaiting = row.int(2)
        work.deliveriesDead = row.int(3)
        for standing in MaterialStanding.allCases { work.materialsWithheld[standing] = try count(standing, limit) }
        return work
    }

    private final func count(_ standing: MaterialStanding, _ limit: Int) throws(StoreError) -> Int64 {
        let row = try prepare(Self.withheldCount)
        defer { row.reset() }
        row.bind(1, standing.rawValue)
        row.bind(2, Int64(limit))
        return try row.next() ? row.int(0) : 0
    }
}
