import CaseModel
import CaseStore
import ExchangeCore
import ExchangeWire

/// Erases the data of cases whose term is over (保管期限): bodies of entries here, and what files are to be removed.
///
/// It looks at what is on disk, so what became due while the node was down is found at its next start. A case whose papers
/// may not go yet is looked at again the next time.
struct RetentionWatch {
    let scope: WriteScope
    let plan: RetentionPlan

    /// Cases that are looked at in one transaction.
    static let casesMax = 100
    /// The kinds of entries that hold personal data in fields of their own.
    static let personalKinds: Set<EntryKind> = [
        .submitted, .consulted, .supplementOffered, .deliveryReported, .delivered,
    ]
    /// Who is on record for an erasure.
    static let account = "tongban"

    private var writer: any StoreWriter { scope.writer }
    private var today: LocalDay { LocalDay(milliseconds: scope.now.milliseconds) }

    /// Erases what is due among the cases of one side after a cursor; returns where to go on, `nil` at the end.
    func erase(_ side: Side, after cursor: RetentionCursor?) throws -> RetentionCursor? {
        guard let bound = bound(side) else { return nil }
        var query = RetentionQuery(side: side, changedBefore: bound)
        query.after = cursor
        query.limit = Self.casesMax
        let rows = try writer.retainedCases(query)
        let acknowledged = try writer.saved().streams.mapValues(\.acknowledged.sequence)
        for row in rows { try erase(row, side, acknowledged) }
        return rows.count < Self.casesMax ? nil : rows.last.map { RetentionCursor($0) }
    }

    /// The time before which a case changed last, if it can be due now.
    private func bound(_ side: Side) -> Int64? {
        switch side {
        case .collecting: scope.now.milliseconds + 1
        case .handling: plan.closedBefore(on: today).map(\.startMilliseconds)
        }
    }

    private func erase(_ row: CaseRow, _ side: Side, _ acknowledged: [StreamKey: UInt64]) throws {
        let history = try writer.history(row.id)
        // What the other city has not receipted may have to be sent again.
        let isReceipted = history.allSatisfy { entry in
            guard entry.direction == .outgoing else { return true }
            return entry.sequence.map { $0 <= acknowledged[entry.stream] ?? 0 } ?? false
        }
        guard isReceipted, let why = reason(.personalData, row.record, side, isConfirmed: true) else { return }
        var count = 0
        for entry in history where entry.body != nil && isPersonal(entry) {
            try writer.erase(entry.id, at: scope.now.milliseconds, why: why)
            count += 1
        }
        try maskVideos(of: row.record.number)
        if count > 0 { try record(row.record, field: nil, "\(why); \(count) entries") }
        if try removePapers(row, side) { try writer.setErased(row.id, at: scope.now.milliseconds) }
    }

    /// Whether an entry holds personal data in fields of its own.
    private func isPersonal(_ entry: JournalEntry) -> Bool {
        guard let kind = EntryKind(rawValue: entry.kind) else { return false }
        if Self.personalKinds.contains(kind) { return true }
        switch try? EntryDecoder.decode(entry, at: scope.node) {
        case .shared(.video, _), .sharedAsked(.video): return true
        default: return false
        }
    }

    /// Leaves of the case's sessions by video that they were held, when, and by which officers.
    private func maskVideos(of number: CaseNumber) throws {
        var query = SharedQuery(.video)
        query.caseNumber = number
        query.limit = StoreLimits.rowsMax
        for row in try writer.shared(query).items {
            guard case .video(var video) = row.record else { continue }
            video.session = Masking.session(video.session)
            try writer.updateShared(row.id, .video(video), version: row.version, at: row.changedAt)
        }
    }

    /// Marks the files of a case that no other case needs; true when none is left.
    ///
    /// A receipt tells that the other city has the entries, not the files: these it has for sure when its department has put
    /// the case into the archive, which it can only with all of them.
    private func removePapers(_ row: CaseRow, _ side: Side) throws -> Bool {
        let papers = try writer.materials(row.id)
        guard !papers.isEmpty else { return true }
        let isConfirmed = row.record.state == .archived
        guard let why = reason(.materials, row.record, side, isConfirmed: isConfirmed) else { return false }
        var isDone = true
        var count = 0
        for digest in Set(papers.map(\.material.digest)) {
            guard let material = try writer.material(digest) else { continue }
            switch material.state {
            case .complete:
                guard try !writer.isNeeded(digest, besides: row.id) else { continue }
                try writer.beginRemoval(digest, at: scope.now.milliseconds)
                count += 1
            case .wanted where material.isErased: continue
            // It is still on its way here, and goes once it has come.
            case .wanted, .partial, .corrupt: isDone = false
            }
        }
        if count > 0 { try record(row.record, field: .materials, "\(why); \(count) files") }
        return isDone
    }

    /// Why data have to go; `nil` while they stay.
    private func reason(_ data: RetainedData, _ record: CaseRecord, _ side: Side, isConfirmed: Bool) -> String? {
        let verdict = plan.verdict(on: data, of: record, side: side, isHandOverConfirmed: isConfirmed, on: today)
        if case .mustErase(let reason) = verdict { return reason }
        return nil
    }

    private func record(_ record: CaseRecord, field: PersonalField?, _ reason: String) throws {
        try AuditTrail(scope: scope).append(
            AuditEvent(
                at: scope.now.milliseconds,
                account: Self.account,
                role: .platformAdministrator,
                office: "\(scope.node)",
                action: .erase,
                number: record.number,
                field: field,
                reason: reason
            )
        )
    }
}
