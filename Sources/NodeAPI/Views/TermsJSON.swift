import CaseModel

/// What of the guide a case is held to, as the API writes it; its version and its legs stand beside it.
struct TermsJSON: Encodable {
    /// What the department promises, from acceptance (承诺时限).
    var promised: Limit
    /// What the law gives, from acceptance (法定时限).
    var statutory: Limit
    /// How long the applicant may take for a correction (补正期限).
    var correction: Limit

    /// A number of days.
    struct Limit: Encodable {
        var days: Int
        /// `workingDays` or `calendarDays`.
        var unit: String

        init(_ limit: TimeLimit) {
            days = limit.days
            unit = "\(limit.unit)"
        }
    }

    init(_ terms: GuideTerms) {
        promised = Limit(terms.promised)
        statutory = Limit(terms.statutory)
        correction = Limit(terms.correction)
    }
}
