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
        }
    }

    /// The state of a row.
    init?(row: Int64) {
        guard let state = CaseState.allCases.first(where: { $0.row == row }) else { return nil }
        self = state
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
