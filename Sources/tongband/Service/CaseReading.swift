import CaseModel
import CaseStore
import CityNode
import ExchangeCore
import NodeAPI

/// One case with everything that was said about it, read in one consistent state.
struct CaseReading {
    let node: CityNode
    let reader: any StoreReader

    func view(_ row: CaseRow, side: Side) throws -> CaseView {
        let entries = try reader.history(row.id)
        var acknowledged: [StreamKey: UInt64] = [:]
        for (stream, saved) in try reader.saved().streams { acknowledged[stream] = saved.acknowledged.sequence }
        var submission: Submission?
        var erasure: NodeAPI.Erasure?
        var history: [HistoryItem] = []
        for entry in entries {
            let content = node.content(of: entry)
            switch content {
            case .event(.submitted(let said)), .event(.consulted(let said)): submission = said
            case .erased(.submitted, let why), .erased(.consulted, let why): erasure = why
            default: break
            }
            history.append(
                HistoryItem(
                    id: entry.id.rawValue,
                    at: entry.at,
                    city: speaker(of: entry),
                    content: content,
                    transport: transport(of: entry, acknowledged)
                )
            )
        }
        guard submission != nil || erasure != nil else {
            throw ServiceError.fault(
                "the submission of \(row.record.number) can't be read; 'tongban reconcile' says more"
            )
        }
        let own = history.last { $0.transport != nil }
        return CaseView(
            record: row.record,
            side: side,
            submission: submission,
            erasure: submission == nil ? erasure : nil,
            transport: own?.transport,
            readings: readings(row.record),
            history: history,
            materials: try holdings(row.id, entries),
            reminders: try reader.reminders(row.id).map { ReminderItem($0) }
        )
    }

    /// What the clocks say now, where a calendar is there.
    private func readings(_ record: CaseRecord) -> [ClockKind: ClockReading] {
        guard let timetable = node.guideBook?.timetable else { return [:] }
        let now = node.now
        return record.progress.clocks.all.reduce(into: [:]) { readings, started in
            let clock = started.clock
            let at = clock.stoppedAt ?? now
            readings[started.kind] = ClockReading(
                deadline: clock.deadline(in: timetable),
                isOverdue: clock.isOverdue(at: at, in: timetable),
                remainingDays: clock.remaining(at: at, in: timetable)
            )
        }
    }

    private func speaker(of entry: JournalEntry) -> CityCode {
        CityCode(entry.direction == .outgoing ? node.configuration.node : entry.stream.peer)
    }

    private func transport(of entry: JournalEntry, _ acknowledged: [StreamKey: UInt64]) -> Transport? {
        guard entry.direction == .outgoing else { return nil }
        guard let sequence = entry.sequence else { return .waiting }
        return sequence <= acknowledged[entry.stream] ?? 0 ? .received : .sent
    }

    private func holdings(_ id: CaseID, _ entries: [JournalEntry]) throws -> [MaterialHolding] {
        let kinds = Dictionary(entries.map { ($0.id, FeedKind($0.kind)) }, uniquingKeysWith: { first, _ in first })
        return try reader.materials(id).map { held in
            let material = held.material
            let reference = MaterialReference(
                digest: material.digest,
                name: held.name,
                mediaType: material.mediaType,
                size: material.size,
                form: held.form
            )
            return MaterialHolding(
                reference: reference,
                origin: kinds[held.entry] ?? .unknown,
                heldBytes: material.state == .complete ? material.size : node.materials.partSize(of: material.digest),
                flag: material.standing.map { MaterialFlag($0) }
            )
        }
    }
}

extension CityNode {
    /// What an entry of a case says, as the API tells it.
    func content(of entry: JournalEntry) -> HistoryItem.Content {
        guard !entry.isQuarantined else { return .unreadable(kind: Int(entry.kind)) }
        if let erasure = entry.erasure {
            return .erased(FeedKind(entry.kind), NodeAPI.Erasure(at: erasure.at, reason: erasure.why))
        }
        switch read(entry) {
        case .submitted(let submission): return .event(.submitted(submission))
        case .consulted(let submission): return .event(.consulted(submission))
        case .request(let request): return .request(request)
        case .event(let event, _): return .event(event)
        case .registered: return .event(.registered)
        case .refused(let refusal): return .event(.refused(refusal))
        case .sharedAsked(let change): return .shared(change, isRequest: true)
        case .shared(let change, _): return .shared(change, isRequest: false)
        case .notice, .keyAnnounced, nil: return .unreadable(kind: Int(entry.kind))
        }
    }
}
