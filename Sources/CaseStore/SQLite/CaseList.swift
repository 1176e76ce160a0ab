import CaseModel

/// A list of cases as SQL: what its rows must be, and the indexes along which it may be walked.
///
/// Every index has the cases of one run, which are alike in what the index tells, in the order in which they came. So a
/// page is read from the ends of runs without sorting, and a late page as fast as the first. The index by last day is one
/// run, and holds open cases only.
struct CaseList {
    /// A way through the cases, run by run.
    enum Walk: Hashable {
        /// All of them, one run.
        case table
        /// Those that have a last day, by it.
        case due
        /// Those of one item, by ending.
        case item
        /// Those with wanted states, endings and modes.
        case standing
        /// Those of wanted cities, by handling and collecting city.
        case cities

        /// The cases in the order of the way, for a query.
        var source: String {
            switch self {
            case .table: "case_file NOT INDEXED"
            case .due: "case_due INDEXED BY case_due_at CROSS JOIN case_file ON id = case_id"
            case .item: "case_file INDEXED BY case_item"
            case .standing: "case_file INDEXED BY case_standing"
            case .cities: "case_file INDEXED BY case_cities"
            }
        }

        /// The cases of one run.
        var ofRun: String {
            switch self {
            case .table: "1"
            case .due: "1"
            case .item: "item_code = ?12 AND ending IS ?11"
            case .standing: "state = ?11 AND ending IS ?12 AND mode = ?13"
            case .cities: "handling = ?11 AND collecting = ?12"
            }
        }
    }

    /// What the cases of one run have in common, in the order of the index; NULL where there is none.
    struct Run: Hashable {
        /// The numbers, bound from ?11 on.
        var numbers: [Int64?]
        /// The item, bound to ?12.
        var item: String?

        init(_ numbers: [Int64?], item: String? = nil) {
            self.numbers = numbers
            self.item = item
        }
    }

    /// The length up to which lists are compared: counting so far takes about a millisecond.
    static let lengthMax = 10_000

    private let query: CaseQuery
    private let cities: [Run]
    /// The wanted items as a list in JSON.
    private let items: String?

    /// Takes what is asked for, and the handling and the collecting city of every case that may be wanted.
    init(_ query: CaseQuery, cities: [Run]) throws(StoreError) {
        self.query = query
        self.cities = cities
        items = try CaseText.write(query.itemCodes)
    }

    /// The ways that have all wanted cases; the one that is shorter as a rule comes first.
    var walks: [Walk] {
        if query.isByDue { return [.due] }
        var walks: [Walk] = []
        if query.itemCodes != nil { walks.append(.item) }
        if query.states != nil || query.ending != nil || query.mode != nil { walks.append(.standing) }
        if query.namesCity { walks.append(.cities) }
        return walks
    }

    /// Every run along a way that may have wanted cases, those that have most of them first.
    func runs(along walk: Walk) -> [Run] {
        switch walk {
        case .table, .due: return [Run([])]
        case .item: return (query.itemCodes ?? []).flatMap { code in endings.map { Run([$0], item: code) } }
        case .standing:
            let states = (query.states ?? Set(CaseState.allCases)).map(\.row).sorted()
            let modes = (query.mode.map { [$0] } ?? HandlingMode.allCases).map(\.row)
            return states.flatMap { state in endings.flatMap { ending in modes.map { Run([state, ending, $0]) } } }
        case .cities: return cities
        }
    }

    private var endings: [Int64?] {
        if let ending = query.ending { return [Int64(ending.rawValue)] }
        let endings = EndingCode.allCases.map { Int64($0.rawValue) }
        let isOpen = query.states.map { states in !states.contains(where: \.isClosed) } ?? false
        return isOpen ? [nil] + endings : endings + [nil]
    }

    /// The query for the first cases of one run in the order of the list, none of them behind the case ?6.
    func select(along walk: Walk) -> String {
        if walk == .due, query.after != nil { return selectAfterDue }
        let (due, bound, order) =
            walk == .due
            ? ("due_at", "", "due_at, case_id")
            : query.order == .oldest ? ("NULL", "AND id < ?6", "id") : ("NULL", "AND id > ?6", "id DESC")
        return """
            SELECT id, \(due) FROM \(walk.source)
            WHERE \(condition(along: walk)) \(bound) ORDER BY \(order) LIMIT ?7
            """
    }

    /// The first cases by last day behind a place: those with the same last day, then those with a later one.
    ///
    /// Thousands of cases have one last day. A comparison of pairs would walk all of them for each page.
    private var selectAfterDue: String {
        let select = "SELECT id, due_at FROM \(Walk.due.source) WHERE \(condition(along: .due))"
        return """
            SELECT * FROM (\(select) AND due_at = ?15 AND case_id > ?5 ORDER BY case_id LIMIT ?7)
            UNION ALL SELECT * FROM (\(select) AND due_at > ?15 ORDER BY due_at, case_id LIMIT ?7)
            LIMIT ?7
            """
    }

    /// The query that counts the cases of one run, whatever else is wanted.
    static func count(along walk: Walk) -> String {
        "SELECT count(*) FROM (SELECT 1 FROM \(walk.source) WHERE \(walk.ofRun) LIMIT ?7)"
    }

    /// What a row must be along a way.
    ///
    /// What the run says is not said twice: SQLite would sort.
    private func condition(along walk: Walk) -> String {
        var conditions = [walk.ofRun]
        if walk != .standing {
            if let states = query.states {
                conditions.append("state IN (\(states.map(\.row).sorted().map(String.init).joined(separator: ", ")))")
            }
            if query.mode != nil { conditions.append("mode = ?9") }
            if query.ending != nil, walk != .item { conditions.append("ending = ?10") }
        }
        if walk != .cities {
            if query.collecting != nil { conditions.append("collecting = ?1") }
            if query.handling != nil { conditions.append("handling = ?2") }
            if query.party != nil { conditions.append("?8 IN (collecting, handling)") }
        }
        if query.itemCodes != nil, walk != .item {
            conditions.append("item_code IN (SELECT value FROM json_each(?3))")
        }
        if query.dueBefore != nil { conditions.append("due_at < ?14") }
        if query.text != nil { conditions.append("(number LIKE ?4 ESCAPE '\\' OR item_name LIKE ?4 ESCAPE '\\')") }
        if query.after != nil, walk != .due { conditions.append(query.order == .oldest ? "id > ?5" : "id < ?5") }
        return conditions.joined(separator: " AND ")
    }

    /// Binds a run and all that is asked for; the statement takes what it needs of it.
    func bind(_ statement: Prepared, _ run: Run) {
        if let city = query.collecting { statement.bind(1, Int64(city.number)) }
        if let city = query.handling { statement.bind(2, Int64(city.number)) }
        if let items { statement.bind(3, items) }
        if let text = query.text {
            statement.bind(4, Self.pattern(containing: text.prefix(StoreLimits.searchCharactersMax)))
        }
        if let after = query.after {
            statement.bind(5, after.id.rawValue)
            if query.isByDue { statement.bind(15, after.due ?? .min) }
        }
        if let due = query.dueBefore { statement.bind(14, due) }
        if let city = query.party { statement.bind(8, Int64(city.number)) }
        if let mode = query.mode { statement.bind(9, mode.row) }
        if let ending = query.ending { statement.bind(10, Int64(ending.rawValue)) }
        for (place, value) in run.numbers.enumerated() { statement.bind(11 + Int32(place), value) }
        if let item = run.item { statement.bind(12, item) }
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

extension CaseQuery {
    /// Whether only cases of certain cities are wanted.
    var namesCity: Bool { collecting != nil || handling != nil || party != nil }

    /// Whether only cases with a last day are wanted.
    var isByDue: Bool { order == .due || dueBefore != nil }
}
