import CaseModel

/// Numbers of cases and people.
enum NumberParts {
    private static let times = 512

    static let all = [
        BenchPart(.numbers, "case-number-read", "number", times: times) {
            let text = "\(try BenchSample().submission.number)"
            return { CaseNumber(text) }
        },
        BenchPart(.numbers, "case-number-write", "number", times: times) {
            let number = try BenchSample().submission.number
            return { number.description }
        },
        BenchPart(.numbers, "citizen-id", "number", times: times) {
            let text = "11010519491231002X"
            return { CitizenID.isValid(text) }
        },
        BenchPart(.numbers, "credit-code", "number", times: times) {
            let text = "91330100799655058B"
            return { CreditCode.isValid(text) }
        },
    ]
}
