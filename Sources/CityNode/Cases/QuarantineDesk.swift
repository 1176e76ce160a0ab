import CaseModel
import CaseStore
import ExchangeCore
import ExchangeWire

/// What an operator does about entries that could not be applied, within one transaction.
struct QuarantineDesk {
    let scope: WriteScope
    /// Counts the days that this city promises.
    let days: DayCounter

    private var writer: any StoreWriter { scope.writer }

    /// Tries to apply an entry again; `nil` when it went well, else why not: then it still waits.
    func replay(_ id: QuarantineID, by officer: String) throws -> EntryFault? {
        let row = try waiting(id)
        let entry = row.entry
        guard let sequence = entry.sequence else {
            throw QuarantineFailure.notFound
        }
        do {
            try scope.attempt { try apply(entry, sequence: sequence) }
        } catch let fault as EntryFault {
            return fault
        } catch let refusal as CaseRefusal {
            return EntryFault(refusal)
        }
        _ = try writer.resolveQuarantine(id, as: .replayed, by: officer, why: nil, at: scope.now.milliseconds)
        return nil
    }

    /// Puts an entry away for good.
    func discard(_ id: QuarantineID, by officer: String, why: String) throws {
        _ = try waiting(id)
        _ = try writer.resolveQuarantine(id, as: .discarded, by: officer, why: why, at: scope.now.milliseconds)
    }

    private func waiting(_ id: QuarantineID) throws -> QuarantineRow {
        guard let row = try writer.quarantine(id) else { throw QuarantineFailure.notFound }
        if let outcome = row.outcome { throw QuarantineFailure.settled(id, outcome.resolution) }
        return row
    }

    private func apply(_ entry: JournalEntry, sequence: UInt64) throws {
        let peer = entry.stream.peer
        let at = Instant(milliseconds: entry.at)
        let content = try EntryDecoder.decode(entry, at: scope.node)
        let file = CaseFile(scope: scope)
        func tie(_ link: CaseLink) throws -> EntryID {
            if case .known(let id) = link, entry.caseID != id { try writer.attach(entry.id, to: id) }
            return entry.id
        }
        switch content {
        case .submitted(let submission):
            try file.open(submission, from: peer, at: at) { try tie($0) }
        case .consulted(let submission):
            try file.consult(submission, from: peer, at: at) { try tie($0) }
        case .request(let request):
            let row = try found(entry)
            guard row.record.collecting.number == peer.number else { throw EntryFault.notParty(row.record.number) }
            try file.answer(request, row, sequence: sequence, from: peer) { try tie(.known(row.id)) }
        case .event(let event, let request):
            let row = try found(entry)
            guard row.record.handling.number == peer.number else { throw EntryFault.notParty(row.record.number) }
            try file.apply(event, answers: request, to: row, from: peer, at: at) { try tie(.known(row.id)) }
        case .registered(let numbers):
            guard let handling = CityCode(number: peer.number) else { return }
            let strange = try writer.markRegistered(numbers, handling: handling, entry: entry.id, at: entry.at)
            // Those that were registered when the entry came are not strange now.
            let unknown = try strange.first { number in
                let row = try writer.findCase(number)
                return row?.registeredEntry == nil || row?.record.handling != handling
            }
            if let unknown { throw EntryFault("unknown-case", "\(unknown) still is no case that waits there") }
        case .sharedAsked(let change):
            try SharedFile(scope: scope).answer(change, from: peer, sequence: sequence, days: days) { try tie($0) }
        case .shared(let change, _): try SharedFile(scope: scope).apply(change, from: peer, at: at) { try tie($0) }
        case .refused, .notice, .keyAnnounced: break
        }
    }

    private func found(_ entry: JournalEntry) throws -> CaseRow {
        guard let number = entry.caseNumber, let row = try writer.findCase(number) else {
            throw EntryFault("unknown-case", "there still is no such case here")
        }
        return row
    }
}

/// Why a replay or a discard was not done.
package enum QuarantineFailure: Error, Hashable {
    /// There is no such row.
    case notFound
    /// It was settled before.
    case settled(QuarantineID, QuarantineResolution)
}
