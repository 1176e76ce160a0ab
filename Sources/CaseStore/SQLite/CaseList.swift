import CaseModel

/// A list of cases as SQL: what its rows must be, and the indexes along which it may be walked.
///
/// Every index has the cases of one value in the order in which they came, so a page is read from an index's end without
/// sorting, and a late page as fast as the first.
struct CaseList {
    /// A way through the cases, newest first.
    enum Walk: Hashable {
        /// All of them.
        case table
        /// Those of one item, or those of one item that ended in one way.
        case item, itemEnding
        /// Those with wanted states, endings and modes.
        case standing
        /// Those that one city collected, that one city handles, or both of one city.
        case collecting, handling, party

        /// What names the index in a query.
        var index: String {
            switch self {
            case .item: "INDEXED BY case_item"
            case .itemEnding: "INDEXED BY case_item_ending"
            case .collecting: "INDEXED BY case_collecting"
            case .handling: "INDEXED BY case_handling"
            case .standing: "INDEXED BY case_standing"
            case .table, .party: "NOT INDEXED"
            }
        }
    }

    /// A state, an ending and a mode.
    struct Standing {
        var state: Int64
        /// NULL where there is none.
        var ending: Int64?
        var mode: Int64

        func bind(_ statement: Prepared) {
            statement.bind(11, state)
            statement.bind(12, ending)
            statement.bind(13, mode)
        }
    }

    /// The length up to which lists are compared: counting so far takes about a millisecond.
    static let lengthMax = 10_000
    /// The cases of one ``Standing``.
    static let ofStanding = "state = ?11 AND ending IS ?12 AND mode = ?13"

    private var query: CaseQuery

    /// Takes what is asked for.
    init(_ query: CaseQuery) { self.query = query }

    /// The ways that have all wanted cases; the one that is shorter as a rule comes first.
    var walks: [Walk] {
        var walks: [Walk] = []
        if query.itemCode != nil { walks.append(query.ending == nil ? .item : .itemEnding) }
        if query.states != nil || query.ending != nil || query.mode != nil { walks.append(.standing) }
        if query.handling != nil { walks.append(.handling) }
        if query.collecting != nil { walks.append(.collecting) }
        if query.party != nil, query.handling == nil, query.collecting == nil { walks.append(.party) }
        return walks
    }

    /// The lists of what a city collected and of what it handles, instead of both together.
    var parties: (collected: CaseList, handled: CaseList) {
        var (collected, handled) = (self, self)
        collected.query.collecting = query.party
        handled.query.handling = query.party
        return (collected, handled)
    }

    /// The list of everything along a way, whatever else is wanted.
    func whole(_ walk: Walk) -> CaseList {
        var whole = CaseQuery()
        switch walk {
        case .item: whole.itemCode = query.itemCode
        case .itemEnding: (whole.itemCode, whole.ending) = (query.itemCode, query.ending)
        case .collecting: whole.collecting = query.collecting
        case .handling: whole.handling = query.handling
        case .table, .standing, .party: break
        }
        return CaseList(whole)
    }

    /// Every standing that may be wanted.
    var standings: [Standing] {
        let states = (query.states ?? Set(CaseState.allCases)).map(\.row).sorted()
        let endings = query.ending.map { [$0] } ?? EndingCode.allCases + [nil]
        let modes = (query.mode.map { [$0] } ?? HandlingMode.allCases).map(\.row)
        return states.flatMap { state in
            endings.flatMap { ending in
                modes.map { Standing(state: state, ending: ending.map { Int64($0.rawValue) }, mode: $0) }
            }
        }
    }

    /// What a row must be beyond what lies along a way.
    ///
    /// What a standing says is left out along it: said twice, SQLite would sort.
    func condition(along walk: Walk) -> String {
        var conditions: [String] = []
        if walk != .standing {
            if let states = query.states {
                conditions.append("state IN (\(states.map(\.row).sorted().map(String.init).joined(separator: ", ")))")
            }
            if query.mode != nil { conditions.append("mode = ?9") }
            if query.ending != nil { conditions.append("ending = ?10") }
        }
        if query.collecting != nil { conditions.append("collecting = ?1") }
        if query.handling != nil { conditions.append("handling = ?2") }
        if query.party != nil { conditions.append("?8 IN (collecting, handling)") }
        if query.itemCode != nil { conditions.append("item_code = ?3") }
        if query.text != nil { conditions.append("(number LIKE ?4 ESCAPE '\\' OR item_name LIKE ?4 ESCAPE '\\')") }
        if query.after != nil { conditions.append("id < ?5") }
        return conditions.isEmpty ? "1" : conditions.joined(separator: " AND ")
    }

    /// Binds what ``condition(along:)`` asks for.
    func bind(_ statement: Prepared) {
        if let city = query.collecting { statement.bind(1, Int64(city.number)) }
        if let city = query.handling { statement.bind(2, Int64(city.number)) }
        if let code = query.itemCode { statement.bind(3, code) }
        if let text = query.text {
            statement.bind(4, Self.pattern(containing: text.prefix(StoreLimits.searchCharactersMax)))
        }
        if let after = query.after { statement.bind(5, after.id.rawValue) }
        if let city = query.party { statement.bind(8, Int64(city.number)) }
        if let mode = query.mode { statement.bind(9, mode.row) }
        if let ending = query.ending { statement.bind(10, Int64(ending.rawValue)) }
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
