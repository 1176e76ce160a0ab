import CaseModel
import CaseStore
import ExchangeCore
import ExchangeWire
import JSONCoding

// Changes of shared records that people at this node ask for.
extension CommandDesk {
    /// Does to a shared record what a person says, or asks its owner to.
    ///
    /// - Parameter days: counts the days of a rectification ticket.
    func change(
        _ change: SharedChange,
        days: DayCounter,
        key: CommandKey
    ) throws -> (answer: SharedAnswer, replayed: Bool) {
        if let before = try earlier(key, as: SharedAnswer.self) { return (before, true) }
        guard let own = CityCode(number: scope.node.number) else {
            preconditionFailure("a node's code is a city's code")
        }
        let before = try writer.shared(change.name)
        let rows = try cases(of: change, before)
        let first = rows[0]
        do {
            try change.checkTeller(own)
            if before == nil { for row in rows { try change.check(against: row.record) } }
        } catch {
            throw CommandError.refused(error)
        }
        let other = change.counterpart(of: own, in: first.record).flatMap { NodeCode(number: $0.number) }
        let peer = before.map(\.peer) ?? other
        let answer =
            change.name.owner == own
            ? try say(change.dated { days.adding($1, to: $0) }, first, peer)
            : try ask(change, first, before, peer)
        try keep(try JSONStream.bytes(answer), for: key, case: first.id)
        return (answer, false)
    }

    private func say(_ change: SharedChange, _ row: CaseRow, _ peer: NodeCode?) throws -> SharedAnswer {
        try checkMaterials(change.papers, field: "materials")
        if let peer { try checkBacklog(peer, adding: 0) }
        let after: SharedRow
        do {
            after = try SharedFile(scope: scope).say(change, to: peer, case: .known(row.id), number: row.record.number)
        } catch let refusal as CaseRefusal {
            throw CommandError.refused(refusal)
        }
        return SharedAnswer(
            name: after.name,
            state: after.record.state,
            version: after.version,
            isRequest: false,
            at: scope.now.milliseconds
        )
    }

    /// Asks the owner; what it would refuse is refused here, with the same words.
    private func ask(
        _ change: SharedChange,
        _ row: CaseRow,
        _ before: SharedRow?,
        _ peer: NodeCode?
    ) throws -> SharedAnswer {
        guard let peer, peer.number == change.name.owner.number else { throw CommandError.notMember(change.name.owner) }
        do {
            // As it will stand when the owner has answered what was asked before.
            var record = before?.record
            for asked in try before.map({ try SharedFile(scope: scope).unanswered($0, of: row.id) }) ?? [] {
                record = (try? SharedRecord.applying(asked, to: record)) ?? record
            }
            let probe = change.dated { day, _ in day }
            _ = try SharedRecord.applying(probe, to: record)
        } catch let error as CaseRefusal {
            throw CommandError.refused(error)
        }
        let encoded = try Self.fitting(EntryEncoder.encode(asking: change))
        try checkBacklog(peer, adding: encoded.body.count)
        let entry = try scope.append(
            encoded,
            lane: .alliance,
            to: peer,
            case: .known(row.id),
            number: row.record.number
        )
        if let before { try writer.tie(entry, to: before.id) }
        return SharedAnswer(
            name: change.name,
            state: before?.record.state ?? "",
            version: before?.version ?? 0,
            isRequest: true,
            at: scope.now.milliseconds
        )
    }

    /// The cases of a record, all of them here and between the same two cities.
    private func cases(of change: SharedChange, _ before: SharedRow?) throws -> [CaseRow] {
        let numbers = before?.record.cases ?? change.cases
        guard !numbers.isEmpty else { throw CommandError.noShared(change.name) }
        var rows: [CaseRow] = []
        for (index, number) in numbers.enumerated() {
            guard let row = try writer.findCase(number) else { throw CommandError.noCase(number) }
            if let first = rows.first, first.record.handling != row.record.handling {
                throw CommandError.refused(
                    CaseRefusal(
                        .numberMismatch,
                        "\(number) is handled by another city: send it in a parcel of its own",
                        field: "cases[\(index)]"
                    )
                )
            }
            rows.append(row)
        }
        return rows
    }
}
