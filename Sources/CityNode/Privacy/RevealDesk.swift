import CaseModel
import CaseStore
import ExchangeCore

/// Shows personal data to whom the rules allow it, within one transaction: every decision is in the audit trail before
/// anybody has the answer.
struct RevealDesk {
    let scope: WriteScope
    /// Who may see what.
    var rules = AccessRules.standard

    /// Decides an order and reads what it asks for.
    ///
    /// - Throws: `CommandError` where there is no such case or the order is not of sound form; nothing was decided then.
    func reveal(_ order: RevealOrder, of number: CaseNumber) throws -> Revealed {
        guard let city = CityCode(number: scope.node.number), let row = try scope.writer.findCase(number) else {
            throw CommandError.noCase(number)
        }
        let requests: [RevealRequest]
        do {
            requests = try order.requests(of: number, in: city, at: scope.now.milliseconds)
        } catch {
            throw CommandError.refused(error)
        }
        let words = CaseWords(try scope.writer.history(row.id), at: scope.node)
        let standing = CaseStanding(row.record, city: city, submission: words.submission, said: words.own)
        let decisions = rules.decide(together: requests, standing)
        let trail = AuditTrail(scope: scope)
        for (request, decision) in zip(requests, decisions) { try trail.append(AuditEvent(request, decision)) }
        if let refusal = RevealRefusal(requests, decisions, by: rules, standing) { return .refused(refusal) }
        let data = words.submission.map { PersonalData($0, said: words.said) }
        var values: [PersonalField: PersonalValue] = [:]
        for field in order.fields { values[field] = data?.value(of: field) }
        return .shown(values, at: scope.now.milliseconds)
    }
}

/// What became of an order to see personal data.
package enum Revealed: Hashable, Sendable {
    /// The whole values of those fields that the case has; when, in milliseconds since 1970-01-01T00:00:00Z.
    case shown([PersonalField: PersonalValue], at: Int64)
    /// Nothing is shown.
    case refused(RevealRefusal)
}

extension CityNode {
    /// Shows personal data of a case to whom the rules allow it, once the decision is in the audit trail on disk.
    ///
    /// Every call is a look of its own and has records of its own: a repeat is no repeat.
    ///
    /// - Throws: `CommandError` where there is no such case or the order is not of sound form.
    package func reveal(_ order: RevealOrder, of number: CaseNumber) async throws -> Revealed {
        try await pipeline.run { try RevealDesk(scope: $0).reveal(order, of: number) }
    }
}
