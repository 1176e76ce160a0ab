import CaseModel

/// How the database numbers what the model names. A number is never used for something else.
extension CaseState {
    /// The row in `case_state`.
    var row: Int64 {
        switch self {
        case .submitted: 1
        case .registered: 2
        case .correcting: 3
        case .accepted: 4
        case .declined: 5
        case .decided: 6
        case .delivered: 7
        case .refused: 8
        case .consulting: 9
        case .incomplete: 10
        case .endorsed: 11
        case .forwarded: 12
        case .suspended: 13
        case .issuing: 14
        case .withdrawn: 15
        case .lapsed: 16
        case .passedOn: 17
        case .voided: 18
        case .archived: 19
        }
    }

    /// The state of a row.
    init?(row: Int64) {
        guard let state = CaseState.allCases.first(where: { $0.row == row }) else { return nil }
        self = state
    }
}

extension HandlingMode {
    /// The number in `case_file`.
    var row: Int64 {
        switch self {
        case .online: 1
        case .collected: 2
        case .joint: 3
        }
    }

    /// The mode of a number.
    init?(row: Int64) {
        guard let mode = HandlingMode.allCases.first(where: { $0.row == row }) else { return nil }
        self = mode
    }
}

extension MaterialReference.Form {
    /// The number in `case_material`.
    var row: Int64 {
        switch self {
        case .original: 1
        case .copy: 2
        case .electronic: 3
        }
    }

    /// The form of a number.
    init?(row: Int64) {
        guard let form = MaterialReference.Form.allCases.first(where: { $0.row == row }) else { return nil }
        self = form
    }
}
