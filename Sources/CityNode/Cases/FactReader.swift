import CaseModel
import CaseStore
import ExchangeCore

/// Reads what a case contributes to statistics from what is on disk.
struct FactReader: Sendable {
    /// This node.
    let node: NodeCode
    /// The working days and hours; without them no time is measured.
    let timetable: Timetable?
    /// The codes of items that are enquiries (查询).
    let enquiries: Set<String>

    /// Events in which a department speaks, unless a window does.
    private static let spoken: Set<CaseEvent.Kind> = [
        .correctionRequested, .lapsed, .accepted, .declined, .suspended, .resumed, .extended, .reviewed, .approved,
        .issued, .decided, .passedOn,
    ]

    /// Cases that are counted in one read.
    static let casesPerRead = 100

    /// Counts the cases of a span of days.
    ///
    /// Cases are read a piece at a time, and none is kept: memory does not grow with their number, and no read lasts long
    /// enough to keep the write-ahead log from being used again.
    func report(
        by length: ReportPeriod.Length,
        from: LocalDay?,
        to: LocalDay?,
        of store: any Store
    ) async throws -> StatisticsReport {
        let span = LocalDay.span(from: from, through: to)
        var report = StatisticsReport(by: length)
        var last: CaseID? = CaseID(rawValue: 0)
        while let after = last {
            try Task.checkCancellation()
            let some = try await store.read { reader in
                let rows = try reader.cases(after: after, within: span, by: .registered, limit: Self.casesPerRead)
                let next = rows.count == Self.casesPerRead ? rows.last?.id : nil
                return (facts: try rows.map { try fact(of: $0, reader) }, next: next)
            }
            for fact in some.facts { try report.add(fact) }
            last = some.next
        }
        return report
    }

    /// What a case contributes as it stands.
    func fact(of row: CaseRow, _ reader: any StoreReader) throws -> CaseFact {
        try told(row, reader).fact
    }

    /// What a case contributes as it stands, and whom it serves; that is `nil` where what was submitted is erased.
    func told(_ row: CaseRow, _ reader: any StoreReader) throws -> (fact: CaseFact, applicant: ServedKind?) {
        let entries = try reader.steps(row.id).compactMap { entry in CaseStep(entry).map { (id: entry.id, step: $0) } }
        let said = try entries.first.flatMap { try submission($0.id, reader) }
        var fact = CaseFact(
            row.record,
            steps: entries.map(\.step),
            // An applicant who used a portal has no window.
            collectingOffice: said.flatMap { $0.role == .applicant ? nil : $0.office },
            handlingOffice: try department(entries, reader),
            timetable: timetable
        )
        fact.isEnquiry = enquiries.contains(row.record.itemCode)
        return (fact, said.map { ServedKind($0.applicant) })
    }

    private func submission(_ first: EntryID, _ reader: any StoreReader) throws -> Submission? {
        switch try statement(first, reader) {
        case .submitted(let said), .consulted(let said): said
        default: nil
        }
    }

    /// The office of the reviewer or the decider who spoke last.
    private func department(_ entries: [(id: EntryID, step: CaseStep)], _ reader: any StoreReader) throws -> String? {
        for entry in entries.reversed() where Self.spoken.contains(entry.step.kind) {
            guard case .event(let event, _) = try statement(entry.id, reader),
                let deed = event.deed as? any OfficeDeed, deed.role == .reviewer || deed.role == .decider
            else { continue }
            return deed.office
        }
        return nil
    }

    private func statement(_ id: EntryID, _ reader: any StoreReader) throws -> Statement? {
        guard let entry = try reader.entry(id) else { return nil }
        return try? EntryDecoder.decode(entry, at: node)
    }
}
