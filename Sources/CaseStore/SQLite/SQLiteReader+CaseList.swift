import CaseModel

extension SQLiteReader {
    /// A page of cases, newest first.
    final func cases(_ query: CaseQuery) throws(StoreError) -> CasePage {
        let limit = max(1, min(query.limit, StoreLimits.casesPerPageMax))
        let list = CaseList(query, cities: query.namesCity ? try cities(of: query) : [])
        var ids = try newest(list, along: try shortestWalk(list), limit: limit + 1)
        var page = CasePage(items: [], next: nil)
        if ids.count > limit {
            ids.removeSubrange(limit...)
            page.next = ids.last.map { CaseCursor(id: $0) }
        }
        for id in ids {
            guard let row = try findCase(id) else { continue }
            page.items.append(CaseListItem(row: row, transport: try transport(id)))
        }
        return page
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
        let statement = try connection.prepare(text: CaseList.count(along: walk))
        var sum = 0
        for run in list.runs(along: walk) where sum < bound {
            defer { statement.reset() }
            list.bind(statement, run)
            statement.bind(7, Int64(bound - sum))
            if try statement.next() { sum += Int(statement.int(0)) }
        }
        return sum
    }

    /// Walks every run of a list from its end and merges the newest.
    private final func newest(
        _ list: CaseList,
        along walk: CaseList.Walk,
        limit: Int
    ) throws(StoreError) -> [CaseID] {
        let statement = try connection.prepare(text: list.select(along: walk))
        var newest: [Int64] = []
        for run in list.runs(along: walk) {
            defer { statement.reset() }
            list.bind(statement, run)
            // What is older than all that a page holds is not read.
            statement.bind(6, newest.count < limit ? 0 : newest.last ?? 0)
            statement.bind(7, Int64(limit))
            let before = newest.count
            while try statement.next() { newest.append(statement.int(0)) }
            guard newest.count > before else { continue }
            newest.sort(by: >)
            newest.removeSubrange(min(limit, newest.count)...)
        }
        return newest.map(CaseID.init(rawValue:))
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
        while try rows.next() { cities.append([rows.int(0), rows.int(1)]) }
        return cities
    }
}
