import CaseModel

extension SQLiteReader {
    /// A page of cases.
    final func cases(_ query: CaseQuery) throws(StoreError) -> CasePage {
        let limit = max(1, min(query.limit, StoreLimits.casesPerPageMax))
        let list = try CaseList(query, cities: query.namesCity ? try cities(of: query) : [])
        var cursors = try first(of: query, list, along: try shortestWalk(list), limit: limit + 1)
        var page = CasePage(items: [], next: nil)
        if cursors.count > limit {
            cursors.removeSubrange(limit...)
            page.next = cursors.last
        }
        for cursor in cursors {
            guard let row = try findCase(cursor.id) else { continue }
            page.items.append(CaseListItem(row: row, dueAt: try due(cursor.id)))
        }
        return page
    }

    /// When the first of a case's last days ends.
    private final func due(_ id: CaseID) throws(StoreError) -> Int64? {
        let row = try prepare("SELECT due_at FROM case_due WHERE case_id = ?")
        defer { row.reset() }
        row.bind(1, id.rawValue)
        return try row.next() ? row.int(0) : nil
    }

    /// The way that has the fewest cases, where several have all that are wanted.
    private final func shortestWalk(_ list: CaseList) throws(StoreError) -> CaseList.Walk {
        let walks = list.walks
        var shortest = walks.first ?? .table
        guard walks.count > 1 else { return shortest }
        var least = Int.max
        for walk in walks where least > 0 {
            let length = try length(of: list, along: walk, atMost: min(least, CaseList.lengthMax))
            if length < least { (shortest, least) = (walk, length) }
        }
        return shortest
    }

    /// How many cases lie along a way, counted up to a bound.
    private final func length(
        of list: CaseList,
        along walk: CaseList.Walk,
        atMost bound: Int
    ) throws(StoreError) -> Int {
        let statement = try prepare(text: CaseList.count(along: walk))
        var sum = 0
        for run in list.runs(along: walk) where sum < bound {
            defer { statement.reset() }
            list.bind(statement, run)
            statement.bind(7, Int64(bound - sum))
            if try statement.next() { sum += Int(statement.int(0)) }
        }
        return sum
    }

    /// Walks every run of a list and merges those that come first.
    private final func first(
        of query: CaseQuery,
        _ list: CaseList,
        along walk: CaseList.Walk,
        limit: Int
    ) throws(StoreError) -> [CaseCursor] {
        let statement = try prepare(text: list.select(along: walk))
        let isOldest = query.order == .oldest
        var first: [CaseCursor] = []
        for run in list.runs(along: walk) {
            defer { statement.reset() }
            list.bind(statement, run)
            // What lies behind all that a page holds is not read.
            let bound = first.count < limit ? nil : first.last?.id.rawValue
            if walk != .due { statement.bind(6, bound ?? (isOldest ? .max : 0)) }
            statement.bind(7, Int64(limit))
            let before = first.count
            while try statement.next() {
                first.append(CaseCursor(id: CaseID(rawValue: statement.int(0)), due: statement.optionalInt(1)))
            }
            guard before > 0, first.count > before else { continue }
            first.sort { isOldest ? $0.id < $1.id : $0.id > $1.id }
            first.removeSubrange(min(limit, first.count)...)
        }
        return first
    }

    /// The handling and the collecting city of every case that a query may want: this node is one, a peer the other.
    private final func cities(of query: CaseQuery) throws(StoreError) -> [CaseList.Run] {
        let rows = try prepare(
            """
            SELECT handling, collecting FROM (
                SELECT node AS handling, code AS collecting FROM meta, peer
                UNION ALL SELECT code, node FROM meta, peer
            )
            WHERE handling = ifnull(?1, handling) AND collecting = ifnull(?2, collecting)
                AND ifnull(?3, handling) IN (handling, collecting)
            """
        )
        defer { rows.reset() }
        rows.bind(1, query.handling.map { Int64($0.number) })
        rows.bind(2, query.collecting.map { Int64($0.number) })
        rows.bind(3, query.party.map { Int64($0.number) })
        var cities: [CaseList.Run] = []
        while try rows.next() { cities.append(.init([rows.int(0), rows.int(1)])) }
        return cities
    }
}
