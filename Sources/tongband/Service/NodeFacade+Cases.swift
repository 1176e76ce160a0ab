import CaseModel
import CaseStore
import CityNode
import ExchangeCore
import NodeAPI

extension NodeFacade {
    func submit(_ draft: CaseDraft, write: WriteKey) async throws(ServiceError) -> WriteAnswer {
        try await perform(WriteOrder(.submit(draft), write: write))
    }

    func act(
        _ action: CaseAction,
        on number: CaseNumber,
        expectedVersion: Int?,
        write: WriteKey
    ) async throws(ServiceError) -> WriteAnswer {
        try await perform(WriteOrder(.act(action, on: number, version: expectedVersion), write: write))
    }

    private func perform(_ order: WriteOrder) async throws(ServiceError) -> WriteAnswer {
        guard let outcome = await perform([order]).first else { throw .fault("an order had no answer") }
        return try outcome.get()
    }

    func perform(_ orders: [WriteOrder]) async -> [Result<WriteAnswer, ServiceError>] {
        do throws(ServiceError) {
            let outcomes = try await serving { try await node.perform(orders.map(command)) }
            return outcomes.map { outcome in
                outcome.map { WriteAnswer($0.answer, replayed: $0.replayed) }.mapError(serviceError)
            }
        } catch {
            return orders.map { _ in .failure(error) }
        }
    }

    private func command(_ order: WriteOrder) throws -> Command {
        let key = CommandKey(key: order.write.key, request: order.write.request)
        switch order.work {
        case .submit(let draft):
            let submission = Submission(
                number: try node.newNumber(),
                collecting: city,
                handling: draft.handling,
                itemCode: draft.itemCode,
                itemName: draft.itemName,
                applicant: draft.applicant,
                agent: draft.agent,
                identity: draft.identity,
                fields: draft.fields,
                materials: draft.materials,
                office: draft.office,
                officer: draft.officer,
                role: draft.role
            )
            return Command(.submit(submission, mode: draft.mode, consulting: draft.isConsultation), key: key)
        case .act(let action, let number, let version):
            return Command(.act(action, on: number, expected: version), key: key)
        }
    }

    func receipt(of number: CaseNumber, waitingSeconds: Int) async throws(ServiceError) -> Transport? {
        try await serving {
            guard let place = try await node.receipt(of: number, within: .seconds(waitingSeconds)) else { return nil }
            if place.isReceived { return .received }
            return place.sequence == nil ? .waiting : .sent
        }
    }

    func caseView(_ number: CaseNumber) async throws(ServiceError) -> CaseView? {
        try await serving {
            let node = node
            let city = city
            return try await node.store.glance { reader in
                guard let row = try reader.findCase(number), let side = row.record.side(of: city) else { return nil }
                return try CaseReading(node: node, reader: reader).view(row, side: side)
            }
        }
    }

    func cases(_ query: NodeAPI.CaseQuery) async throws(ServiceError) -> NodeAPI.CasePage {
        try await serving {
            let city = city
            var stored = CaseStore.CaseQuery()
            stored.states = query.states.isEmpty ? nil : Set(query.states)
            stored.order =
                switch query.order {
                case .newest: .newest
                case .oldest: .oldest
                case .due: .due
                }
            stored.itemCodes = query.itemCodes.isEmpty ? nil : query.itemCodes
            stored.dueBefore = query.dueBy.map { LocalDay(number: $0.number + 1).startMilliseconds + 1 }
            stored.mode = query.mode
            stored.ending = query.ending
            stored.limit = query.limit
            stored.after = query.cursor.flatMap { CaseCursor($0) }
            switch query.side {
            case .collecting:
                stored.collecting = city
                stored.handling = query.peer
            case .handling:
                stored.handling = city
                stored.collecting = query.peer
            case nil: stored.party = query.peer
            }
            let asked = stored
            let page = try await node.store.read { try $0.cases(asked) }
            return NodeAPI.CasePage(
                cases: page.items.compactMap { item in
                    item.row.record.side(of: city).map { side in
                        // A day ends where the next one begins.
                        CaseSummary(
                            record: item.row.record,
                            side: side,
                            dueOn: item.dueAt.map { LocalDay(milliseconds: $0 - 1) }
                        )
                    }
                },
                next: page.next.map(\.description)
            )
        }
    }
}

extension WriteAnswer {
    init(_ answer: CommandAnswer, replayed: Bool) {
        self.init(
            number: answer.number,
            state: answer.state,
            version: answer.version,
            kind: FeedKind(answer.kind),
            effect: answer.isRequest ? .requested : .applied,
            at: answer.at,
            replayed: replayed
        )
    }
}
