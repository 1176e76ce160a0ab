import CaseModel

extension SQLiteReader {
    /// A page of cases, newest first.
    final func cases(_ query: CaseQuery) throws(StoreError) -> CasePage {
        let limit = max(1, min(query.limit, StoreLimits.casesPerPageMax))
        var rows = query.states?.isEmpty == true ? [] : try newest(query, limit: limit + 1)
        var page = CasePage(items: [], next: nil)
        if rows.count > limit {
            rows.removeSubrange(limit...)
            page.next = rows.last.map { CaseCursor(id: $0.id) }
        }
        for row in rows { page.items.append(CaseListItem(row: row, transport: try transport(row.id))) }
        return page
    }

    /// Walks the shortest list that has all wanted cases, from its end.
    private final func newest(_ query: CaseQuery, limit: Int) throws(StoreError) -> [CaseRow] {
        let list = CaseList(query)
        var walk = list.walks.first ?? .table
        if list.walks.count > 1 {
            var least = Int.max
            for other in list.walks where least > 0 {
                let length = try self.length(of: other, list, atMost: min(least, CaseList.lengthMax))
                if length < least { (walk, least) = (other, length) }
            }
        }
        switch walk {
        case .standing: return try standing(list, limit: limit)
        case .party: return try party(list, limit: limit)
        case .table, .item, .itemEnding, .collecting, .handling: return try rows(walk, list, limit: limit)
        }
    }

    private final func rows(_ walk: CaseList.Walk, _ list: CaseList, limit: Int) throws(StoreError) -> [CaseRow] {
        let statement = try connection.prepare(text: Self.select(walk, list))
        defer { statement.reset() }
        list.bind(statement)
        statement.bind(7, Int64(limit))
        var rows: [CaseRow] = []
        while try statement.next() { rows.append(try Self.caseRow(statement)) }
        return rows
    }

    /// A city's cases are those that it collected and those that it handles, and none is both.
    private final func party(_ list: CaseList, limit: Int) throws(StoreError) -> [CaseRow] {
        let (collected, handled) = list.parties
        let rows = try rows(.collecting, collected, limit: limit) + rows(.handling, handled, limit: limit)
        return Array(rows.sorted { $0.id > $1.id }.prefix(limit))
    }

    /// Asks the index of standings once for each that may be wanted and merges the newest.
    private final func standing(_ list: CaseList, limit: Int) throws(StoreError) -> [CaseRow] {
        let statement = try connection.prepare(text: Self.select(.standing, list))
        var newest: [Int64] = []
        for standing in list.standings {
            defer { statement.reset() }
            list.bind(statement)
            standing.bind(statement)
            statement.bind(7, Int64(limit))
            // What is older than all that a page holds is not read.
            statement.bind(14, newest.count < limit ? 0 : newest.last ?? 0)
            let before = newest.count
            while try statement.next() { newest.append(statement.int(0)) }
            guard newest.count > before else { continue }
            newest.sort(by: >)
            newest.removeSubrange(min(limit, newest.count)...)
        }
        var rows: [CaseRow] = []
        for id in newest { if let row = try findCase(CaseID(rawValue: id)) { rows.append(row) } }
        return rows
    }

    /// How many cases lie along a way, counted up to a bound.
    private final func length(of walk: CaseList.Walk, _ list: CaseList, atMost bound: Int) throws(StoreError) -> Int {
        switch walk {
        case .table: return bound
        case .item, .itemEnding, .collecting, .handling:
            let whole = list.whole(walk)
            let statement = try connection.prepare(text: Self.count(walk, whole.condition(along: walk)))
            defer { statement.reset() }
            whole.bind(statement)
            statement.bind(7, Int64(bound))
            return try statement.next() ? Int(statement.int(0)) : 0
        case .party:
            let (collected, handled) = list.parties
            return try length(of: .collecting, collected, atMost: bound)
                + length(of: .handling, handled, atMost: bound)
        case .standing:
            let statement = try connection.prepare(text: Self.count(walk, CaseList.ofStanding))
            var sum = 0
            for standing in list.standings where sum < bound {
                defer { statement.reset() }
                standing.bind(statement)
                statement.bind(7, Int64(bound - sum))
                if try statement.next() { sum += Int(statement.int(0)) }
            }
            return sum
        }
    }

    /// The query of a walk: rows, or the ids of one standing.
    static func select(_ walk: CaseList.Walk, _ list: CaseList) -> String {
        guard walk != .standing else {
            return """
                SELECT id FROM case_file \(walk.index)
                WHERE \(CaseList.ofStanding) AND id > ?14 AND \(list.condition(along: walk)) ORDER BY id DESC LIMIT ?7
                """
        }
        return """
            SELECT id, number, collecting, handling, item_code, item_name, state, version, corrections, ending,
                submitted_at, changed_at, registered_entry, mode, terms, registered_at, gathered
            FROM case_file \(walk.index) WHERE \(list.condition(along: walk)) ORDER BY id DESC LIMIT ?7
            """
    }

    /// The query that counts along a walk.
    static func count(_ walk: CaseList.Walk, _ condition: String) -> String {
        "SELECT count(*) FROM (SELECT 1 FROM case_file \(walk.index) WHERE \(condition) LIMIT ?7)"
    }
}
