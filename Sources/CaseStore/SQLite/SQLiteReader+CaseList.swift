import CaseModel

extension SQLiteReader {
    /// A page of cases.
    ///
    /// Newest first walks the table from its end. Only where all wanted states are ones that cases leave again, which
    /// few cases are in, it goes through the index of states and sorts what it finds. The order of change asks the index
    /// once for each state and merges the answers, so that no page sorts or skips what earlier pages had.
    final func cases(_ query: CaseQuery) throws(StoreError) -> CasePage {
        let limit = max(1, min(query.limit, StoreLimits.casesPerPageMax))
        var rows: [CaseRow] = []
        switch query.order {
        case .newestFirst:
            rows = try select(query, states: query.states, limit: limit + 1)
        case .oldestChangeFirst:
            for state in query.states ?? Set(CaseState.allCases) {
                rows += try select(query, states: [state], limit: limit + 1)
            }
            rows.sort { ($0.record.changedAt, $0.id) < ($1.record.changedAt, $1.id) }
        }
        var page = CasePage(items: [], next: nil)
        if rows.count > limit {
            rows.removeSubrange(limit...)
            page.next = rows.last.map {
                CaseCursor(id: $0.id, changedAt: query.order == .newestFirst ? nil : $0.record.changedAt)
            }
        }
        for row in rows { page.items.append(CaseListItem(row: row, transport: try transport(row.id))) }
        return page
    }

    private final func select(_ query: CaseQuery, states: Set<CaseState>?, limit: Int) throws(StoreError) -> [CaseRow] {
        if let states, states.isEmpty { return [] }
        let isQueue = query.order == .oldestChangeFirst
        let usesIndex = isQueue || states.map { $0.allSatisfy { !$0.isClosed } } ?? false
        var conditions: [String] = []
        if let states {
            let rows = states.map(\.row).sorted().map(String.init)
            conditions.append(isQueue ? "state = \(rows[0])" : "state IN (\(rows.joined(separator: ", ")))")
        }
        if query.collecting != nil { conditions.append("collecting = ?1") }
        if query.handling != nil { conditions.append("handling = ?2") }
        if query.party != nil { conditions.append("?8 IN (collecting, handling)") }
        if query.itemCode != nil { conditions.append("item_code = ?3") }
        if query.mode != nil { conditions.append("mode = ?9") }
        if query.ending != nil { conditions.append("ending = ?10") }
        if query.text != nil { conditions.append("(number LIKE ?4 ESCAPE '\\' OR item_name LIKE ?4 ESCAPE '\\')") }
        if query.after != nil { conditions.append(isQueue ? "(changed_at, id) > (?6, ?5)" : "id < ?5") }
        let statement = try connection.prepare(
            text: """
                SELECT id, number, collecting, handling, item_code, item_name, state, version, corrections, ending,
                    submitted_at, changed_at, registered_entry, mode, terms, registered_at, gathered
                FROM case_file \(usesIndex ? "INDEXED BY case_queue" : "NOT INDEXED")
                \(conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND "))
                ORDER BY \(isQueue ? "changed_at, id" : "id DESC") LIMIT ?7
                """
        )
        defer { statement.reset() }
        if let city = query.collecting { statement.bind(1, Int64(city.number)) }
        if let city = query.handling { statement.bind(2, Int64(city.number)) }
        if let city = query.party { statement.bind(8, Int64(city.number)) }
        if let code = query.itemCode { statement.bind(3, code) }
        if let mode = query.mode { statement.bind(9, mode.row) }
        if let ending = query.ending { statement.bind(10, Int64(ending.rawValue)) }
        if let text = query.text {
            statement.bind(4, Self.pattern(containing: text.prefix(StoreLimits.searchCharactersMax)))
        }
        if let after = query.after {
            statement.bind(5, after.id.rawValue)
            if isQueue { statement.bind(6, after.changedAt ?? .min) }
        }
        statement.bind(7, Int64(limit))
        var rows: [CaseRow] = []
        while try statement.next() { rows.append(try Self.caseRow(statement)) }
        return rows
    }

    private static func pattern(containing text: Substring) -> String {
        var pattern = "%"
        for character in text {
            if character == "%" || character == "_" || character == "\\" { pattern.append("\\") }
            pattern.append(character)
        }
        return pattern + "%"
    }
}
