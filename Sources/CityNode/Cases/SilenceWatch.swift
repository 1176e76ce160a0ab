import CaseModel
import CaseStore
import ExchangeCore

/// Finds the cases whose department let the law's limit pass, and says what the law says then: accepted (视为受理).
///
/// It looks at what is on disk, so what became due while the node was down is found at its next start.
struct SilenceWatch {
    let scope: WriteScope
    let timetable: Timetable

    /// Cases that are looked at in one transaction.
    static let casesMax = 500

    /// Accepts what is due among the cases after a cursor; returns where to go on, `nil` at the end.
    func accept(after cursor: CaseCursor?) throws -> CaseCursor? {
        var query = CaseQuery()
        query.states = [.registered, .forwarded]
        query.handling = CityCode(number: scope.node.number)
        query.after = cursor
        query.limit = Self.casesMax
        let page = try scope.writer.cases(query)
        for item in page.items {
            // Nothing is due before the days have passed even if all of them were working days.
            guard let registeredAt = item.row.record.registeredAt,
                registeredAt + Int64(ClockLimits.acceptance.days) * LocalDay.dayMilliseconds <= scope.now.milliseconds
            else { continue }
            try acceptIfDue(item.row)
        }
        return page.next
    }

    private func acceptIfDue(_ row: CaseRow) throws {
        let clocks = row.record.progress.clocks
        guard let silence = clocks.silence(at: scope.now.milliseconds, in: timetable),
            let peer = NodeCode(number: row.record.collecting.number)
        else { return }
        let event = CaseEvent.acceptedBySilence(silence)
        let next = try row.record.applying(event, at: scope.now.milliseconds)
        try scope.append(
            try EntryEncoder.encode(event),
            lane: .result,
            to: peer,
            case: .known(row.id),
            number: row.record.number
        )
        try scope.writer.updateCase(row.id, next)
    }
}
