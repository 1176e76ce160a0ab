import CaseModel
import CaseStore
import CityNode
import ExchangeCore
import NodeAPI

extension NodeFacade {
    func submit(_ draft: CaseDraft, write: WriteKey) async throws(ServiceError) -> WriteAnswer {
        try await serving {
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
            let (answer, replayed) = try await node.submit(
                submission,
                mode: draft.mode,
                consulting: draft.isConsultation,
                key: CommandKey(key: write.key, request: write.request)
            )
            return WriteAnswer(answer, replayed: replayed)
        }
    }

    func act(
        _ action: CaseAction,
        on number: CaseNumber,
        expectedVersion: Int?,
        write: WriteKey
    ) async throws(ServiceError) -> WriteAnswer {
        try await serving {
            let (answer, replayed) = try await node.act(
                action,
                on: number,
                expected: expectedVersion,
                key: CommandKey(key: write.key, request: write.request)
            )
            return WriteAnswer(answer, replayed: replayed)
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
            return try await node.store.read { reader in
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
            stored.itemCodes = query.itemCode.map { [$0] }
            stored.mode = query.mode
            stored.ending = query.ending
            stored.limit = query.limit
            stored.after = query.cursor.flatMap { CaseCursor("\($0)") }
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
                    item.row.record.side(of: city).map { CaseSummary(record: item.row.record, side: $0) }
                },
                next: page.next.flatMap { Int64("\($0)") }
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
