/// Personal data that the node showed.
struct RevealAnswer: Decodable {
    var values: [String: Value]

    /// The value of a field, as far as this command line shows it.
    enum Value: Decodable {
        /// A name, a number.
        case text(String)
        /// Several values: texts, lines of a form, papers, checks and consents.
        case list([String])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self = .text(text)
            } else if let texts = try? container.decode([String].self) {
                self = .list(texts)
            } else if let lines = try? container.decode([CaseAnswer.Field].self) {
                self = .list(lines.map { "\($0.name): \($0.value)" })
            } else if let papers = try? container.decode([Paper].self) {
                self = .list(papers.map { "\($0.name)  \($0.digest)" })
            } else {
                self = .list(Self.lines(try container.decode(Evidence.self)))
            }
        }

        private static func lines(_ evidence: Evidence) -> [String] {
            let checks = evidence.checks.map { check in
                [check.subject, check.method, check.outcome, check.reason, check.reference].compactMap { $0 }
                    .filter { !$0.isEmpty }.joined(separator: " ")
            }
            let consents = evidence.consents.map { "\($0.giver) \($0.name) consents: \($0.purpose)" }
            return checks + consents
        }
    }

    /// A paper.
    struct Paper: Decodable {
        var name: String
        var digest: String
    }

    /// Checks of identity and consents.
    struct Evidence: Decodable {
        var checks: [Check]
        var consents: [Consent]

        /// A check.
        struct Check: Decodable {
            var subject: String
            var method: String
            var outcome: String
            var reason: String?
            var reference: String?
        }

        /// A consent.
        struct Consent: Decodable {
            var giver: String
            var name: String
            var purpose: String
        }
    }
}
