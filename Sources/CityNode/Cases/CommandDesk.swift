import CaseModel
import CaseStore
import ExchangeCore
import ExchangeWire
import JSONCoding

/// What people at this node ask for, within one transaction: submit a case, act on one.
struct CommandDesk {
    let scope: WriteScope
    /// The most bytes that may wait for one peer.
    let backlogBytesMax: Int64
    /// Which files a case may name.
    var content = ContentRules()

    var writer: any StoreWriter { scope.writer }

    /// Where a submission has its number.
    static let numberField = "number"

    /// What was prepared before the transaction, so that it need not be done within.
    struct Prepared: Sendable {
        var submission: Submission
        var record: CaseRecord
        var peer: NodeCode
        var encoded: EntryEncoder.Encoded
    }

    /// Checks a submission and writes its entry's body; needs no transaction.
    ///
    /// - Parameter consulting: whether it is shown to the handling city's liaison first (即时响应).
    static func prepare(_ submission: Submission, consulting: Bool = false, at now: Int64) throws -> Prepared {
        let checked: Submission
        let record: CaseRecord
        do {
            checked = try submission.checked()
            record =
                consulting
                ? try CaseRecord(consulted: checked, at: now) : try CaseRecord(submitted: checked, at: now)
        } catch {
            throw CommandError.refused(error)
        }
        guard let peer = NodeCode(number: checked.handling.number) else {
            throw CommandError.notMember(checked.handling)
        }
        return Prepared(
            submission: checked,
            record: record,
            peer: peer,
            encoded: try fitting(
                consulting ? EntryEncoder.encode(consulting: checked) : EntryEncoder.encode(checked)
            )
        )
    }

    /// Does what was asked for; a submission is prepared before.
    func perform(
        _ command: Command,
        _ prepared: Result<Prepared, any Error>?
    ) throws -> (answer: CommandAnswer, replayed: Bool) {
        switch command.work {
        case .submit:
            guard let prepared else { preconditionFailure("a submission was prepared") }
            return try submit(prepared, key: command.key)
        case .act(let action, let number, let version):
            return try act(action, on: number, expected: version, key: command.key)
        }
    }

    /// Makes a case of a prepared submission.
    ///
    /// `key` may be left out by callers that never repeat. A repeat gets its answer also where the submission could not be
    /// prepared any more, because the guide has changed for example.
    func submit(
        _ outcome: Result<Prepared, any Error>,
        key: CommandKey?
    ) throws -> (answer: CommandAnswer, replayed: Bool) {
        if let key, let before = try earlier(key, as: CommandAnswer.self) { return (before, true) }
        let prepared = try outcome.get()
        try checkBacklog(prepared.peer, adding: prepared.encoded.body.count)
        try checkMaterials(prepared.submission.materials, field: "materials")
        var record = prepared.record
        record.submittedAt = scope.now.milliseconds
        record.changedAt = scope.now.milliseconds
        guard let id = try writer.addCase(record) else {
            throw CommandError.refused(
                CaseRefusal(.repeated, "the number is taken; submit again", field: Self.numberField)
            )
        }
        let entry = try scope.append(
            prepared.encoded,
            lane: .case,
            to: prepared.peer,
            case: .known(id),
            number: record.number
        )
        try CaseFile(scope: scope).link(prepared.submission.materials, to: id, entry: entry, from: nil)
        return (try answer(record, id, prepared.encoded.kind, isRequest: false, key: key), false)
    }

    /// Does to a case what a person asks for.
    func act(
        _ action: CaseAction,
        on number: CaseNumber,
        expected version: Int?,
        key: CommandKey?
    ) throws -> (answer: CommandAnswer, replayed: Bool) {
        if let key, let before = try earlier(key, as: CommandAnswer.self) { return (before, true) }
        guard let row = try writer.findCase(number), let own = CityCode(number: scope.node.number),
            let side = row.record.side(of: own)
        else { throw CommandError.noCase(number) }
        if let version, version != row.record.version {
            throw CommandError.staleVersion(expected: version, current: row.record.version)
        }
        let outcome: CaseOutcome
        do {
            outcome = try row.record.deciding(action, side: side, at: scope.now.milliseconds)
        } catch {
            throw CommandError.refused(error)
        }
        let other = side == .collecting ? row.record.handling : row.record.collecting
        guard let peer = NodeCode(number: other.number) else { throw CommandError.notMember(other) }
        switch outcome {
        case .request(let request): return (try ask(request, row, peer, key: key), false)
        case .event(let event, let next): return (try decide(event, row, next, peer, key: key), false)
        }
    }

    private func ask(_ request: CaseRequest, _ row: CaseRow, _ peer: NodeCode, key: CommandKey?) throws -> CommandAnswer
    {
        let materials = request.deed.papers
        try checkMaterials(materials, field: Self.papersField(request))
        let encoded = try Self.fitting(EntryEncoder.encode(request))
        let entry = try scope.append(encoded, lane: .case, to: peer, case: .known(row.id), number: row.record.number)
        try CaseFile(scope: scope).link(materials, to: row.id, entry: entry, from: nil)
        return try answer(row.record, row.id, encoded.kind, isRequest: true, key: key)
    }

    private func decide(
        _ event: CaseEvent,
        _ row: CaseRow,
        _ next: CaseRecord,
        _ peer: NodeCode,
        key: CommandKey?
    ) throws -> CommandAnswer {
        let documents = event.deed?.papers ?? []
        try checkMaterials(documents, field: "documents")
        if case .archived = event { try checkWhole(row) }
        let encoded = try Self.fitting(EntryEncoder.encode(event))
        let entry = try scope.append(encoded, lane: .result, to: peer, case: .known(row.id), number: row.record.number)
        try CaseFile(scope: scope).link(documents, to: row.id, entry: entry, from: nil)
        try writer.updateCase(row.id, next)
        return try answer(next, row.id, encoded.kind, isRequest: false, key: key)
    }

    /// Where a caller finds the papers of a request.
    private static func papersField(_ request: CaseRequest) -> String {
        if case .supplement = request { "materials" } else { "documents" }
    }

    static func fitting(_ encoded: EntryEncoder.Encoded) throws -> EntryEncoder.Encoded {
        guard encoded.body.count <= WireLimits.bodyBytesMax else {
            throw CommandError.tooLarge(bytes: encoded.body.count)
        }
        return encoded
    }

    func checkBacklog(_ peer: NodeCode, adding bytes: Int) throws {
        let waiting = Int64(clamping: try writer.backlog(peer).bytes)
        guard waiting + Int64(bytes) <= backlogBytesMax else {
            guard let city = CityCode(number: peer.number) else { return }
            throw CommandError.backlogFull(city, bytes: waiting, limit: backlogBytesMax)
        }
    }

    func checkMaterials(_ materials: [MaterialReference], field: String) throws {
        for (index, material) in materials.enumerated() {
            guard let row = try writer.material(material.digest), row.state == .complete else {
                throw CommandError.materialMissing(material.digest, field: "\(field)[\(index)].digest")
            }
            guard row.size == material.size else {
                throw CommandError.materialSize(material.digest, field: "\(field)[\(index)].size", stored: row.size)
            }
            guard row.isOpen else {
                throw CommandError.materialWithheld(
                    material.digest,
                    field: "\(field)[\(index)].digest",
                    isBeingChecked: row.standing == .checking
                )
            }
            // Without a list of types, nothing is asked of a case's word for a file.
            guard content.allowed != nil, let kind = row.content else { continue }
            do {
                try content.check(kind, declared: DeclaredType(material.mediaType), size: row.size)
            } catch {
                throw CommandError.content(error, field: "\(field)[\(index)].mediaType")
            }
        }
    }

    /// Refuses to archive a case whose papers are not all here: the other city takes the archive's word for them.
    private func checkWhole(_ row: CaseRow) throws {
        guard let missing = try writer.materials(row.id).map(\.material).first(where: { $0.state != .complete })
        else { return }
        throw CommandError.materialIncomplete(missing.digest, received: missing.received, size: missing.size)
    }

    /// What a repeat of a write is answered; `nil` for a key that was not used before.
    func earlier<Answer: Decodable>(_ key: CommandKey, as: Answer.Type) throws -> Answer? {
        guard let stored = try writer.answer(key: key.key) else { return nil }
        guard stored.request == key.request else { throw CommandError.keyReused(key.key) }
        return try JSONTree.decode(Answer.self, from: stored.answer)
    }

    /// Keeps an answer, as JSON, for a repeat.
    func keep(_ answer: [UInt8], for key: CommandKey, case id: CaseID) throws {
        try writer.addAnswer(
            key: key.key,
            request: key.request,
            answer: answer,
            case: id,
            at: scope.now.milliseconds
        )
    }

    private func answer(
        _ record: CaseRecord,
        _ id: CaseID,
        _ kind: EntryKind,
        isRequest: Bool,
        key: CommandKey?
    ) throws -> CommandAnswer {
        let answer = CommandAnswer(
            number: record.number,
            state: record.state,
            version: record.version,
            kind: kind.rawValue,
            isRequest: isRequest,
            at: scope.now.milliseconds
        )
        if let key { try keep(answer.text, for: key, case: id) }
        return answer
    }
}
