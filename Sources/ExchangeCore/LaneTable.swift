/// One value per lane, stored in place: no dictionary, no allocation.
struct LaneTable<Value: Sendable>: Sendable {
    private var ofCase: Value
    private var ofResult: Value
    private var ofAlliance: Value

    /// Makes each lane's value.
    init(_ make: (Lane) -> Value) {
        ofCase = make(.case)
        ofResult = make(.result)
        ofAlliance = make(.alliance)
    }

    /// A lane's value.
    subscript(lane: Lane) -> Value {
        _read {
            switch lane {
            case .case: yield ofCase
            case .result: yield ofResult
            case .alliance: yield ofAlliance
            }
        }
        _modify {
            switch lane {
            case .case: yield &ofCase
            case .result: yield &ofResult
            case .alliance: yield &ofAlliance
            }
        }
    }

    /// Whether every lane's value fulfils the condition.
    func allSatisfy(_ condition: (Value) -> Bool) -> Bool {
        condition(ofCase) && condition(ofResult) && condition(ofAlliance)
    }
}

extension Lane {
    /// The order in which lanes may send when several have something: few and urgent before many.
    static let byUrgency: [Lane] = [.alliance, .result, .case]
}
